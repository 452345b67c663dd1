using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets.Landing;
using Campaign111.Features.Leaflets.Languages;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets;

/// <summary>The demo's leaflets: the committee approved every design, a reworded version waits for the approval and a translation for its review; every commune has its code, and some were scanned. The scans are invented (the campaign
/// is marked as illustrative) and the same on every machine.</summary>
public sealed class DemoLeaflets(
    ICampaignDirectory campaigns, UnitDirectory units, IPeople people, LeafletDesigns designs, DesignRegister register, QrTokens tokens,
    DesignVersions versions, DesignDrafts drafts, DesignLanguages languages, ScanStore scans, ScanCounts counts, Database database, AuditLog audit) : IDemoPart
{
    private const string Slug = "binh-phuoc-2020";
    private const string Committee = "tinh.binhphuoc";
    private const string Language = "vi";
    private const string Reworded = "the-hoc-sinh-a6";
    private const string Translated = "bien-lac-111";

    // A machine's words, read by no speaker: exactly what the proof mark is for.
    private static readonly Dictionary<string, string> Khmer = new()
    {
        ["call"] = "កុមារ\u200Bត្រូវការ\u200Bជំនួយ? ទូរស័ព្ទ",
        ["free"] = "ឥតគិតថ្លៃ",
        ["always"] = "24/7",
        ["secret"] = "រក្សា\u200Bការសម្ងាត់",
        ["title"] = "ការពារ\u200Bកុមារ",
    };

    public int Order => 50;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var campaign = await campaigns.FindAsync(Slug) ?? throw new CliException($"The demo's campaign {Slug} is loaded before its leaflets.");
        var member = (await people.AtAsync([campaign.UnitId]))[campaign.UnitId].First(person => person.UserName == Committee);
        var actor = new Actor(member.AccountId, member.UserName);
        var communes = await units.BelowAsync(campaign.UnitPath, UnitLevel.Commune, campaign.TreeDate);
        var province = await units.FindAsync(campaign.UnitId) ?? throw new InvalidOperationException("The campaign's unit is gone.");
        await tokens.EnsureAsync(campaign, [.. communes, province], Language, actor);
        foreach (var design in designs.All)
        {
            await register.ApproveAsync(campaign, design, actor);
        }

        await PendingAsync(campaign, actor);
        if ((await counts.ByDayAsync(campaign.Id, campaign.UnitPath, DateOnly.MinValue, DateOnly.MaxValue)).Count > 0)
        {
            return;
        }

        var invented = Invented(campaign, communes);
        await database.WriteAsync(
            async session =>
            {
                await scans.WriteAsync(session, invented, null);
                await audit.RecordAsync(session, Actor.System, new AuditEntry("demo.scans", "campaign", Slug) { UnitId = campaign.UnitId, After = new { rows = invented.Count } });
            },
            cancel);
    }

    private async Task PendingAsync(Campaign campaign, Actor actor)
    {
        if ((await versions.OfAsync(campaign)).Any(version => version.Kind is not null))
        {
            return;
        }

        var words = new Dictionary<(string, string), string> { [("vi", "i-4")] = "Bạn mình gặp một chuyện như thế" };
        var files = await DesignWording.ApplyAsync(DesignFiles.FromFolder(Path.Combine(designs.Folder, Reworded)), words);
        var made = await drafts.CreateAsync(campaign, files, "edit", designs.Get(Reworded).Version, actor);
        var draft = await versions.FindAsync(campaign, Reworded, made.Version ?? 0) ?? throw new CliException($"The demo's reworded design was refused: {made.Report.Problems[0].Reason.En}.");
        await drafts.SubmitAsync(campaign, draft, actor);

        var sticker = designs.Get(Translated);
        var sheet = new TextSheet([.. DesignLanguages.Export(sticker, "km").Lines.Select(line => line with { Text = Khmer[line.Key] })]);
        using var csv = new MemoryStream(await sheet.ToCsvAsync());
        await languages.ImportAsync(campaign, sticker, new TranslationInto("km", "Khmer (ភាសាខ្មែរ)", "Noto Sans Khmer"), csv, "texts.km.csv", Actor.System);
    }

    // Scans come where leaflets are: from the second week on, on some days, more in some communes than in others.
    private static Dictionary<ScanKey, long> Invented(Campaign campaign, IReadOnlyList<Unit> communes)
    {
        var counts = new Dictionary<ScanKey, long>();
        var last = DemoLoader.FirstDay.AddDays(-1);
        foreach (var commune in communes)
        {
            var random = new SeededDice(int.Parse(commune.Code, System.Globalization.CultureInfo.InvariantCulture));
            var liveliness = random.Next(7);
            for (var day = campaign.StartsOn.AddDays(7 + random.Next(10)); day <= last; day = day.AddDays(1 + random.Next(4)))
            {
                if (random.Next(10) < liveliness)
                {
                    counts[new ScanKey(campaign.Id, commune.Id, day, 0, Language, commune.Path)] = 1 + random.Next(liveliness + 2);
                }
            }
        }

        return counts;
    }

    /// <summary>Numbers that follow from a seed alone: Random's may change with the runtime.</summary>
    private sealed class SeededDice(int seed)
    {
        private ulong state = (ulong)seed * 0x9E3779B97F4A7C15UL;

        public int Next(int below)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            return (int)((state >> 33) % (ulong)below);
        }
    }
}
