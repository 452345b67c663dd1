using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;


namespace Campaign111.Features.Stock;

/// <summary>Requests from below. An approval sends the package in the same transaction.</summary>
public sealed class StockRequests(Database database, StockLedger ledger, StockShipments shipments, AuditLog audit, TimeProvider time)
{
    private const string Columns =
        "id, campaign_id, unit_id, path, on_hand, on_books, wanted, reason, asked_on, asked_by, state, granted, shipment_id, answer, decided_on, decided_by";

    private const string ById = $"SELECT {Columns} FROM stock_request WHERE id = @id";

    private const string Below = $"SELECT {Columns} FROM stock_request WHERE campaign_id = @campaign AND path >= @from AND path < @to AND state = 'open' ORDER BY id";

    private const string Newest = $"SELECT {Columns} FROM stock_request WHERE campaign_id = @campaign AND unit_id = @unit ORDER BY id DESC";

    private const string ByKey = "SELECT id FROM stock_request WHERE request_key = @key";

    private const string OpenOf = "SELECT COUNT(*) FROM stock_request WHERE campaign_id = @campaign AND unit_id = @unit AND state = 'open'";

    private const string Insert = """
        INSERT INTO stock_request (request_key, campaign_id, unit_id, path, on_hand, on_books, wanted, reason, asked_on, asked_at, asked_by, state)
        VALUES (@key, @campaign, @unit, @path, @onHand, @onBooks, @wanted, @reason, @on, @at, @by, 'open')
        """;

    private const string Decide = """
        UPDATE stock_request SET state = @state, granted = @granted, shipment_id = @shipment, answer = @answer, decided_on = @on, decided_by = @by
        WHERE id = @id AND state = 'open'
        """;

    public Task<StockRequest?> FindAsync(long id) => database.ReadAsync(session => session.FirstAsync<StockRequest>(ById, new { id }));

    /// <summary>Open requests of a subtree, the oldest first; at most so many.</summary>
    public Task<IReadOnlyList<StockRequest>> OpenBelowAsync(long campaign, Unit unit, int most) => database.ReadAsync(session =>
        session.PageAsync<StockRequest>(Below, new { campaign, from = unit.Path, to = UnitPath.End(unit.Path) }, 0, most));

    /// <summary>The newest requests of one unit, with their answers.</summary>
    public Task<IReadOnlyList<StockRequest>> OfAsync(long campaign, long unit, int most) =>
        database.ReadAsync(session => session.PageAsync<StockRequest>(Newest, new { campaign, unit }, 0, most));

    /// <summary>Asks. One open request a unit: a second one waits for the first one's answer.</summary>
    /// <exception cref="StockRefusedException">A request is open already, or a number is out of bounds.</exception>
    public Task<long> AskAsync(Campaign campaign, Unit unit, RequestDraft draft, Actor actor)
    {
        if (draft.OnHand is < 0 or > StockRuns.Most)
        {
            throw new StockRefusedException("Ghi số tờ còn lại, từ 0.", "Enter how many are left, from 0.") { Field = "OnHand" };
        }

        if (draft.Wanted is <= 0 or > StockRuns.Most)
        {
            throw new StockRefusedException("Ghi số tờ cần thêm, từ 1.", "Enter how many are needed, from 1.") { Field = "Wanted" };
        }

        var reason = StockWords.Remark(draft.Reason);
        return ledger.WriteAsync(async session =>
        {
            if (await session.FirstAsync<long?>(ByKey, new { key = draft.Key }) is { } known)
            {
                return known;
            }

            if (await session.ScalarAsync<long>(OpenOf, new { campaign = campaign.Id, unit = unit.Id }) > 0)
            {
                throw new StockRefusedException(
                    $"{unit.FullName} đang có một đề nghị chờ duyệt. Rút đề nghị đó trước khi gửi đề nghị khác.",
                    $"{unit.FullName} has a request waiting. Withdraw it before you send another.");
            }

            var id = await session.InsertAsync(Insert, new
            {
                key = draft.Key, campaign = campaign.Id, unit = unit.Id, path = unit.Path, onHand = draft.OnHand, onBooks = draft.OnBooks, wanted = draft.Wanted, reason,
                on = draft.On, at = time.GetUtcNow(), by = actor.Name,
            });
            await RecordAsync(session, actor, "stock.asked", id, unit.Id, new { draft.OnHand, draft.OnBooks, draft.Wanted }, reason);
            return id;
        });
    }

    /// <summary>Approves a request and sends the package at once. The package's key makes a second press the same approval.</summary>
    /// <exception cref="StockRefusedException">It was decided already, or the leaflets are not there.</exception>
    public Task<StockShipment> ApproveAsync(Campaign campaign, StockRequest request, ShipmentDraft package, Actor actor) => ledger.WriteAsync(async session =>
    {
        var known = await StockLedger.FindAsync(session, package.Key) is not null;
        var sent = await shipments.SendAsync(session, campaign, package, actor);
        if (!known)
        {
            await DecideAsync(session, request, StockRequest.Approved, package.SentOn, actor, null, sent);
            await RecordAsync(session, actor, "stock.request-approved", request.Id, request.UnitId, new { granted = sent.Quantity, shipment = sent.Number }, null);
        }

        return sent;
    });

    /// <summary>Refuses a request, or takes one's own back.</summary>
    /// <param name="state">Refused or withdrawn.</param>
    /// <exception cref="StockRefusedException">It was decided already, or a refusal gives no reason.</exception>
    public Task CloseAsync(StockRequest request, string state, DateOnly on, string? answer, Actor actor)
    {
        var why = state == StockRequest.Refused ? StockWords.Reason(answer) : StockWords.Remark(answer);
        return ledger.WriteAsync(async session =>
        {
            await DecideAsync(session, request, state, on, actor, why, null);
            await RecordAsync(session, actor, $"stock.request-{state}", request.Id, request.UnitId, null, why);
            return true;
        });
    }

    private static async Task DecideAsync(DbSession session, StockRequest request, string state, DateOnly on, Actor actor, string? answer, StockShipment? sent)
    {
        if (await session.ExecuteAsync(Decide, new { id = request.Id, state, granted = sent?.Quantity, shipment = sent?.Id, answer, on, by = actor.Name }) == 0)
        {
            throw new StockRefusedException("Đề nghị này vừa được giải quyết. Tải lại trang để xem.", "This request has just been decided. Reload the page to see how.");
        }
    }

    private Task RecordAsync(DbSession session, Actor actor, string action, long id, long unit, object? after, string? reason) =>
        audit.RecordAsync(session, actor, new AuditEntry(action, "stock-request", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}")) { UnitId = unit, After = after, Reason = reason });
}
