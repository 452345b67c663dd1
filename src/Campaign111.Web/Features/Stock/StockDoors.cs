using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Stock;

/// <summary>Brings what coverage entries say was handed out from door to door into the book: from the hamlet's store, then the commune's, the oldest run first,
/// and only as far as leaflets are there. What remains is shown as handed out without stock; a voided entry gives its leaflets back.</summary>
public sealed class StockDoors(Database database, StockLedger ledger, ICoverageFigures coverage, CoverageDesk desk, UnitDirectory units, BusinessClock clock)
{
    private const int MostIds = 900;
    private const int AtOnce = 40;

    private const string Held = """
        SELECT unit_id, run_id, account, quantity FROM stock_balance
        WHERE campaign_id = @campaign AND account IN ('stock', 'doors') AND place_id IN @ids ORDER BY run_id
        """;

    private const string Places = "SELECT DISTINCT unit_id FROM stock_balance WHERE campaign_id = @campaign AND account IN ('stock', 'doors')";

    /// <summary>All communes of a campaign that have, or had, leaflets.</summary>
    public async Task PostAsync(Campaign campaign, Actor actor, CancellationToken cancel = default)
    {
        var ids = await database.ReadAsync(session => session.QueryAsync<long>(Places, new { campaign = campaign.Id }), cancel);
        var places = await units.FindAsync(ids);
        var communes = places.Values.Where(unit => unit.Level == UnitLevel.Commune).Select(unit => unit.Id)
            .Concat(places.Values.Where(unit => unit.Level == UnitLevel.Hamlet).Select(unit => unit.ParentId!.Value)).Distinct();
        await PostAsync(campaign, [.. (await units.FindAsync(communes)).Values.OrderBy(unit => unit.Id)], actor, cancel);
    }

    /// <summary>One commune, or the commune of a hamlet; other levels hand out nothing from door to door.</summary>
    public async Task PostAsync(Campaign campaign, Unit unit, Actor actor)
    {
        var commune = unit.Level == UnitLevel.Hamlet ? await units.FindAsync(unit.ParentId!.Value) : unit;
        if (commune is { Level: UnitLevel.Commune })
        {
            await PostAsync(campaign, [commune], actor);
        }
    }

    /// <summary>Some communes, one movement each; in few transactions.</summary>
    public async Task PostAsync(Campaign campaign, IReadOnlyList<Unit> communes, Actor actor, CancellationToken cancel = default)
    {
        var places = new List<(Unit Commune, IReadOnlyList<Unit> Hamlets)>();
        foreach (var commune in communes)
        {
            places.Add((commune, await desk.HamletsAsync(campaign, commune)));
        }

        var figures = (await coverage.OfEachAsync(campaign.Id, [.. places.SelectMany(place => place.Hamlets)])).ToDictionary(figure => figure.UnitId, figure => figure.Leaflets);
        var today = await clock.TodayAsync(cancel);
        foreach (var some in places.Chunk(AtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            await ledger.WriteAsync(
                async session =>
                {
                    foreach (var (commune, hamlets) in some)
                    {
                        await PostAsync(session, campaign, commune, hamlets, figures, today, actor);
                    }

                    return true;
                },
                cancel);
        }
    }

    private async Task PostAsync(DbSession session, Campaign campaign, Unit commune, IReadOnlyList<Unit> hamlets, Dictionary<long, long> said, DateOnly today, Actor actor)
    {
        var book = new DoorBook(commune, await HeldAsync(session, campaign.Id, [commune.Id, .. hamlets.Select(hamlet => hamlet.Id)]));
        foreach (var hamlet in hamlets)
        {
            book.Bring(hamlet, said[hamlet.Id]);
        }

        if (book.Sides() is { Count: > 0 } sides)
        {
            var quantity = sides.Where(side => side.Account == StockAccount.Doors).Sum(side => side.Amount);
            await ledger.PostAsync(session, campaign, new StockDraft(Guid.CreateVersion7(), StockKind.Doors, commune, today, sides) { Quantity = quantity }, actor);
        }
    }

    private static async Task<IReadOnlyList<StockHolding>> HeldAsync(DbSession session, long campaign, IReadOnlyList<long> places)
    {
        var held = new List<StockHolding>();
        foreach (var ids in places.Chunk(MostIds))
        {
            held.AddRange(await session.QueryAsync<StockHolding>(Held, new { campaign, ids }));
        }

        return held;
    }
}
