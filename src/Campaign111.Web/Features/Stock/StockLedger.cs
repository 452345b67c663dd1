using System.Data.Common;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Stock;

/// <summary>The double-entry book: stores a movement, its sides and the balances they change in one transaction, or nothing of it. No balance goes below
/// zero: the update that takes leaflets asks whether they are there.</summary>
public sealed class StockLedger(Database database, AuditLog audit, TimeProvider time)
{
    private const int Tries = 8;

    private const string ByKey = "SELECT id FROM stock_move WHERE move_key = @key";

    private const string InsertMove = """
        INSERT INTO stock_move (move_key, campaign_id, run_id, shipment_id, reverses_id, kind, unit_id, path, quantity, occasion, happened_on, reason, recorded_at,
                                account_id, recorded_by, on_behalf_of)
        VALUES (@key, @campaign, @run, @shipment, @reverses, @kind, @unit, @path, @quantity, @occasion, @on, @reason, @at, @account, @by, @behalf)
        """;

    private const string Move = """
        UPDATE stock_balance SET quantity = quantity + @amount
        WHERE run_id = @run AND account = @account AND place_id = @place
          AND (quantity + @amount >= 0 OR account IN ('source', 'adjustment'))
          AND (@expected IS NULL OR quantity = @expected)
        """;

    private const string Held = "SELECT quantity FROM stock_balance WHERE run_id = @run AND account = @account AND place_id = @place";

    private const string Open = """
        INSERT INTO stock_balance (run_id, account, place_id, campaign_id, unit_id, path, quantity)
        VALUES (@run, @account, @place, @campaign, @unit, @path, @amount)
        """;

    private static readonly string[] LineColumns = ["move_id", "line", "run_id", "account", "place_id", "unit_id", "amount"];

    /// <summary>Runs a piece of bookkeeping in one transaction. Does it again when another one came between: a balance that it had read, an account or a
    /// key that it opened.</summary>
    /// <exception cref="StockRefusedException">The rules refuse it; nothing is stored.</exception>
    public async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> write, CancellationToken cancel = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.WriteAsync(write, cancel);
            }
            catch (StockMovedException) when (attempt < Tries)
            {
                // The next round reads what is there now.
            }
            catch (DbException error) when (database.Dialect.IsDuplicateKey(error) && attempt < Tries)
            {
                // Two opened the same account, or the same key came twice at once: the next round finds it.
            }
        }
    }

    /// <summary>The movement stored under a client's key, or null.</summary>
    public static Task<long?> FindAsync(DbSession session, Guid key) => session.FirstAsync<long?>(ByKey, new { key });

    /// <summary>Stores a movement inside an open transaction, with one audit event, and returns its id.</summary>
    /// <exception cref="StockRefusedException">Leaflets are not there to be taken.</exception>
    public async Task<long> PostAsync(DbSession session, Campaign campaign, StockDraft draft, Actor actor)
    {
        if (draft.Sides.GroupBy(side => side.RunId).Any(run => run.Sum(side => side.Amount) != 0))
        {
            throw new InvalidOperationException($"The sides of a movement ({draft.Kind}) do not add up to zero.");
        }

        var id = await session.InsertAsync(InsertMove, new
        {
            key = draft.Key, campaign = campaign.Id, run = draft.RunId, shipment = draft.ShipmentId, reverses = draft.ReversesId, kind = draft.Kind, unit = draft.Unit.Id,
            path = draft.Unit.Path, quantity = draft.Quantity, occasion = draft.Occasion, on = draft.HappenedOn, reason = draft.Reason, at = time.GetUtcNow(),
            account = actor.AccountId, by = actor.Name, behalf = actor.OnBehalfOf,
        });

        // Always in the same order, so that two movements cannot wait for one another.
        var sides = draft.Sides.Where(side => side.Amount != 0).OrderBy(side => side.RunId).ThenBy(side => side.Account, StringComparer.Ordinal).ThenBy(side => side.PlaceId).ToList();
        foreach (var side in sides)
        {
            await MoveAsync(session, campaign.Id, side);
        }

        await session.InsertManyAsync("stock_line", LineColumns, [.. sides.Select((side, line) => new object?[] { id, line, side.RunId, side.Account, side.PlaceId, side.Unit.Id, side.Amount })]);
        await audit.RecordAsync(session, actor, new AuditEntry($"stock.{draft.Kind}", "stock-move", $"{id}")
        {
            UnitId = draft.Unit.Id,
            Reason = draft.Reason,
            After = new { campaign = campaign.Slug, run = draft.RunId, draft.Quantity, on = draft.HappenedOn, draft.Occasion, shipment = draft.ShipmentId, reverses = draft.ReversesId },
        });
        return id;
    }

    private static async Task MoveAsync(DbSession session, long campaign, StockSide side)
    {
        var account = new { run = side.RunId, account = side.Account, place = side.PlaceId };
        if (await session.ExecuteAsync(Move, new { account.run, account.account, account.place, amount = side.Amount, expected = side.Expected }) == 1)
        {
            return;
        }

        var held = await session.FirstAsync<long?>(Held, account);
        if (held is not null && side.Expected is not null && side.Expected != held)
        {
            throw new StockMovedException();
        }

        if (held is not null || (side.Amount < 0 && !StockAccount.IsFree(side.Account)))
        {
            throw NotEnough(side, held ?? 0);
        }

        await session.ExecuteAsync(Open, new { account.run, account.account, account.place, campaign, unit = side.Unit.Id, path = side.Unit.Path, amount = side.Amount });
    }

    private static StockRefusedException NotEnough(StockSide side, long held) => new(
        $"{side.Unit.FullName}, “{StockAccount.Name(side.Account)}”: chỉ còn {Formats.Number(held)} tờ, không thể lấy {Formats.Number(-side.Amount)} tờ. Sửa số lượng, hoặc kiểm kê nếu sổ không đúng với thực tế.",
        $"{side.Unit.FullName}, “{StockAccount.Name(side.Account)}”: only {Formats.Number(held)} leaflets are there, {Formats.Number(-side.Amount)} cannot be taken. Change the number, or count the store if the book is wrong.")
    {
        Field = "Quantity",
    };
}
