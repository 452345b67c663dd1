using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>The demo's reports, illustrative: an open round of the leaflets in every state, with the communes of one district below it, and one that was closed in August. The open one is
/// due so late that nobody is reminded of it while the campaign runs.</summary>
public sealed class DemoReports(
    Database database, AuditLog audit, ICampaignDirectory campaigns, UnitDirectory units, OrganisationDirectory organisations, FormBook forms, RoundBook rounds, RoundQueries queries, SystemFigures figures,
    DispatchQueries dispatches) : IDemoPart
{
    private const string Slug = "binh-phuoc-2020";
    private const string DistrictWithCommunes = "693";
    private const string Returned = "Mục 8: số buổi phát thanh chưa khớp với sổ của đài truyền thanh huyện. Đề nghị xem lại và nộp lại.";
    private static readonly Actor Inventor = new(null, "số liệu minh hoạ");
    private static readonly DateOnly August = new(2020, 8, 21);
    private static readonly DateOnly October = new(2020, 10, 9);
    private static readonly string[] Offices = ["70-so-gddt", "70-so-tttt", "70-so-vhttdl", "70-bao"];

    // What the nth of those that are bound has done: a = accepted, s = submitted, r = returned, d = draft, o = nothing, l = late and accepted, x = resubmitted and accepted.
    private const string OpenStates = "sdoaarsoassdo" + "aassrdasao";
    private const string ClosedStates = "aalaxaaalaaoaaa";

    public int Order => 58;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var campaign = await campaigns.FindAsync(Slug) ?? throw new InvalidOperationException($"The campaign {Slug} is missing: it is loaded before its reports.");
        if ((await queries.OfCampaignAsync(campaign.Id)).Count > 0)
        {
            return;
        }

        var province = await units.FindAsync(campaign.UnitId) ?? throw new InvalidOperationException("The demo's province is missing.");
        var periodic = await FormAsync(province, ReadyForms.PeriodicCode);
        var leaflets = await FormAsync(province, ReadyForms.LeafletCode);
        var districts = await units.BelowAsync(province.Path, UnitLevel.District, campaign.TreeDate);
        var district = districts.First(unit => unit.Code == DistrictWithCommunes);
        var communes = await units.ChildrenAsync(district.Id, campaign.TreeDate);
        await LoadRoundAsync(campaign, province, periodic, "Báo cáo nhanh công tác bảo vệ trẻ em tháng 8/2020", RoundKinds.AdHoc, August, districts, ClosedStates);
        await LoadRoundAsync(campaign, province, leaflets, "Báo cáo phát tờ rơi Tổng đài 111 đến hết tháng 9/2020", RoundKinds.AdHoc, October, [.. districts, .. communes], OpenStates);
    }

    private async Task<ReportForm> FormAsync(Unit province, string code) =>
        await forms.FindAsync(await forms.FromTemplateAsync(province, ReadyForms.Find(code)!, Inventor)) ?? throw new InvalidOperationException($"The demo's form {code} is missing.");

    private async Task LoadRoundAsync(Campaign campaign, Unit province, ReportForm form, string title, string kind, DateOnly lastDay, IReadOnlyList<Unit> bound, string states)
    {
        var order = (await dispatches.BookAsync(campaign.Id)).Dispatches.FirstOrDefault(item => item.UnitId == province.Id);
        var offices = new List<Organisation>();
        foreach (var code in Offices)
        {
            if (await organisations.FindByCodeAsync(code) is { } office)
            {
                offices.Add(office);
            }
        }

        var id = await rounds.OpenAsync(
            new RoundDraft(campaign, province, form.Id)
            {
                Office = "Ủy ban nhân dân tỉnh Bình Phước",
                Kind = kind,
                Title = title,
                DispatchId = order?.Id,
                Document = order is null ? null : $"Công văn số {order.Number} ngày {order.IssuedOn:d/M/yyyy} của {order.Issuer}",
                OpensOn = lastDay.AddDays(-30),
                LastDay = lastDay,
                Units = bound,
                Organisations = offices,
            },
            Inventor);
        var round = await queries.FindAsync(id) ?? throw new InvalidOperationException("The demo's round is missing.");
        var at = 0;
        // Those below first: what a superior submits rests on them.
        foreach (var sheet in (await queries.SheetsAsync([id]))[id].OrderByDescending(sheet => sheet.UnitPath.Length).ThenBy(sheet => sheet.Id))
        {
            await WriteAsync(campaign, form, round, sheet, states[at++ % states.Length], at);
        }

        if (round.LastDay == August)
        {
            await rounds.CloseAsync(round, "Đã tổng hợp xong", Inventor);
        }
    }

    private async Task WriteAsync(Campaign campaign, ReportForm form, ReportRound round, ReportSheet sheet, char state, int number)
    {
        if (state == 'o')
        {
            return;
        }

        // The open round bears the figures of the demo's first day; the closed one was submitted before its last day, or two days after it.
        var day = round.LastDay > DemoLoader.FirstDay ? DemoLoader.FirstDay : round.LastDay.AddDays(state == 'l' ? 2 : -1 - (number % 2));
        var at = VietnamTime.At(day, new TimeOnly(7, 30).AddMinutes(number * 7));
        var desk = DeskAt(at);
        var draft = form.Code == ReadyForms.LeafletCode ? Draft(number, sheet.IsOrganisation) : Periodic(number);
        var revision = await desk.SaveAsync(sheet, draft, sheet.Revision, Inventor);
        if (state == 'd')
        {
            return;
        }

        await SubmitAsync(desk, campaign, form, sheet, draft, revision, at);
        var submitted = await queries.SheetAsync(sheet.Id) ?? sheet;
        if (state is 'r' or 'x')
        {
            await desk.ReturnAsync(submitted, Returned, Inventor);
        }

        if (state == 'x')
        {
            var again = VietnamTime.At(round.LastDay.AddDays(3), new TimeOnly(14, 0));
            await SubmitAsync(DeskAt(again), campaign, form, (await queries.SheetAsync(sheet.Id))!, draft, revision, again);
            submitted = await queries.SheetAsync(sheet.Id) ?? sheet;
        }

        if (state is 'a' or 'l' or 'x')
        {
            await desk.AcceptAsync(submitted, Inventor);
        }
    }

    private async Task SubmitAsync(SheetDesk desk, Campaign campaign, ReportForm form, ReportSheet sheet, Dictionary<string, string> draft, int revision, DateTimeOffset at)
    {
        var (answers, _) = DraftReader.Read(form, draft);
        var unit = await units.FindAsync(sheet.UnitId) ?? throw new InvalidOperationException($"No unit {sheet.UnitId}.");
        var below = (await queries.SheetsAsync([sheet.RoundId]))[sheet.RoundId].Where(one => one.ReportsTo == sheet.Id).ToList();
        var basis = below.Count == 0 ? null : RollUp.Sum(form, below.Count, await queries.InAsync(below)).Basis;
        await desk.SubmitAsync(sheet, new Submission(answers, await figures.ReadAsync(form, campaign, unit, sheet.OrganisationId, at), basis), revision, Inventor);
    }

    private static Dictionary<string, string> Draft(int number, bool isOrganisation)
    {
        var draft = new Dictionary<string, string>
        {
            ["f8"] = $"={4 + (number * 3 % 11)}",
            ["f9"] = $"={6 + (number * 7 % 25)}",
            ["f10.0.0"] = "Sinh hoạt khu dân cư",
            ["f10.0.1"] = $"={1 + (number % 4)}",
            ["f10.0.2"] = $"={40 + (number * 13 % 90)}",
            ["f11"] = number % 4 == 0 ? "Thiếu" : "Đủ",
        };
        if (isOrganisation)
        {
            draft["f10.1.0"] = "Buổi truyền thông trong ngành";
            draft["f10.1.1"] = $"={1 + (number % 3)}";
            draft["f10.1.2"] = $"={60 + (number * 17 % 80)}";
        }

        if (number % 3 == 0)
        {
            draft["f12"] = "Nhiều hộ đi làm rẫy ban ngày, vắng nhà; phải đi phát buổi tối và ngày nghỉ.";
        }

        return draft;
    }

    private static Dictionary<string, string> Periodic(int number)
    {
        var draft = new Dictionary<string, string>
        {
            ["f1"] = "Đã ban hành kế hoạch và hướng dẫn cấp dưới; tuyên truyền Luật Trẻ em qua loa truyền thanh và sinh hoạt khu dân cư.",
            ["f2"] = $"={5 + (number % 9)}",
            ["f3"] = $"={40 + (number * 11 % 60)}",
            ["f5"] = $"={6 + (number * 5 % 20)}",
            ["f6"] = $"={300 + (number * 137 % 900)}",
            ["f7"] = "Đã tổ chức",
        };
        for (var row = 0; row < 5; row++)
        {
            draft[$"f4.{row}.1"] = $"={(row == 0 ? 9000 + (number * 613 % 7000) : 400 / ((row * row) + 1) + (number % 7))}";
            draft[$"f4.{row}.2"] = $"={(row == 0 ? 900 + (number * 71 % 800) : number % 6)}";
        }

        return draft;
    }

    private SheetDesk DeskAt(DateTimeOffset at) => new(database, audit, new BusinessClock(new Standing(at), new Settings(database), new ProductMode()));

    /// <summary>The moment at which a step of the demo was taken.</summary>
    private sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
