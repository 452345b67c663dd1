using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Stock;

/// <summary>Sends packages, receives them, takes unreceived ones back. Between the two the leaflets are in an account of the package's own.</summary>
public sealed class StockShipments(Database database, StockLedger ledger)
{
    private const string Columns = """
        id, number, campaign_id, run_id, CASE WHEN is_damaged = 1 THEN 'damaged' ELSE from_account END AS from_account, from_unit_id, from_path, to_unit_id, to_path, direction, quantity, sent_on, due_on, sent_by, note, state,
        received AS received_quantity, damaged, short AS missing, surplus, ended_on, ended_by
        """;

    private const string ByNumber = $"SELECT {Columns} FROM stock_shipment WHERE number = @number";

    private const string ById = $"SELECT {Columns} FROM stock_shipment WHERE id = @id";

    private const string ByMove = "SELECT shipment_id FROM stock_move WHERE move_key = @key AND kind = 'ship'";

    private const string Insert = """
        INSERT INTO stock_shipment (number, campaign_id, run_id, is_damaged, from_account, from_unit_id, from_path, to_unit_id, to_path, direction, quantity, sent_on, due_on,
                                    sent_by, note, state)
        VALUES (@number, @campaign, @run, @damaged, @account, @from, @fromPath, @to, @toPath, @direction, @quantity, @sentOn, @dueOn, @by, @note, 'sent')
        """;

    private const string Receive = """
        UPDATE stock_shipment SET state = 'received', received = @good, damaged = @damaged, short = @missing, surplus = @surplus, ended_on = @on, ended_by = @by
        WHERE id = @id AND state = 'sent'
        """;

    private const string Cancel = "UPDATE stock_shipment SET state = 'cancelled', ended_on = @on, ended_by = @by WHERE id = @id AND state = 'sent'";

    public Task<StockShipment?> FindAsync(string number) =>
        database.ReadAsync(session => session.FirstAsync<StockShipment>(ByNumber, new { number = NoteNumber.Read(number) }));

    public Task<StockShipment?> FindAsync(long id) => database.ReadAsync(session => session.FirstAsync<StockShipment>(ById, new { id }));

    /// <summary>Sends a package. The same key gives the same package.</summary>
    /// <exception cref="StockRefusedException">The leaflets are not there, or the way is no way.</exception>
    public Task<StockShipment> SendAsync(Campaign campaign, ShipmentDraft draft, Actor actor) => ledger.WriteAsync(session => SendAsync(session, campaign, draft, actor));

    /// <summary>The same inside an open transaction of <see cref="StockLedger.WriteAsync"/>.</summary>
    public async Task<StockShipment> SendAsync(DbSession session, Campaign campaign, ShipmentDraft draft, Actor actor)
    {
        if (await session.FirstAsync<long?>(ByMove, new { key = draft.Key }) is { } known)
        {
            return await session.SingleAsync<StockShipment>(ById, new { id = known });
        }

        Check(draft);
        var isDamaged = draft.FromAccount == StockAccount.Damaged;
        var id = await session.InsertAsync(Insert, new
        {
            number = NoteNumber.New(), campaign = campaign.Id, run = draft.RunId, damaged = isDamaged, account = isDamaged ? StockAccount.Stock : draft.FromAccount, from = draft.From.Id, fromPath = draft.From.Path,
            to = draft.To.Id, toPath = draft.To.Path, direction = draft.To.IsWithin(draft.From) ? "down" : "up", quantity = draft.Quantity, sentOn = draft.SentOn,
            dueOn = draft.DueOn, by = actor.Name, note = draft.Note,
        });
        StockSide[] sides = [StockSide.Of(draft.RunId, draft.FromAccount, draft.From, -draft.Quantity), new(draft.RunId, StockAccount.Transit, id, draft.To, draft.Quantity)];
        await ledger.PostAsync(
            session, campaign, new StockDraft(draft.Key, StockKind.Ship, draft.From, draft.SentOn, sides) { RunId = draft.RunId, Quantity = draft.Quantity, ShipmentId = id, Reason = draft.Note }, actor);
        return await session.SingleAsync<StockShipment>(ById, new { id });
    }

    /// <summary>Takes a package in: good leaflets into the store, the others into accounts that show them. The same key changes nothing.</summary>
    /// <exception cref="StockRefusedException">It was received or cancelled already, or a difference has no remark.</exception>
    /// <returns>False when it was stored under this key before.</returns>
    public Task<bool> ReceiveAsync(Campaign campaign, StockShipment package, Unit to, ReceiptDraft found, Actor actor) =>
        ledger.WriteAsync(session => ReceiveAsync(session, campaign, package, to, found, actor));

    /// <summary>The same inside an open transaction of <see cref="StockLedger.WriteAsync"/>.</summary>
    public async Task<bool> ReceiveAsync(DbSession session, Campaign campaign, StockShipment package, Unit to, ReceiptDraft found, Actor actor)
    {
        if (await StockLedger.FindAsync(session, found.Key) is not null)
        {
            return false;
        }

        var (missing, surplus) = (Math.Max(0, package.Quantity - found.Good - found.Damaged), Math.Max(0, found.Good + found.Damaged - package.Quantity));
        // What was sent as damaged and arrives so is no news.
        Check(found, missing + surplus + (package.IsDamaged ? found.Good : found.Damaged));
        if (await session.ExecuteAsync(Receive, new { id = package.Id, good = found.Good, damaged = found.Damaged, missing, surplus, on = found.On, by = actor.Name }) == 0)
        {
            throw Ended(await session.SingleAsync<StockShipment>(ById, new { id = package.Id }));
        }

        StockSide[] sides =
        [
            new(package.RunId, StockAccount.Transit, package.Id, to, -package.Quantity),
            StockSide.Of(package.RunId, StockAccount.Stock, to, found.Good),
            StockSide.Of(package.RunId, StockAccount.Damaged, to, found.Damaged),
            StockSide.Of(package.RunId, StockAccount.Missing, to, missing),
            StockSide.Of(package.RunId, StockAccount.Adjustment, to, -surplus),
        ];
        await ledger.PostAsync(
            session, campaign, new StockDraft(found.Key, StockKind.Receive, to, found.On, sides) { RunId = package.RunId, Quantity = found.Good, ShipmentId = package.Id, Reason = found.Remark }, actor);
        return true;
    }

    /// <summary>Takes a package that has not arrived back to where it came from.</summary>
    /// <exception cref="StockRefusedException">It was received or cancelled already.</exception>
    public Task CancelAsync(Campaign campaign, StockShipment package, Unit from, Unit to, Guid key, DateOnly on, string reason, Actor actor) => ledger.WriteAsync(async session =>
    {
        if (await StockLedger.FindAsync(session, key) is { } known)
        {
            return known;
        }

        if (await session.ExecuteAsync(Cancel, new { id = package.Id, on, by = actor.Name }) == 0)
        {
            throw Ended(await session.SingleAsync<StockShipment>(ById, new { id = package.Id }));
        }

        StockSide[] sides = [new(package.RunId, StockAccount.Transit, package.Id, to, -package.Quantity), StockSide.Of(package.RunId, package.FromAccount, from, package.Quantity)];
        return await ledger.PostAsync(
            session, campaign, new StockDraft(key, StockKind.Cancel, from, on, sides) { RunId = package.RunId, Quantity = package.Quantity, ShipmentId = package.Id, Reason = StockWords.Reason(reason) }, actor);
    });

    private static void Check(ShipmentDraft draft)
    {
        var own = draft.To.Id == draft.From.Id;
        if (draft.FromAccount == StockAccount.Printer ? !draft.To.IsWithin(draft.From) : own || !(draft.To.IsWithin(draft.From) || draft.From.IsWithin(draft.To)))
        {
            throw new StockRefusedException(
                "Chỉ gửi được xuống đơn vị dưới, hoặc trả về đơn vị trên.", "A package goes down to a unit below, or back up to a unit above.") { Field = "To" };
        }

        if (draft.FromAccount == StockAccount.Damaged && draft.To.IsWithin(draft.From))
        {
            throw new StockRefusedException("Tờ hỏng chỉ trả về đơn vị trên, hoặc xuất huỷ tại chỗ.", "Damaged leaflets go back to a unit above, or are written off here.") { Field = "To" };
        }

        if (draft.Quantity is <= 0 or > StockRuns.Most)
        {
            throw new StockRefusedException("Ghi số tờ gửi đi, từ 1.", "Enter how many are sent, from 1.") { Field = "Quantity" };
        }

        if (draft.DueOn < draft.SentOn)
        {
            throw new StockRefusedException("Ngày phải đến không thể trước ngày gửi.", "The day of arrival cannot be before the day of sending.") { Field = "DueOn" };
        }
    }

    private static void Check(ReceiptDraft found, long difference)
    {
        if (found.Good is < 0 or > StockRuns.Most || found.Damaged is < 0 or > StockRuns.Most)
        {
            throw new StockRefusedException("Ghi số tờ nhận được bằng chữ số, từ 0.", "Enter what arrived in digits, from 0.") { Field = "Good" };
        }

        if (difference > 0 && string.IsNullOrWhiteSpace(found.Remark))
        {
            throw new StockRefusedException(
                "Số nhận khác số trên phiếu hoặc có tờ hỏng: ghi rõ chuyện gì đã xảy ra.", "What arrived differs from the note, or some are damaged: say what happened.") { Field = "Remark" };
        }

        if (found.Remark?.Length > 500)
        {
            throw StockWords.TooLong("Remark");
        }
    }

    private static StockRefusedException Ended(StockShipment package) => package.State == StockShipment.Received
        ? new(
            $"Phiếu {package.Number} đã được {package.EndedBy} nhận ngày {Formats.Date(package.EndedOn!.Value)} ({Formats.Number(package.ReceivedQuantity!.Value)} tờ). Nếu ghi sai, đảo lần nhận đó ở sổ kho rồi nhận lại.",
            $"Note {package.Number} was received by {package.EndedBy} on {Formats.Date(package.EndedOn!.Value)} ({Formats.Number(package.ReceivedQuantity!.Value)} leaflets). If that is wrong, take that receipt back in the stock book and receive it again.")
        : new($"Phiếu {package.Number} đã bị huỷ ngày {Formats.Date(package.EndedOn!.Value)}: hàng đã về lại nơi gửi.", $"Note {package.Number} was cancelled on {Formats.Date(package.EndedOn!.Value)}: the leaflets are back with the sender.");
}
