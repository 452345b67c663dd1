using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Stock;

/// <summary>What crossed the border of a subtree in packages, of one run.</summary>
public sealed class StockFlow
{
    public long RunId { get; init; }

    /// <summary>Sent to it, cancelled ones left out.</summary>
    public long Issued { get; init; }

    /// <summary>Good leaflets that arrived.</summary>
    public long Received { get; init; }

    public long Damaged { get; init; }

    public long Missing { get; init; }

    public long Surplus { get; init; }
}

/// <summary>Reads the book. A subtree is a range of paths.</summary>
public sealed class StockQueries(Database database)
{
    private const string Subtree = """
        SELECT run_id, account, SUM(quantity) AS quantity FROM stock_balance
        WHERE campaign_id = @campaign AND path >= @from AND path < @to GROUP BY run_id, account
        """;

    private const string Arrived = """
        SELECT SUM(quantity) FROM stock_balance
        WHERE campaign_id = @campaign AND path >= @from AND path < @to AND account IN ('stock', 'doors', 'events', 'written-off', 'adjustment')
        """;

    private const string Own = "SELECT run_id, account, quantity FROM stock_balance WHERE campaign_id = @campaign AND account = @account AND place_id = @unit AND quantity > 0 ORDER BY run_id";

    private const string Inward = """
        SELECT run_id, SUM(quantity) AS issued, SUM(COALESCE(received, 0)) AS received, SUM(COALESCE(damaged, 0)) AS damaged, SUM(COALESCE(short, 0)) AS missing,
               SUM(COALESCE(surplus, 0)) AS surplus
        FROM stock_shipment
        WHERE campaign_id = @campaign AND state <> 'cancelled' AND to_path >= @from AND to_path < @to
          AND (from_account = 'printer' OR NOT (from_path >= @from AND from_path < @to))
        GROUP BY run_id
        """;

    private const string Outward = """
        SELECT run_id, SUM(quantity) AS issued, SUM(COALESCE(received, 0)) AS received, SUM(COALESCE(damaged, 0)) AS damaged, SUM(COALESCE(short, 0)) AS missing,
               SUM(COALESCE(surplus, 0)) AS surplus
        FROM stock_shipment
        WHERE campaign_id = @campaign AND state <> 'cancelled' AND from_path >= @from AND from_path < @to AND from_account = 'stock'
          AND NOT (to_path >= @from AND to_path < @to)
        GROUP BY run_id
        """;

    private const string ShipmentColumns = """
        SELECT id, number, campaign_id, run_id, CASE WHEN is_damaged = 1 THEN 'damaged' ELSE from_account END AS from_account, from_unit_id, from_path, to_unit_id, to_path, direction, quantity, sent_on, due_on, sent_by, note, state,
               received AS received_quantity, damaged, short AS missing, surplus, ended_on, ended_by
        FROM stock_shipment
        """;

    private const string OnTheWay = $"""
        {ShipmentColumns} WHERE campaign_id = @campaign AND state = 'sent' AND ((to_path >= @from AND to_path < @to) OR (from_path >= @from AND from_path < @to))
        ORDER BY due_on, id
        """;

    private const string ArrivedWrong = $"""
        {ShipmentColumns} WHERE campaign_id = @campaign AND state = 'received' AND to_path >= @from AND to_path < @to AND (short > 0 OR surplus > 0 OR (damaged > 0 AND is_damaged = 0))
        ORDER BY id DESC
        """;

    private const string MoveColumns = """
        SELECT m.id, m.campaign_id, m.run_id, m.shipment_id, m.reverses_id, r.id AS reversed_by, m.kind, m.unit_id, m.path, m.quantity, m.occasion, m.happened_on,
               m.reason, m.recorded_at, m.recorded_by, m.on_behalf_of, s.number AS note
        FROM stock_move m
        LEFT JOIN stock_move r ON r.reverses_id = m.id
        LEFT JOIN stock_shipment s ON s.id = m.shipment_id
        """;

    private const string Moves = $"""
        {MoveColumns} WHERE m.campaign_id = @campaign AND ((m.path >= @from AND m.path < @to) OR (s.to_path >= @from AND s.to_path < @to)) AND m.id < @before
        ORDER BY m.id DESC
        """;

    private const string OfKind = $"""
        {MoveColumns} WHERE m.campaign_id = @campaign AND m.path >= @from AND m.path < @to AND m.kind = @kind AND r.id IS NULL ORDER BY m.id DESC
        """;

    private const string OneMove = $"{MoveColumns} WHERE m.id = @id";

    /// <summary>Good leaflets that a subtree has received, less what it sent on: those in its stores, handed out, written off or missed at a count. Null when the
    /// book knows nothing of it.</summary>
    public Task<long?> ArrivedAsync(long campaign, Unit unit, CancellationToken cancel = default) => database.ReadAsync(
        session => session.FirstAsync<long?>(Arrived, new { campaign, from = unit.Path, to = UnitPath.End(unit.Path) }), cancel);

    /// <summary>What the accounts of a subtree hold, by run and account.</summary>
    public async Task<IReadOnlyList<StockHolding>> HoldingsAsync(long campaign, Unit unit) => (await HoldingsAsync(campaign, [unit]))[0];

    /// <summary>The same for each of several subtrees, in their order.</summary>
    public Task<IReadOnlyList<IReadOnlyList<StockHolding>>> HoldingsAsync(long campaign, IReadOnlyList<Unit> units) => EachAsync<StockHolding>(Subtree, campaign, units);

    /// <summary>What lies in the unit's own store, by run.</summary>
    public Task<IReadOnlyList<StockHolding>> OwnAsync(long campaign, long unit, string account = StockAccount.Stock) =>
        database.ReadAsync(session => session.QueryAsync<StockHolding>(Own, new { campaign, unit, account }));

    /// <summary>What came into each subtree in packages from outside it, or from the printer.</summary>
    public Task<IReadOnlyList<IReadOnlyList<StockFlow>>> InwardAsync(long campaign, IReadOnlyList<Unit> units) => EachAsync<StockFlow>(Inward, campaign, units);

    /// <summary>What left each subtree in packages.</summary>
    public Task<IReadOnlyList<IReadOnlyList<StockFlow>>> OutwardAsync(long campaign, IReadOnlyList<Unit> units) => EachAsync<StockFlow>(Outward, campaign, units);

    /// <summary>Packages on the way to or from a subtree, the most urgent first.</summary>
    public Task<IReadOnlyList<StockShipment>> OnTheWayAsync(long campaign, Unit unit, int most) => ShipmentsAsync(OnTheWay, campaign, unit, most);

    /// <summary>Packages that arrived otherwise than they were sent, the newest first.</summary>
    public Task<IReadOnlyList<StockShipment>> ArrivedWrongAsync(long campaign, Unit unit, int most) => ShipmentsAsync(ArrivedWrong, campaign, unit, most);

    /// <summary>Movements of a subtree below a sequence, the newest first; also packages that others sent to it.</summary>
    public Task<IReadOnlyList<StockMove>> MovesAsync(long campaign, Unit unit, int take, long before = long.MaxValue) => database.ReadAsync(session =>
        session.PageAsync<StockMove>(Moves, new { campaign, from = unit.Path, to = UnitPath.End(unit.Path), before }, 0, take));

    /// <summary>The newest movements of a kind in a subtree that were not taken back.</summary>
    public Task<IReadOnlyList<StockMove>> OfKindAsync(long campaign, Unit unit, string kind, int take) => database.ReadAsync(session =>
        session.PageAsync<StockMove>(OfKind, new { campaign, from = unit.Path, to = UnitPath.End(unit.Path), kind }, 0, take));

    public Task<StockMove?> MoveAsync(long id) => database.ReadAsync(session => session.FirstAsync<StockMove>(OneMove, new { id }));

    private Task<IReadOnlyList<StockShipment>> ShipmentsAsync(string sql, long campaign, Unit unit, int most) => database.ReadAsync(session =>
        session.PageAsync<StockShipment>(sql, new { campaign, from = unit.Path, to = UnitPath.End(unit.Path) }, 0, most));

    private Task<IReadOnlyList<IReadOnlyList<T>>> EachAsync<T>(string sql, long campaign, IReadOnlyList<Unit> units) => database.ReadAsync<IReadOnlyList<IReadOnlyList<T>>>(async session =>
    {
        var found = new List<IReadOnlyList<T>>(units.Count);
        foreach (var unit in units)
        {
            found.Add(await session.QueryAsync<T>(sql, new { campaign, from = unit.Path, to = UnitPath.End(unit.Path) }));
        }

        return found;
    });
}
