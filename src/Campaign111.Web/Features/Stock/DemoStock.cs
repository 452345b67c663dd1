using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Stock;

/// <summary>The demo's paper: one run of the province, packages to every district and commune, invented and the same each time. Some are late, one arrived short,
/// one commune asks for more.</summary>
public sealed class DemoStock(
    ICampaignDirectory campaigns, UnitDirectory units, IPeople people, DesignRegister designs, StockLedger ledger, StockRuns runs, StockShipments shipments, StockUses uses, StockRequests requests, StockQueries queries,
    StockDoors doors, ICoverageFigures coverage) : IDemoPart
{
    private const string Slug = "binh-phuoc-2020";
    private const string Committee = "tinh.binhphuoc";
    private const string ShortDistrict = "695";
    private const string AskingCommune = "25318";
    private const long Left = 40;

    /// <summary>The day before the campaign's first, so that leaflets are there on it.</summary>
    private static readonly DateOnly PrintedOn = new(2020, 7, 24);

    private static readonly Actor Inventor = new(null, "số liệu minh hoạ");

    public int Order => 55;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var campaign = await campaigns.FindAsync(Slug) ?? throw new CliException($"The demo's campaign {Slug} is loaded before its stock.");
        if ((await runs.OfAsync(campaign.Id)).Count > 0)
        {
            return;
        }

        var province = (await units.FindAsync(campaign.UnitId))!;
        var districts = await units.ChildrenAsync(province.Id, campaign.TreeDate);
        var communes = await units.BelowAsync(province.Path, UnitLevel.Commune, campaign.TreeDate);
        var figures = (await coverage.OfEachAsync(campaign.Id, communes)).ToDictionary(figure => figure.UnitId);
        var member = (await people.AtAsync([province.Id]))[province.Id].First(person => person.UserName == Committee);
        var actor = new Actor(member.AccountId, member.UserName);
        var design = (await designs.OfAsync(campaign)).Last(decision => decision.State == DesignState.Approved);
        var quantity = Round(figures.Values.Sum(figure => figure.Target ?? 0) * 115 / 100, 1000);
        var run = await runs.RecordAsync(
            campaign, province, new RunDraft(Guid.CreateVersion7(), design.Design, design.Version, quantity, quantity * 450, "Nhà in minh hoạ", PrintedOn, InStore: false), actor);
        // In one transaction: each movement by itself would wait for the disk, some 250 times.
        await ledger.WriteAsync(
            async session =>
            {
                await PassAsync(session, campaign, run, StockAccount.Printer, province, province, quantity, PrintedOn, PrintedOn.AddDays(1));
                foreach (var district in districts)
                {
                    var below = communes.Where(commune => commune.ParentId == district.Id).ToList();
                    await DistrictAsync(session, campaign, run, province, district, below, figures);
                }

                return true;
            },
            cancel);

        await doors.PostAsync(campaign, Actor.System, cancel);
        await AfterwardsAsync(campaign, run, communes);
    }

    private async Task DistrictAsync(DbSession session, Campaign campaign, long run, Unit province, Unit district, IReadOnlyList<Unit> communes, Dictionary<long, CoverageFigure> figures)
    {
        var wanted = communes.ToDictionary(commune => commune.Id, commune => Share(commune, figures[commune.Id]));
        var sent = wanted.Values.Sum() + 200;
        // One district received fewer than were sent, and said so.
        await PassAsync(session, campaign, run, StockAccount.Stock, province, district, sent, PrintedOn.AddDays(2), PrintedOn.AddDays(3), missing: district.Code == ShortDistrict ? 120 : 0);
        foreach (var commune in communes)
        {
            await PassAsync(session, campaign, run, StockAccount.Stock, district, commune, wanted[commune.Id], PrintedOn.AddDays(4), PrintedOn.AddDays(5 + (Number(commune) % 3)), damaged: Number(commune) % 17 == 0 ? 15 : 0);
        }
    }

    // What is still open on 1/9: late packages, one on time, an event, a count, a request.
    private async Task AfterwardsAsync(Campaign campaign, long run, IReadOnlyList<Unit> communes)
    {
        var province = (await units.FindAsync(campaign.UnitId))!;
        foreach (var (index, commune) in communes.Where((_, index) => index % 37 == 5).Index())
        {
            var district = (await units.FindAsync(commune.ParentId!.Value))!;
            var sent = DemoLoader.FirstDay.AddDays(index == 0 ? -1 : -4 - (3 * index));
            var draft = new ShipmentDraft(Guid.CreateVersion7(), run, StockAccount.Stock, index == 0 ? province : district, commune, 50, sent, sent.AddDays(3), "Bổ sung theo điện thoại");
            await shipments.SendAsync(campaign, draft, Inventor);
        }

        var asking = communes.First(commune => commune.Code == AskingCommune);
        var last = DemoLoader.FirstDay.AddDays(-1);
        await requests.AskAsync(campaign, asking, new RequestDraft(Guid.CreateVersion7(), Left, Left, 300, last, "Còn 40 tờ, cần 300: hai thôn chưa có tờ nào."), new Actor(null, $"xa.{AskingCommune}"));
        await uses.EventAsync(campaign, province, new UseDraft(Guid.CreateVersion7(), run, 300, new DateOnly(2020, 8, 15), "Ngày hội thiếu nhi tại nhà văn hoá tỉnh"), "fair", Inventor);
        var left = (await queries.OwnAsync(campaign.Id, province.Id)).Single(line => line.RunId == run).Quantity;
        await uses.CountAsync(campaign, province, new UseDraft(Guid.CreateVersion7(), run, left - 35, last, "Kiểm kê cuối tháng 8"), Inventor);
    }

    private async Task PassAsync(DbSession session, Campaign campaign, long run, string account, Unit from, Unit to, long quantity, DateOnly sent, DateOnly received, long missing = 0, long damaged = 0)
    {
        var package = await shipments.SendAsync(session, campaign, new ShipmentDraft(Guid.CreateVersion7(), run, account, from, to, quantity, sent, sent.AddDays(3)), Inventor);
        var remark = missing + damaged == 0 ? null : missing > 0 ? "Một thùng bị mất khi chuyển xe" : "Ướt mưa ở đáy thùng";
        await shipments.ReceiveAsync(session, campaign, package, to, new ReceiptDraft(Guid.CreateVersion7(), quantity - missing - damaged, damaged, received, remark), Inventor);
    }

    // The one that asks has forty left of what its doors took.
    private static long Share(Unit commune, CoverageFigure figure) =>
        commune.Code == AskingCommune ? figure.Leaflets + Left : Round((figure.Target ?? 0) * (80 + (Number(commune) % 25)) / 100, 10);

    private static int Number(Unit commune) => int.Parse(commune.Code, System.Globalization.CultureInfo.InvariantCulture);

    private static long Round(long quantity, long to) => (quantity + to - 1) / to * to;
}
