using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Features.Hierarchy;

namespace Campaign111.Tests.Features.Campaigns;

/// <summary>The official units and the feature's services on one database.</summary>
internal sealed class CampaignsDatabase : IAsyncDisposable
{
    public static readonly DateOnly TreeDate = new(2020, 7, 28);

    private readonly UnitsDatabase units;

    private CampaignsDatabase(UnitsDatabase units)
    {
        this.units = units;
        Directory = new CampaignDirectory(units.Database);
        Service = new CampaignService(units.Database, units.Audit, TimeProvider.System);
        Deadlines = new DeadlineService(units.Database, units.Audit, TimeProvider.System);
        Tasks = new TaskService(units.Database, units.Audit, TimeProvider.System);
        Queries = new DispatchQueries(units.Database);
        Dispatches = new DispatchService(units.Database, units.Audit, TimeProvider.System);
    }

    public UnitsDatabase Units => units;

    public ICampaignDirectory Directory { get; }

    public CampaignService Service { get; }

    public DispatchService Dispatches { get; }

    public DeadlineService Deadlines { get; }

    public TaskService Tasks { get; }

    public DispatchQueries Queries { get; }

    public static async Task<CampaignsDatabase> CreateAsync(string dialect) => new(await UnitsDatabase.SeededAsync(dialect));

    public Task LoadDemoAsync() => new DemoCampaign(units.Directory, new OrganisationDirectory(units.Database), Directory, Service, Dispatches).LoadAsync(CancellationToken.None);

    public async Task<Unit> UnitAsync(string code) => (await units.Directory.FindByCodeAsync(code, TreeDate)).ShouldNotBeNull();

    public async Task<Unit> NationAsync() => (await units.Directory.RootAsync()).ShouldNotBeNull();

    /// <summary>An empty campaign of Bình Phước from 28/7/2020.</summary>
    public async Task<long> CampaignAsync(string slug = "thu-nghiem") =>
        await Service.CreateAsync(new Campaign { Slug = slug, Name = "Thử nghiệm", TreeDate = TreeDate, StartsOn = TreeDate }, await UnitAsync("70"), Actor.System);

    public static DispatchDraft Draft(long campaign, Unit unit, string number, string? wording = null, DateOnly? lastDay = null, string? reason = null, long? parent = null, long? amends = null, IReadOnlyList<Unit>? bound = null) => new()
    {
        CampaignId = campaign,
        ParentId = parent,
        AmendsId = amends,
        Unit = unit,
        Number = number,
        IssuedOn = TreeDate,
        Issuer = "UBND",
        Subject = "Giới thiệu Tổng đài 111",
        Wording = wording,
        LastDay = lastDay,
        Reason = reason,
        Bound = bound ?? [],
    };

    public ValueTask DisposeAsync() => units.DisposeAsync();
}
