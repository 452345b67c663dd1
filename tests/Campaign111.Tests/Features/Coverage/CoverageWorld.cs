using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Coverage.History;
using Campaign111.Features.Coverage.Register;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>A nation with one province, one district, two communes with four hamlets each, one campaign, and the ledger on a database of its own.</summary>
public sealed class CoverageWorld : IAsyncDisposable
{
    public static readonly DateOnly Start = new(2020, 7, 28);

    /// <summary>9:00 on 1/9/2020 in Vietnam.</summary>
    public static readonly DateTimeOffset Now = new(2020, 9, 1, 2, 0, 0, TimeSpan.Zero);

    private const string InsertUnit = """
        INSERT INTO unit (parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to, sort_key, search_text)
        VALUES (@parent, @level, @code, @type, @name, @name, '', @from, @to, @code, @code)
        """;

    private readonly TestDatabase test;

    private CoverageWorld(TestDatabase test, DateTimeOffset now)
    {
        this.test = test;
        Clock = new SetTime(now);
        Units = new UnitDirectory(Database);
        var business = new BusinessClock(Clock, new Settings(Database), new ProductMode());
        Audit = new AuditLog(Clock);
        Places = new PlaceBook(Units, business, Clock);
        Opening = new CoverageOpening(Database, Units, Clock);
        Targets = new PlaceTargets(Database, Audit, business, Clock);
        Modes = new HamletModes(Database, Opening, Audit);
        Labels = new HouseholdLabels(Database, Units, Audit, business, Clock);
        Recount = new CoverageRecount(Database);
        Intake = new CoverageIntake(Database, Campaigns, Places, business, new RecentPlans(Campaigns, TimeProvider.System));
        Ledger = new CoverageLedger(Database, Intake, Opening, Audit);
        Voids = new CoverageVoids(Database, Ledger, Places, Campaigns, business, Audit);
        Rollup = new CoverageRollup(Database);
        History = new CoverageHistory(Database, Opening, Rollup, Campaigns);
        Figures = new CoverageFigures(Database, Opening, History, Campaigns);
    }

    public Database Database => test.Database;

    public SetTime Clock { get; }

    public UnitDirectory Units { get; }

    public AuditLog Audit { get; }

    public OneCampaign Campaigns { get; } = new();

    public PlaceBook Places { get; }

    public CoverageOpening Opening { get; }

    public PlaceTargets Targets { get; }

    public HamletModes Modes { get; }

    public HouseholdLabels Labels { get; }

    public CoverageRecount Recount { get; }

    public CoverageIntake Intake { get; }

    public CoverageLedger Ledger { get; }

    public CoverageVoids Voids { get; }

    public CoverageFigures Figures { get; }

    public CoverageRollup Rollup { get; }

    public CoverageHistory History { get; }

    public Unit Nation { get; private set; } = null!;

    public Unit Province { get; private set; } = null!;

    public Unit District { get; private set; } = null!;

    /// <summary>25318 and 25321.</summary>
    public List<Unit> Communes { get; } = [];

    public Campaign Campaign => Campaigns.Campaign;

    /// <summary>The officer of 25318.</summary>
    public CoverageSender Officer => new(new Actor(7, "xa.25318"), [new Membership(Role.CommuneOfficer, Communes[0].Id, Communes[0].Path)]);

    /// <summary>A collaborator of thon-1 in 25318.</summary>
    public async Task<CoverageSender> CollaboratorAsync(long account = 9)
    {
        var hamlet = await HamletAsync("25318/thon-1");
        return new CoverageSender(new Actor(account, $"ctv.{account}"), [new Membership(Role.Collaborator, hamlet.Id, hamlet.Path)]);
    }

    public CoverageSender DistrictOfficer => new(new Actor(8, "huyen.dongphu"), [new Membership(Role.DistrictOfficer, District.Id, District.Path)]);

    public static Task<CoverageWorld> CreateAsync(string dialect) => CreateAsync(dialect, Now);

    public static async Task<CoverageWorld> CreateAsync(string dialect, DateTimeOffset now)
    {
        var world = new CoverageWorld(await TestDatabase.CreateAsync(dialect), now);
        await world.BuildAsync();
        return world;
    }

    /// <summary>An entry of this campaign with a key of its own, captured an hour ago.</summary>
    public static IncomingEntry Entry(string place = "25318/thon-1", string outcome = "reached", long households = 1, long leaflets = 1) => new()
    {
        Key = Guid.CreateVersion7().ToString(),
        Campaign = "test",
        Place = place,
        Outcome = outcome,
        Method = "door",
        Households = households,
        Leaflets = leaflets,
        CapturedAt = "2020-09-01T08:00:00+07:00",
    };

    public static IncomingEntry Visit(string household, string outcome = "reached", string place = "25318/thon-3") =>
        Entry(place, outcome) with { Household = household };

    public async Task<EntryResult> RecordAsync(IncomingEntry entry, CoverageSender? sender = null) =>
        (await Ledger.RecordAsync(sender ?? Officer, [entry])).Results[0];

    public Task<BatchResult> RecordAsync(params IncomingEntry[] entries) => Ledger.RecordAsync(Officer, entries);

    public async Task<Unit> HamletAsync(string place) => (await Units.FindPlaceAsync(place, Start))!;

    public async Task<CoverageFigure> FigureAsync(string place = "25318") => await Figures.OfAsync(Campaign.Id, (await Units.FindPlaceAsync(place, Start))!);

    public Task<int> CountAsync(string table) => Database.ReadAsync(session => session.ScalarAsync<int>($"SELECT COUNT(*) FROM {table}"));

    public async Task AgreeAsync() => (await Recount.CompareAsync()).ShouldBeEmpty();

    public async Task<Unit> AddUnitAsync(Unit? parent, UnitLevel level, string code, string type, string name, DateOnly? from = null, DateOnly? to = null)
    {
        var id = await Database.WriteAsync(async session =>
        {
            var inserted = await session.InsertAsync(InsertUnit, new
            {
                parent = parent?.Id, level = level.Code(), code, type, name, from = from ?? new DateOnly(2020, 6, 1), to,
            });
            await session.ExecuteAsync("UPDATE unit SET path = @path WHERE id = @inserted", new { inserted, path = $"{parent?.Path ?? "/"}{inserted}/" });
            return inserted;
        });
        return (await Units.FindAsync(id))!;
    }

    public async Task SucceedAsync(Unit from, params Unit[] to)
    {
        const string Insert = "INSERT INTO unit_succession (old_unit_id, new_unit_id, coverage, effective_on) VALUES (@old, @new, @coverage, @on)";
        await Database.WriteAsync(session => session.ExecuteAsync(Insert, to.Select(unit => new
        {
            old = from.Id, @new = unit.Id, coverage = to.Length == 1 ? "full" : "partial", on = unit.ValidFrom,
        })));
    }

    public ValueTask DisposeAsync() => test.DisposeAsync();

    private async Task BuildAsync()
    {
        Nation = await AddUnitAsync(null, UnitLevel.Nation, "VN", "", "Việt Nam");
        Province = await AddUnitAsync(Nation, UnitLevel.Province, "70", "Tỉnh", "Bình Phước");
        District = await AddUnitAsync(Province, UnitLevel.District, "695", "Huyện", "Đồng Phú");
        var targets = new List<TargetInput>();
        foreach (var code in new[] { "25318", "25321" })
        {
            var commune = await AddUnitAsync(District, UnitLevel.Commune, code, "Xã", $"Xã {code}");
            Communes.Add(commune);
            for (var i = 1; i <= 4; i++)
            {
                var hamlet = await AddUnitAsync(commune, UnitLevel.Hamlet, $"thon-{i}", "Thôn", $"{i}");
                targets.Add(new TargetInput(hamlet, commune, 100, "Tổng điều tra 1/4/2019", new DateOnly(2019, 4, 1)));
            }
        }

        Campaigns.Campaign = new Campaign { Id = 1, Slug = "test", Name = "Thử", UnitId = Province.Id, UnitPath = Province.Path, TreeDate = Start, StartsOn = Start };
        await Targets.SetAsync(Actor.System, targets);
        await Modes.SetAsync(Actor.System, Campaign, Communes[0], await HamletAsync("25318/thon-3"), CoverageMode.Register);
        await AddHouseholdsAsync(await HamletAsync("25318/thon-3"), 1, 30);
    }

    /// <summary>Adds those households of H0001, H0002, ... that are not there yet.</summary>
    public async Task AddHouseholdsAsync(Unit hamlet, int from, int to)
    {
        const string Insert = """
            INSERT INTO household (hamlet_id, code, address, search_text)
            SELECT @hamlet, @code, '', @code WHERE NOT EXISTS (SELECT 1 FROM household WHERE hamlet_id = @hamlet AND code = @code)
            """;
        await Database.WriteAsync(session => session.ExecuteAsync(Insert, Enumerable.Range(from, to - from + 1).Select(i => new { hamlet = hamlet.Id, code = $"H{i:0000}" })));
    }
}

/// <summary>A directory with one campaign.</summary>
public sealed class OneCampaign : ICampaignDirectory
{
    public Campaign Campaign { get; set; } = new();

    public Task<Campaign?> FindAsync(string slug) => Task.FromResult(slug == Campaign.Slug ? Campaign : null);

    public Task<Campaign?> FindAsync(long id) => Task.FromResult(id == Campaign.Id ? Campaign : null);

    public Task<IReadOnlyList<Campaign>> AtAsync(string unitPath) => Task.FromResult<IReadOnlyList<Campaign>>([Campaign]);

    public Task<CampaignPlan> PlanAsync(long campaignId) => Task.FromResult(new CampaignPlan(
        Campaign, [new DeadlineInForce("trước ngày 30/9/2020", new DateOnly(2020, 9, 29), Campaign.UnitId, Campaign.UnitPath, "2530/UBND-KGVX")], []));
}

/// <summary>A clock that stands where the test puts it.</summary>
public sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
