using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reminders;
using Campaign111.Features.Reminders.Owed;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>A province with one district and three communes, and the other features played by the test.</summary>
internal sealed class SweepFixture : ICampaignDirectory, ICoverageFigures, IPeople, IWorkingDays, IOwedSource, IAsyncDisposable
{
    private const string InsertUnit = """
        INSERT INTO unit (parent_id, level, code, unit_type, name, name_en, path, valid_from, sort_key, search_text)
        VALUES (@parent, @level, @code, @type, @name, @name, @path, @from, @code, @code)
        """;

    private readonly Dictionary<long, CoverageFigure> figures = [];

    private SweepFixture(TestDatabase test) => Test = test;

    public TestDatabase Test { get; }

    public Campaign Campaign { get; private set; } = new();

    public Unit Province { get; private set; } = new();

    public Unit District { get; private set; } = new();

    public IReadOnlyList<Unit> Communes { get; private set; } = [];

    public List<Person> Staff { get; } = [];

    /// <summary>Obligations that are open.</summary>
    public List<Owed> Owing { get; } = [];

    /// <summary>Days without work beside the weekends, and quiet hours.</summary>
    public WorkingDays Calendar { get; set; } = new([]);

    /// <summary>False: quiet hours and days without work count for sending too.</summary>
    public bool Awake { get; set; } = true;

    /// <summary>Which channels the installation has.</summary>
    public ChannelSet Channels { get; set; } = new(Options.Create(new WebhookOptions()), Options.Create(new ZaloOptions()));

    public DateOnly LastDay { get; set; } = new(2020, 9, 29);

    public string Wording { get; set; } = "trước ngày 30/9/2020";

    public static async Task<SweepFixture> CreateAsync(string dialect)
    {
        var fixture = new SweepFixture(await TestDatabase.CreateAsync(dialect));
        var nation = await fixture.AddAsync(null, "nation", "VN", "", "Việt Nam");
        fixture.Province = await fixture.AddAsync(nation, "province", "70", "Tỉnh", "Bình Phước");
        fixture.District = await fixture.AddAsync(fixture.Province, "district", "693", "Huyện", "Bù Đốp");
        fixture.Communes =
        [
            await fixture.AddAsync(fixture.District, "commune", "25308", "Thị trấn", "Thanh Bình"),
            await fixture.AddAsync(fixture.District, "commune", "25318", "Xã", "Tân Thành"),
            await fixture.AddAsync(fixture.District, "commune", "25321", "Xã", "Tân Tiến"),
        ];
        fixture.Campaign = new Campaign
        {
            Id = 1,
            Slug = "binh-phuoc-2020",
            Name = "Bình Phước 2020",
            UnitId = fixture.Province.Id,
            UnitPath = fixture.Province.Path,
            TreeDate = new(2020, 7, 28),
            StartsOn = new(2020, 7, 28),
        };
        return fixture;
    }

    public ReminderPlanner Planner(Database? database = null) =>
        new(this, this, new UnitDirectory(database ?? Test.Database), this, new ReminderHistory(database ?? Test.Database), Ladders(database), this, OwedPlanner(database));

    private OwedPlanner OwedPlanner(Database? database) =>
        new([this], this, this, new OwedHistory(database ?? Test.Database), new ReminderHistory(database ?? Test.Database), this);

    public ReminderWriter Writer(Database? database = null, TimeProvider? time = null) =>
        new(database ?? Test.Database, new AuditLog(TimeProvider.System), time ?? TimeProvider.System, Channels, Preferences(database), Ladders(database), this, Mode());

    public LadderBook Ladders(Database? database = null) => new(database ?? Test.Database, new AuditLog(TimeProvider.System), TimeProvider.System);

    public PreferenceBook Preferences(Database? database = null) => new(database ?? Test.Database, new AuditLog(TimeProvider.System), TimeProvider.System);

    public DeliveryQueries Deliveries() => new(Test.Database, new AuditLog(TimeProvider.System), TimeProvider.System);

    public Acknowledgements Acknowledgements(TimeProvider? time = null) => new(Test.Database, new AuditLog(TimeProvider.System), time ?? TimeProvider.System);

    public Task<Unit> AddHamletAsync(Unit commune, string code, string type, string name) => AddAsync(commune, "hamlet", code, type, name);

    public DigestReader Reader() => new(Test.Database, new UnitDirectory(Test.Database), new OrganisationDirectory(Test.Database), this, this);

    /// <summary>Sends as the product does, by the given channels.</summary>
    public Dispatcher Dispatcher(TimeProvider time, params IChannel[] channels) => new(
        new Outbox(Test.Database, time),
        Reader(),
        new DigestComposer(new ConfigurationBuilder().Build(), new RestOffers(new MuteLinks(new EphemeralDataProtectionProvider()), Ladders())),
        channels,
        this,
        Mode(),
        time,
        NullLogger<Dispatcher>.Instance);

    /// <summary>Tells news as other features do.</summary>
    public Notices Notices(TimeProvider time) => new(time, this, Mode(), Preferences());

    // The demo writes and sends at any hour: a test must not wait for the morning.
    private ProductMode Mode()
    {
        var mode = new ProductMode();
        mode.Set(isDemo: Awake);
        return mode;
    }

    public void Reached(Unit unit, long reached, DateTimeOffset? lastEntry, long target = 100) => figures[unit.Id] = new CoverageFigure
    {
        UnitId = unit.Id,
        Target = target,
        Reached = reached,
        Settled = reached,
        Entries = reached,
        LastEntryAt = lastEntry,
    };

    public Person AddPerson(Unit unit, Role role, string? email = null, long? organisation = null)
    {
        var person = new Person
        {
            AccountId = Staff.Count + 1,
            UserName = $"{role}.{unit.Code}",
            DisplayName = $"Cán bộ {unit.Name}",
            Role = role,
            UnitId = unit.Id,
            Email = email,
            OrganisationId = organisation,
        };
        Staff.Add(person);
        return person;
    }

    public Task<Campaign?> FindAsync(string slug) => Task.FromResult(slug == Campaign.Slug ? Campaign : null);

    public Task<Campaign?> FindAsync(long id) => Task.FromResult(id == Campaign.Id ? Campaign : null);

    public Task<IReadOnlyList<Campaign>> AtAsync(string unitPath) => Task.FromResult<IReadOnlyList<Campaign>>([Campaign]);

    public Task<CampaignPlan> PlanAsync(long campaignId) => Task.FromResult(new CampaignPlan(
        Campaign, [new DeadlineInForce(Wording, LastDay, Province.Id, Province.Path, "2530/UBND-KGVX")], []));

    public Task<CoverageFigure> OfAsync(long campaignId, Unit unit) => Task.FromResult(figures.GetValueOrDefault(unit.Id) ?? CoverageFigure.Empty(unit.Id));

    public async Task<IReadOnlyList<CoverageFigure>> OfEachAsync(long campaignId, IReadOnlyList<Unit> units) =>
        await Task.WhenAll(units.Select(unit => OfAsync(campaignId, unit)));

    public Task<IReadOnlyDictionary<long, CoverageFigure>> OfCommunesAsync(long campaignId, string path) => Task.FromResult<IReadOnlyDictionary<long, CoverageFigure>>(figures);

    public Task<WorkingDays> LoadAsync(CancellationToken cancel = default) => Task.FromResult(Calendar);

    public Task<IReadOnlyList<CoverageDay>> DaysAsync(long campaignId, Unit unit) => Task.FromResult<IReadOnlyList<CoverageDay>>([]);

    public Task<ILookup<long, Person>> AtAsync(IReadOnlyCollection<long> unitIds) =>
        Task.FromResult(Staff.Where(person => unitIds.Contains(person.UnitId)).ToLookup(person => person.UnitId));

    public Task<IReadOnlyList<Owed>> OpenAsync(DateOnly today, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Owed>>([.. Owing]);

    public Task<long> CountAsync(string table) => Test.Database.ReadAsync(session => session.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}"));

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    private async Task<Unit> AddAsync(Unit? parent, string level, string code, string type, string name)
    {
        var id = await Test.Database.WriteAsync(async session =>
        {
            var added = await session.InsertAsync(InsertUnit, new { parent = parent?.Id, level, code, type, name, path = "/", from = new DateOnly(2020, 6, 1) });
            await session.ExecuteAsync("UPDATE unit SET path = @path WHERE id = @id", new { path = $"{parent?.Path ?? "/"}{added}/", id = added });
            return added;
        });
        return (await new UnitDirectory(Test.Database).FindAsync(id))!;
    }
}
