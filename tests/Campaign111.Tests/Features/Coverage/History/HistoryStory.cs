using System.Globalization;
using Campaign111.Features.Coverage;
using Campaign111.Features.Coverage.History;
using Campaign111.Features.Coverage.Register;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Tests.Features.Coverage.History;

/// <summary>A campaign of some days on two districts and a commune without one; the same for the same seed.</summary>
internal sealed class HistoryStory : IAsyncDisposable
{
    public const string None = "|0|0|0|0|0| ";

    /// <summary>The denominators are older than the campaign.</summary>
    public static readonly DateOnly First = new(2020, 7, 27);

    private static readonly string[] Outcomes = ["reached", "reached", "absent", "refused", "vacant"];
    private static readonly string[] Registers = ["25318/thon-3", "25321/thon-3", "25400/thon-2"];

    private readonly Random random;
    private readonly List<IncomingEntry> sent = [];
    private readonly List<string> places = [];
    private readonly List<Unit> units = [];
    private CoverageLedger ledger = null!;
    private CoverageVoids voids = null!;
    private HouseholdMerge merge = null!;
    private int hamlets;

    private HistoryStory(CoverageWorld world, int seed) => (World, random) = (world, new Random(seed));

    public CoverageWorld World { get; }

    public DateOnly Today { get; private set; } = First;

    /// <summary>What came up how often.</summary>
    public Dictionary<string, int> Met { get; } = [];

    /// <summary>What was known before the first day: the denominators.</summary>
    public Dictionary<long, string> Nothing { get; private set; } = [];

    private static CoverageSender Sender => new(new Actor(7, "tinh"), [new Membership(Role.Administrator, 0, "/")]);

    public static async Task<HistoryStory> CreateAsync(string dialect, int seed)
    {
        var story = new HistoryStory(await CoverageWorld.CreateAsync(dialect, At(First, 8)), seed);
        await story.BuildAsync();
        return story;
    }

    /// <summary>Two to seven things happen; then comes the night, or some nights.</summary>
    public async Task LiveADayAsync()
    {
        Today = Today.AddDays(random.Next(1, 4));
        // Each day another process: nothing that it remembers of the tree is older than the day.
        Renew();
        for (var act = random.Next(2, 8); act > 0; act--)
        {
            World.Clock.Now = At(Today, 8 + random.Next(12));
            await ActAsync();
        }

        World.Clock.Now = At(Today, 23);
    }

    /// <summary>A plain recount of every unit.</summary>
    public async Task<Dictionary<long, string>> NaiveAsync()
    {
        var naive = await NaiveBooks.ReadAsync(World.Database);
        return units.ToDictionary(unit => unit.Id, unit => $"{naive.Figure(unit)} {naive.Days(unit)}");
    }

    /// <summary>What the product shows of every unit, now or as reported on a day.</summary>
    public async Task<Dictionary<long, string>> ShownAsync(DateOnly? day)
    {
        var figures = day is { } past
            ? await World.History.AsReportedAsync(World.Campaign.Id, units, past)
            : await World.Figures.OfEachAsync(World.Campaign.Id, units);
        var shown = new Dictionary<long, string>();
        foreach (var (unit, figure) in units.Zip(figures))
        {
            var series = await World.History.DaysAsync(World.Campaign.Id, unit, day);
            shown[unit.Id] = $"{Line(figure)} {Line(series)}";
        }

        return shown;
    }

    public async Task RebuildAsync()
    {
        var rebuild = new CoverageRebuild(World.Database);
        await rebuild.EnlistAsync();
        await rebuild.RunAsync();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private static DateTimeOffset At(DateOnly day, int hour) => VietnamTime.At(day, new TimeOnly(hour, 0));

    private static string Line(CoverageFigure figure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figure.Target}|{figure.Reached}|{figure.Settled}|{figure.Leaflets}|{figure.Entries}|{figure.Held}|{figure.LastEntryAt?.UtcDateTime:O}");

    private static string Line(IReadOnlyList<CoverageDay> series) => string.Join(' ', series.Where(day => day.Reached != 0 || day.Leaflets != 0)
        .Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Day:yyyy-MM-dd}:{day.Reached}/{day.Leaflets}")));

    private async Task BuildAsync()
    {
        var district = await World.AddUnitAsync(World.Province, UnitLevel.District, "696", "Huyện", "Bù Đăng");
        var far = await World.AddUnitAsync(district, UnitLevel.Commune, "25400", "Xã", "Xa");
        var free = await World.AddUnitAsync(World.Province, UnitLevel.Commune, "25500", "Phường", "Không huyện");
        units.AddRange([World.Nation, World.Province, World.District, district, .. World.Communes, far, free]);
        foreach (var commune in World.Communes)
        {
            for (var i = 1; i <= 4; i++)
            {
                await KnowAsync($"{commune.Code}/thon-{i}");
            }
        }

        foreach (var commune in new[] { far, free })
        {
            for (var i = 1; i <= 2; i++)
            {
                await World.AddUnitAsync(commune, UnitLevel.Hamlet, $"thon-{i}", "Thôn", $"{i}");
                await KnowAsync($"{commune.Code}/thon-{i}");
            }
        }

        foreach (var place in Registers)
        {
            var hamlet = await World.HamletAsync(place);
            await World.Modes.SetAsync(Actor.System, World.Campaign, (await World.Units.FindAsync(hamlet.ParentId!.Value))!, hamlet, CoverageMode.Register);
            await World.AddHouseholdsAsync(hamlet, 1, 12);
        }

        Renew();
        Nothing = await NaiveAsync();
    }

    private async Task KnowAsync(string place)
    {
        places.Add(place);
        units.Add(await World.HamletAsync(place));
    }

    private void Renew()
    {
        var business = new BusinessClock(World.Clock, new Settings(World.Database), new ProductMode());
        var book = new PlaceBook(World.Units, business, World.Clock);
        ledger = new CoverageLedger(World.Database, new CoverageIntake(World.Database, World.Campaigns, book, business, new RecentPlans(World.Campaigns, TimeProvider.System)), World.Opening, World.Audit);
        voids = new CoverageVoids(World.Database, ledger, book, World.Campaigns, business, World.Audit);
        merge = new HouseholdMerge(World.Database, ledger, World.Campaigns, book, World.Modes, World.Audit, World.Clock);
    }

    private Task ActAsync() => random.Next(16) switch
    {
        < 7 => RecordAsync(),
        < 9 => WithdrawAsync(),
        < 11 => ResolveAsync(),
        11 => MergeAsync(),
        12 => MoveAsync(),
        13 => TargetAsync(),
        14 => DissolveAsync(),
        // Somebody looks, so that the rows above are made in many small steps; on other days in one.
        _ => World.Rollup.CarryAsync(World.Campaign.Id),
    };

    private async Task RecordAsync()
    {
        var batch = Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(8) == 0 && sent.Count > 0 ? sent[random.Next(sent.Count)] : Any()).ToList();
        var result = await ledger.RecordAsync(Sender, batch);
        sent.AddRange(batch);
        foreach (var (entry, verdict) in batch.Zip(result.Results))
        {
            Meet(verdict.Status switch { EntryStatus.Stored => "stored", EntryStatus.Held => "held", EntryStatus.Duplicate => "duplicate", _ => "rejected" });
            var kept = verdict.Status is EntryStatus.Stored or EntryStatus.Held;
            Meet(kept && entry.Voids is not null ? "corrected" : "");
            Meet(kept && verdict.Flags.Contains("moved") ? "landed" : "");
            Meet(kept && entry.CapturedAt![..10] != Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ? "late" : "");
        }
    }

    private IncomingEntry Any()
    {
        var place = places[random.Next(places.Count)];
        var byHousehold = Registers.Contains(place) ? random.Next(5) > 0 : random.Next(6) == 0;
        // Mostly today; sometimes a phone that was offline, a clock in the future, or one before the campaign.
        var captured = random.Next(10) switch { 0 => At(Today.AddDays(5), 9), 1 => At(First.AddDays(-9), 9), < 5 => At(Today.AddDays(-random.Next(1, 12)), 9), _ => World.Clock.Now };
        return new IncomingEntry
        {
            Key = Guid.CreateVersion7().ToString(),
            Campaign = "test",
            Place = place,
            Household = byHousehold ? $"H{random.Next(1, 13):0000}" : null,
            Outcome = Outcomes[random.Next(Outcomes.Length)],
            Households = byHousehold ? null : random.Next(0, 9),
            Leaflets = random.Next(0, 4),
            CapturedAt = captured.ToOffset(TimeSpan.FromHours(7)).ToString("O"),
            Voids = sent.Count > 0 && random.Next(6) == 0 ? sent[random.Next(sent.Count)].Key : null,
        };
    }

    private Task WithdrawAsync() => sent.Count == 0 ? Task.CompletedTask : TryAsync("withdrawn", () => voids.WithdrawAsync(Sender, Guid.Parse(sent[random.Next(sent.Count)].Key!), "thử"));

    private async Task ResolveAsync()
    {
        var held = sent.Where(entry => Registers.Contains(entry.Place!) == entry.Household is null).ToList();
        if (held.Count == 0)
        {
            return;
        }

        var entry = held[random.Next(held.Count)];
        var key = Guid.Parse(entry.Key!);
        await (random.Next(3) switch
        {
            0 => TryAsync("discarded", () => voids.WithdrawAsync(Sender, key, "thử")),
            _ when entry.Household is null => TryAsync("converted", () => voids.AcceptForHouseholdsAsync(Sender, key, "thử", "test", entry.Place!, ["H0001", $"H{random.Next(2, 13):0000}"])),
            _ => TryAsync("converted", () => voids.AcceptAsTallyAsync(Sender, key, "thử", "test", entry.Place!)),
        });
    }

    private async Task MergeAsync()
    {
        var hamlet = await World.HamletAsync(Registers[random.Next(Registers.Length)]);
        await TryAsync("merged", () => merge.MergeAsync(Sender, hamlet, $"H{random.Next(1, 13):0000}", $"H{random.Next(1, 13):0000}", "thử"));
    }

    private async Task MoveAsync()
    {
        var source = await World.HamletAsync("25318/thon-3");
        var target = await World.HamletAsync("25318/thon-4");
        await TryAsync("moved", async () =>
        {
            await World.Modes.SetAsync(Actor.System, World.Campaign, World.Communes[0], target, CoverageMode.Register);
            await merge.MoveAsync(Sender, source, $"H{random.Next(1, 13):0000}", target, $"M{Guid.NewGuid().ToString()[..8]}", "thử");
        });
    }

    private async Task TargetAsync()
    {
        var inputs = new List<TargetInput>();
        foreach (var place in places.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToList())
        {
            if (await World.Units.FindPlaceAsync(place, CoverageWorld.Start) is { } hamlet)
            {
                inputs.Add(new TargetInput(hamlet, (await World.Units.FindAsync(hamlet.ParentId!.Value))!, random.Next(60), $"Nguồn {random.Next(1000)}", Today));
            }
        }

        await World.Targets.SetAsync(Actor.System, inputs);
        Meet("target");
    }

    // A tally hamlet is merged into a new one of its commune, or split in two; phones go on sending the old name.
    private async Task DissolveAsync()
    {
        var tallied = places.Where(place => !Registers.Contains(place) && !place.Contains("moi", StringComparison.Ordinal) && place != "25318/thon-4").ToList();
        var place = tallied[random.Next(tallied.Count)];
        var old = await World.HamletAsync(place);
        var commune = (await World.Units.FindAsync(old.ParentId!.Value))!;
        const string End = "UPDATE unit SET valid_to = @today WHERE id = @id AND valid_to IS NULL";
        // Dissolved on the day of the campaign's tree it would not be in the tree: nobody could send for it.
        if (Today <= CoverageWorld.Start || await World.Database.WriteAsync(session => session.ExecuteAsync(End, new { today = Today, id = old.Id })) == 0)
        {
            return;
        }

        var heirs = new List<Unit>();
        for (var i = random.Next(3) == 0 ? 2 : 1; i > 0; i--)
        {
            heirs.Add(await World.AddUnitAsync(commune, UnitLevel.Hamlet, $"moi-{++hamlets}", "Thôn", $"Mới {hamlets}", Today));
        }

        units.AddRange(heirs);
        await World.SucceedAsync(old, [.. heirs]);
        Renew();
        Meet("dissolved");
    }

    private async Task TryAsync(string act, Func<Task> run)
    {
        try
        {
            await run();
            Meet(act);
        }
        catch (EntryRefusedException refused)
        {
            // Voided before, merged before, another mode: the product has to say so.
            refused.Message.ShouldNotBeEmpty();
        }
    }

    private void Meet(string act) => Met[act] = Met.GetValueOrDefault(act) + 1;
}
