using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Stock;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;
using Campaign111.Tests.Features.Coverage;

namespace Campaign111.Tests.Features.Stock;

/// <summary>The stock feature on the units, campaign and coverage of <see cref="CoverageWorld"/>.</summary>
internal sealed class StockWorld : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2020, 9, 1);
    public static readonly Actor Officer = new(7, "xa.25318");

    private StockWorld(CoverageWorld coverage)
    {
        Coverage = coverage;
        Clock = new CrashingTime(coverage.Clock);
        var audit = new AuditLog(Clock);
        var business = new BusinessClock(coverage.Clock, new Settings(Database), new ProductMode());
        Ledger = new StockLedger(Database, audit, Clock);
        Runs = new StockRuns(Database, Ledger, Clock);
        Shipments = new StockShipments(Database, Ledger);
        Uses = new StockUses(Ledger);
        Corrections = new StockCorrections(Database, Ledger, coverage.Units);
        Requests = new StockRequests(Database, Ledger, Shipments, audit, Clock);
        Queries = new StockQueries(Database);
        Check = new StockCheck(Database);
        Doors = new StockDoors(Database, Ledger, coverage.Figures, new CoverageDesk(coverage.Campaigns, coverage.Units, coverage.Places, business), coverage.Units, business);
    }

    public CoverageWorld Coverage { get; }

    public Database Database => Coverage.Database;

    public CrashingTime Clock { get; }

    public StockLedger Ledger { get; }

    public StockRuns Runs { get; }

    public StockShipments Shipments { get; }

    public StockUses Uses { get; }

    public StockCorrections Corrections { get; }

    public StockRequests Requests { get; }

    public StockQueries Queries { get; }

    public StockCheck Check { get; }

    public StockDoors Doors { get; }

    public Campaign Campaign => Coverage.Campaign;

    public Unit Province => Coverage.Province;

    public Unit District => Coverage.District;

    public Unit Commune => Coverage.Communes[0];

    public static async Task<StockWorld> CreateAsync(string dialect) => new(await CoverageWorld.CreateAsync(dialect));

    /// <summary>A run in the store of a unit.</summary>
    public Task<long> RunAsync(Unit unit, long quantity, bool inStore = true) =>
        Runs.RecordAsync(Campaign, unit, new RunDraft(Guid.CreateVersion7(), "to-roi-a5", 1, quantity, quantity * 450, "Nhà in", Today.AddDays(-20), inStore), Officer);

    public ShipmentDraft Package(long run, Unit from, Unit to, long quantity, string account = StockAccount.Stock) =>
        new(Guid.CreateVersion7(), run, account, from, to, quantity, Today.AddDays(-5), Today.AddDays(-2));

    /// <summary>Sends and receives without a difference.</summary>
    public async Task PassAsync(long run, Unit from, Unit to, long quantity)
    {
        var package = await Shipments.SendAsync(Campaign, Package(run, from, to, quantity), Officer);
        await Shipments.ReceiveAsync(Campaign, package, to, new ReceiptDraft(Guid.CreateVersion7(), quantity, 0, Today), Officer);
    }

    /// <summary>What an account of a unit's subtree holds, over all runs.</summary>
    public async Task<long> HeldAsync(Unit unit, string account) => (await Queries.HoldingsAsync(Campaign.Id, unit)).Where(line => line.Account == account).Sum(line => line.Quantity);

    /// <summary>What lies in a unit's own store.</summary>
    public async Task<long> OwnAsync(Unit unit) => (await Queries.OwnAsync(Campaign.Id, unit.Id)).Sum(line => line.Quantity);

    public async Task SoundAsync(string because = "") => (await Check.FindingsAsync()).ShouldBeEmpty(because);

    public ValueTask DisposeAsync() => Coverage.DisposeAsync();
}

/// <summary>A clock that now and then throws: every write asks it in the middle of its transaction and again at its end.</summary>
internal sealed class CrashingTime(TimeProvider inner) : TimeProvider
{
    private Random? dice;

    /// <summary>From now on one question in so many fails.</summary>
    public void CrashWith(Random? random) => dice = random;

    public override DateTimeOffset GetUtcNow()
    {
        if (dice is { } random)
        {
            lock (random)
            {
                if (random.Next(6) == 0)
                {
                    throw new CrashException();
                }
            }
        }

        return inner.GetUtcNow();
    }
}

/// <summary>The process died here.</summary>
internal sealed class CrashException : Exception;
