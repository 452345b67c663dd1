using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Stock;

/// <summary>Print runs: where every leaflet comes from.</summary>
public sealed class StockRuns(Database database, StockLedger ledger, TimeProvider time)
{
    /// <summary>No print shop of a province makes more at once.</summary>
    public const long Most = 100_000_000;

    private const string Columns = "id, campaign_id, unit_id, path, number, design, version, qr_run_id, quantity, cost_vnd, printer, printed_on, recorded_by";

    private const string OfCampaign = $"SELECT {Columns} FROM stock_run WHERE campaign_id = @campaign ORDER BY number";

    private const string ById = $"SELECT {Columns} FROM stock_run WHERE id = @id";

    private const string ByKey = "SELECT id FROM stock_run WHERE run_key = @key";

    private const string NextNumber = "SELECT COALESCE(MAX(number), 0) + 1 FROM stock_run WHERE campaign_id = @campaign";

    private const string Campaigns = "SELECT DISTINCT campaign_id FROM stock_run";

    private const string Insert = """
        INSERT INTO stock_run (run_key, campaign_id, unit_id, path, number, design, version, qr_run_id, quantity, cost_vnd, printer, printed_on, recorded_at, recorded_by)
        VALUES (@key, @campaign, @unit, @path, @number, @design, @version, @qrRun, @quantity, @cost, @printer, @on, @at, @by)
        """;

    /// <summary>The runs of a campaign, the oldest first.</summary>
    public Task<IReadOnlyList<StockRun>> OfAsync(long campaign) => database.ReadAsync(session => session.QueryAsync<StockRun>(OfCampaign, new { campaign }));

    public Task<StockRun?> FindAsync(long id) => database.ReadAsync(session => session.FirstAsync<StockRun>(ById, new { id }));

    /// <summary>Campaigns that have a run.</summary>
    public Task<IReadOnlyList<long>> CampaignsAsync() => database.ReadAsync(session => session.QueryAsync<long>(Campaigns));

    /// <summary>Records a run and puts its leaflets at the printer's or into the unit's store. The same key gives the same run.</summary>
    /// <exception cref="StockRefusedException">A number or name is out of bounds.</exception>
    public Task<long> RecordAsync(Campaign campaign, Unit unit, RunDraft draft, Actor actor)
    {
        Check(draft);
        return ledger.WriteAsync(async session =>
        {
            if (await session.FirstAsync<long?>(ByKey, new { key = draft.Key }) is { } known)
            {
                return known;
            }

            var run = await session.InsertAsync(Insert, new
            {
                key = draft.Key, campaign = campaign.Id, unit = unit.Id, path = unit.Path, number = await session.ScalarAsync<int>(NextNumber, new { campaign = campaign.Id }),
                design = draft.Design, version = draft.Version, qrRun = draft.QrRunId, quantity = draft.Quantity, cost = draft.CostVnd, printer = draft.Printer.Trim(),
                on = draft.PrintedOn, at = time.GetUtcNow(), by = actor.Name,
            });
            var to = draft.InStore ? StockAccount.Stock : StockAccount.Printer;
            StockSide[] sides = [StockSide.Of(run, StockAccount.Source, unit, -draft.Quantity), StockSide.Of(run, to, unit, draft.Quantity)];
            await ledger.PostAsync(session, campaign, new StockDraft(draft.Key, StockKind.Print, unit, draft.PrintedOn, sides) { RunId = run, Quantity = draft.Quantity }, actor);
            return run;
        });
    }

    private static void Check(RunDraft draft)
    {
        if (draft.Quantity is <= 0 or > Most)
        {
            throw new StockRefusedException("Ghi số tờ đã in, từ 1 đến 100.000.000.", "Enter how many were printed, 1 to 100,000,000.") { Field = "Quantity" };
        }

        if (draft.CostVnd is < 0 or > 1_000_000_000_000)
        {
            throw new StockRefusedException("Ghi chi phí cả đợt bằng đồng, từ 0.", "Enter the cost of the whole run in VND, from 0.") { Field = "CostVnd" };
        }

        if (string.IsNullOrWhiteSpace(draft.Printer) || draft.Printer.Length > 200)
        {
            throw new StockRefusedException("Ghi tên nhà in, tối đa 200 ký tự.", "Enter the printer's name, at most 200 characters.") { Field = "Printer" };
        }
    }
}
