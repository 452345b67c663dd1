using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Stock;

/// <summary>Takes a movement back by its mirror image. The first one stays, and each is taken back once at most.</summary>
public sealed class StockCorrections(Database database, StockLedger ledger, UnitDirectory units)
{
    private const string Sides = "SELECT run_id, account, place_id, unit_id, amount FROM stock_line WHERE move_id = @id";

    private const string TakenBack = "SELECT COUNT(*) FROM stock_move WHERE reverses_id = @id";

    private const string Reopen = """
        UPDATE stock_shipment SET state = 'sent', received = NULL, damaged = NULL, short = NULL, surplus = NULL, ended_on = NULL, ended_by = NULL
        WHERE id = @shipment AND state = 'received'
        """;

    /// <summary>Takes a movement back; a receipt taken back is a package on its way again.</summary>
    /// <param name="move">The movement, of a kind that <see cref="StockKind.CanReverse"/>.</param>
    /// <exception cref="StockRefusedException">It is of another kind, was taken back already, or its leaflets have gone further.</exception>
    public async Task ReverseAsync(Campaign campaign, StockMove move, Guid key, DateOnly on, string reason, Actor actor)
    {
        var why = StockWords.Reason(reason);
        if (!StockKind.CanReverse(move.Kind))
        {
            throw new StockRefusedException(
                "Dòng này không đảo trực tiếp được: huỷ phiếu gửi ở trang phiếu, hoặc sửa lượt ghi phát tờ rơi ở trang của thôn.",
                "This line cannot be taken back here: cancel the shipment on its note's page, or correct the coverage entry on the hamlet's page.");
        }

        // Lines never change: they are read before the transaction.
        var lines = await database.ReadAsync(session => session.QueryAsync<LineRow>(Sides, new { id = move.Id }));
        var places = await units.FindAsync(lines.Select(line => line.UnitId).Append(move.UnitId));
        await ledger.WriteAsync(async session =>
        {
            if (await StockLedger.FindAsync(session, key) is { } known)
            {
                return known;
            }

            if (await session.ScalarAsync<long>(TakenBack, new { id = move.Id }) > 0)
            {
                throw new StockRefusedException("Dòng này đã được đảo rồi.", "This line was taken back already.");
            }

            if (move.Kind == StockKind.Receive)
            {
                await session.ExecuteAsync(Reopen, new { shipment = move.ShipmentId });
            }

            var draft = new StockDraft(
                key, StockKind.Reverse, places[move.UnitId], on, [.. lines.Select(line => new StockSide(line.RunId, line.Account, line.PlaceId, places[line.UnitId], -line.Amount))])
            {
                RunId = move.RunId, ShipmentId = move.ShipmentId, ReversesId = move.Id, Quantity = move.Quantity, Reason = why,
            };
            return await ledger.PostAsync(session, campaign, draft, actor);
        });
    }

    private sealed class LineRow
    {
        public long RunId { get; init; }

        public string Account { get; init; } = "";

        public long PlaceId { get; init; }

        public long UnitId { get; init; }

        public long Amount { get; init; }
    }
}
