using System.Security.Cryptography;
using System.Text;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>The demo's rounds: one whose visits are still open, a lot that was accepted, one that must be done again, and a measured share. Seeds and answers
/// are the same each time.</summary>
public sealed class DemoChecks(ICampaignDirectory campaigns, UnitDirectory units, Inspectors inspectors, SpotChecks checks, LotFrames frames, SpotCheckQueries queries, CheckAnswers answers) : IDemoPart
{
    private const string Slug = "binh-phuoc-2020";
    private static readonly Actor Inventor = new(null, "số liệu minh hoạ");

    // Commune, design, percent of the visited households that remember; null leaves the visits open.
    private static readonly (string Commune, string Design, int? Remember)[] Rounds =
    [
        ("25318", CheckDesigns.Lqas, null),
        ("25378", CheckDesigns.Lqas, 97),
        ("25381", CheckDesigns.Lqas, 18),
        ("25387", CheckDesigns.Proportion, 31),
    ];

    public int Order => 45;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var campaign = await campaigns.FindAsync(Slug) ?? throw new InvalidOperationException($"The campaign {Slug} is missing: it is loaded before its checks.");
        if ((await queries.WithinAsync(campaign.Id, campaign.UnitPath)).Count > 0)
        {
            return;
        }

        foreach (var (code, design, remember) in Rounds)
        {
            if (await units.FindByCodeAsync(code, campaign.TreeDate) is { } commune && await inspectors.ForAsync(campaign, commune) is [.., var inspector])
            {
                await DrawAsync(campaign, commune, design, inspector, remember);
            }
        }
    }

    private async Task DrawAsync(Campaign campaign, Unit commune, string design, Inspector inspector, int? remember)
    {
        // A commune of the demo that has claimed nothing yet has nothing to check.
        if ((await frames.OfAsync(campaign, commune)).Frame.Claims == 0 || (remember is null && (await frames.OfAsync(campaign, commune, registersOnly: true)).Frame.Claims == 0))
        {
            return;
        }

        var request = new DrawRequest(campaign, commune, design) { RegistersOnly = remember is null, InspectorId = inspector.AccountId, VisitBy = DemoLoader.FirstDay.AddDays(7), Seed = $"minh-hoa-{commune.Code}" };
        var id = await checks.DrawAsync(request, Inventor);
        if (remember is { } percent)
        {
            await AnswerAsync((await queries.FindAsync(id))!, percent, inspector);
        }
    }

    private async Task AnswerAsync(SpotCheck check, int percent, Inspector inspector)
    {
        while (CheckResult.Of(check, await queries.VisitsAsync(check.Id)) is { Left: > 0 } result)
        {
            var open = result.Active.Concat(result.Others).Where(visit => visit.Outcome is null);
            await answers.StoreAsync(check, [.. open.Select(visit => new CheckAnswer(visit.Id, Key(check, visit), Found(check, visit, percent), null))], new Actor(inspector.AccountId, Inventor.Name));
        }
    }

    private static string Found(SpotCheck check, CheckVisit visit, int percent) => (Hash(check, visit)[0] * 100 / 256, visit.IsClaimed) switch
    {
        ( >= 96, _) => CheckOutcomes.Absent,
        (var part, true) when part < percent => CheckOutcomes.Remembers,
        ( < 12, false) => CheckOutcomes.Remembers,
        ( >= 93, true) => CheckOutcomes.Nowhere,
        _ => CheckOutcomes.Forgot,
    };

    private static Guid Key(SpotCheck check, CheckVisit visit) => new(Hash(check, visit).AsSpan(0, 16));

    private static byte[] Hash(SpotCheck check, CheckVisit visit) => SHA256.HashData(Encoding.UTF8.GetBytes($"{check.Seed}|{visit.Stratum}|{visit.Number}"));
}
