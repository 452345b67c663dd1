using System.Globalization;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Stock;

/// <summary>Recounts the whole book from its lines: what the balances claim must follow from them. Each finding is a sentence for whoever repairs it.</summary>
public sealed class StockCheck(Database database)
{
    private const string Unbalanced = "SELECT move_id AS id, SUM(amount) AS amount FROM stock_line GROUP BY move_id, run_id HAVING SUM(amount) <> 0";

    private const string Drifted = """
        SELECT b.run_id, b.account, b.place_id, b.quantity, COALESCE(l.amount, 0) AS amount
        FROM stock_balance b
        LEFT JOIN (SELECT run_id, account, place_id, SUM(amount) AS amount FROM stock_line GROUP BY run_id, account, place_id) l
          ON l.run_id = b.run_id AND l.account = b.account AND l.place_id = b.place_id
        WHERE b.quantity <> COALESCE(l.amount, 0)
        """;

    private const string Negative = "SELECT run_id, account, place_id, quantity FROM stock_balance WHERE quantity < 0 AND account NOT IN ('source', 'adjustment')";

    // Taken together the accounts are empty, and apart from the source they hold what was printed.
    private const string Lost = """
        SELECT r.id, r.quantity - COALESCE(t.reversed, 0) AS quantity, COALESCE(b.amount, 0) AS amount
        FROM stock_run r
        LEFT JOIN (SELECT run_id, SUM(quantity) AS amount FROM stock_balance WHERE account <> 'source' GROUP BY run_id) b ON b.run_id = r.id
        LEFT JOIN (SELECT m.run_id, SUM(v.quantity) AS reversed FROM stock_move v JOIN stock_move m ON m.id = v.reverses_id WHERE m.kind = 'print' GROUP BY m.run_id) t ON t.run_id = r.id
        WHERE r.quantity - COALESCE(t.reversed, 0) <> COALESCE(b.amount, 0)
        """;

    private const string Astray = """
        SELECT s.id, s.quantity, COALESCE(b.quantity, 0) AS amount
        FROM stock_shipment s LEFT JOIN stock_balance b ON b.run_id = s.run_id AND b.account = 'transit' AND b.place_id = s.id
        WHERE (s.state = 'sent' AND COALESCE(b.quantity, 0) <> s.quantity) OR (s.state <> 'sent' AND COALESCE(b.quantity, 0) <> 0)
        """;

    /// <summary>Everything that does not agree; none in a sound book.</summary>
    public Task<IReadOnlyList<string>> FindingsAsync() => database.ReadAsync<IReadOnlyList<string>>(async session =>
    {
        var unbalanced = await session.QueryAsync<Finding>(Unbalanced);
        var drifted = await session.QueryAsync<Finding>(Drifted);
        var negative = await session.QueryAsync<Finding>(Negative);
        var lost = await session.QueryAsync<Finding>(Lost);
        var astray = await session.QueryAsync<Finding>(Astray);
        return
        [
            .. unbalanced.Select(row => Say($"movement {row.Id} is {row.Amount} off zero")),
            .. drifted.Select(row => Say($"{row.Where} holds {row.Quantity}, its lines say {row.Amount}")),
            .. negative.Select(row => Say($"{row.Where} is below zero: {row.Quantity}")),
            .. lost.Select(row => Say($"of run {row.Id} {row.Quantity} were printed and {row.Amount} are somewhere")),
            .. astray.Select(row => Say($"package {row.Id} of {row.Quantity} has {row.Amount} on the way")),
        ];
    });

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Finding
    {
        public long Id { get; init; }

        public long RunId { get; init; }

        public string Account { get; init; } = "";

        public long PlaceId { get; init; }

        public long Quantity { get; init; }

        public long Amount { get; init; }

        public string Where => Say($"{Account} {PlaceId} of run {RunId}");
    }
}
