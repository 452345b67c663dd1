using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reminders.Owed;
using Campaign111.Features.Reports.Rounds;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Reports.Rounds;

/// <summary>Rounds, forms, and what the calendar and the ladder hear of them, on the demo.</summary>
public class RoundPagesTests
{
    private const string Slug = "binh-phuoc-2020";

    [Fact]
    public async Task The_wording_of_a_dispatch_becomes_two_rounds_without_the_exceptions()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        var page = await province.PageAsync(ReportLinks.New(Slug));
        using var proposed = await province.SubmitAsync(page, "round", ("Act", "propose"), ("Wording", "trước ngày 20/5 và 15/11 năm 2021"), ("Levels", "district"));
        page = await Browser.ParseAsync(proposed);
        Value(page, "Days[0].Day").ShouldBe("19/5/2021");
        Value(page, "Days[1].Day").ShouldBe("14/11/2021");
        Value(page, "Days[0].Title").ShouldContain("6 tháng");

        using var previewed = await province.SubmitAsync(page, "round", ("Act", "preview"), ("Kinds", "department"), ("Except", "695, 70-so-ldtbxh"), ("Also", "25318"));
        page = await Browser.ParseAsync(previewed);
        page.QuerySelectorAll("#bound li").Select(line => line.TextContent).ShouldSatisfyAllConditions(
            lines => lines.Count().ShouldBe(10 + 3 + 1), lines => lines.ShouldNotContain(line => line.Contains("Đồng Phú")), lines => lines.ShouldContain(line => line.Contains("Tân Thành")));
        using var unknown = await province.SubmitAsync(page, "round", ("Act", "open"), ("Also", "99999"));
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(unknown)).QuerySelector("[role=alert]")!.TextContent.ShouldContain("99999");
        using var opened = await province.SubmitAsync(page, "round", ("Act", "open"));

        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect, await opened.Content.ReadAsStringAsync());
        var rounds = await RoundsAsync(app);
        rounds.Select(round => round.LastDay).ShouldContain(new DateOnly(2021, 5, 19));
        var year = rounds.Single(round => round.LastDay == new DateOnly(2021, 11, 14));
        (year.Kind, year.Wording).ShouldBe((RoundKinds.Year, "trước ngày 20/5 và 15/11 năm 2021"));
        var sheets = (await SheetPagesTests.Queries(app).SheetsAsync([year.Id]))[year.Id].ToList();
        sheets.Count.ShouldBe(14);
        // The commune's district is bound too: it reports there; everybody else to the province.
        sheets.Single(sheet => sheet.Level == "commune").ReportsTo.ShouldBe(sheets.Single(sheet => sheet.Name == "Huyện Bù Đốp").Id);
        sheets.Count(sheet => sheet.ReportsTo is not null).ShouldBe(1);
        using var district = await app.SignedInAsync("huyen.budop");
        (await district.PageAsync(ReportLinks.Round(Slug, year.Id))).QuerySelectorAll("#sheets tbody tr").Length.ShouldBe(2, "its own and its commune's");
        (await district.GetAsync(ReportLinks.Summary(Slug, year.Id))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var stranger = await app.SignedInAsync("huyen.dongphu");
        (await stranger.GetAsync(ReportLinks.Round(Slug, year.Id))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_rounds_page_says_who_is_late_and_gives_the_files()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        var closed = (await RoundsAsync(app)).Single(round => !round.IsOpen);
        var sheets = (await SheetPagesTests.Queries(app).SheetsAsync([closed.Id]))[closed.Id].ToList();
        var shares = RoundStanding.Shares(sheets, closed.LastDay, new DateOnly(2020, 9, 1));
        shares[0].Late.ShouldBeGreaterThan(0);
        shares[0].Missing.ShouldBeGreaterThan(0);

        var page = await province.PageAsync(ReportLinks.Round(Slug, closed.Id) + "?show=late");
        page.QuerySelectorAll("#sheets tbody tr").Length.ShouldBe(shares[0].Late);
        page.QuerySelector("#sheets")!.TextContent.ShouldContain("trễ 2 ngày");
        page.Forms.ShouldAllBe(form => form.Id != "close");
        page = await province.PageAsync(ReportLinks.Summary(Slug, closed.Id));
        page.QuerySelector("#numbers")!.TextContent.ShouldContain("Buổi giới thiệu Tổng đài 111");
        using var docx = await province.GetAsync(ReportLinks.SummaryDocx(Slug, closed.Id));
        docx.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var xlsx = await province.GetAsync(ReportLinks.RoundXlsx(Slug, closed.Id));
        xlsx.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        (await xlsx.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(3000);

        // A closed round takes nothing: its page offers no form to write.
        using var commune = await app.SignedInAsync("huyen.dongphu");
        var own = sheets.Single(sheet => sheet.Name == "Huyện Đồng Phú");
        (await commune.GetAsync(ReportLinks.Edit(own.Id))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_form_is_written_on_its_page_made_ready_and_used()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        using var made = await province.SubmitAsync(ReportLinks.Forms(Slug), "new-form", ("title", "Mẫu riêng của tỉnh"));
        var address = made.Headers.Location!.ToString();
        using var wrong = await province.SubmitAsync(
            address, "form", ("lines[1].Label", "Loại"), ("lines[1].Kind", "choice"), ("lines[1].Parts", "Chỉ một"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var saved = await province.SubmitAsync(
            await Browser.ParseAsync(wrong), "form", ("lines[1].Parts", "Một | One\nHai | Two"), ("lines[2].Label", "Số buổi theo loại"), ("lines[2].Kind", "table"), ("lines[2].Parts", "Loại\n# Số buổi | Times"), ("act", "ready"));
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync());

        var page = await province.PageAsync(address);
        page.QuerySelector("#next").ShouldNotBeNull();
        page.QuerySelector("table")!.TextContent.ShouldContain("Số buổi theo loại");
        (await province.PageAsync(ReportLinks.New(Slug))).QuerySelector("#FormKey")!.TextContent.ShouldContain("Mẫu riêng của tỉnh");
        using var commune = await app.SignedInAsync("xa.25318");
        (await commune.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var district = await app.SignedInAsync("huyen.dongphu");
        (await district.PageAsync(address)).QuerySelector("#next").ShouldBeNull("a superior's form is used below, not changed");
    }

    [Fact]
    public async Task What_is_owed_stands_in_the_calendar_and_in_the_ladder_until_it_is_submitted()
    {
        await using var app = await DemoApp.CreateAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var source = scope.ServiceProvider.GetServices<IOwedSource>().OfType<ReportObligations>().Single();
        var open = (await RoundsAsync(app)).Single(round => round.IsOpen);
        var sheets = (await SheetPagesTests.Queries(app).SheetsAsync([open.Id]))[open.Id].ToList();

        var owed = await source.OpenAsync(open.LastDay.AddDays(-IOwedSource.DaysAhead), CancellationToken.None);
        owed.Count.ShouldBe(sheets.Count(sheet => sheet.IsWritable));
        owed.ShouldAllBe(one => one.Key.Length <= 40 && one.LastDay == open.LastDay && one.TitleVi.Length <= 300);
        owed.ShouldContain(one => one.TitleVi.StartsWith("sửa và nộp lại", StringComparison.Ordinal));
        (await source.OpenAsync(open.LastDay.AddDays(-IOwedSource.DaysAhead - 1), CancellationToken.None)).ShouldBeEmpty();

        var calendar = scope.ServiceProvider.GetRequiredService<ObligationBook>();
        var units = scope.ServiceProvider.GetRequiredService<UnitDirectory>();
        var district = (await units.FindByCodeAsync("693", new DateOnly(2020, 7, 28)))!;
        var own = (await calendar.ListAsync(new ObligationQuery(district.Path, [], new DateOnly(2020, 9, 1), new DateOnly(2020, 10, 31)))).Single(one => one.Kind == ObligationKind.Report);
        own.Day.ShouldBe(open.LastDay);
        own.Done.ShouldBe(sheets.Single(sheet => sheet.Name == "Huyện Bù Đốp").IsIn);
    }

    private static async Task<IReadOnlyList<ReportRound>> RoundsAsync(AppFactory app)
    {
        var campaign = (await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync(Slug))!;
        return await SheetPagesTests.Queries(app).OfCampaignAsync(campaign.Id);
    }

    private static string Value(IHtmlDocument page, string name) => ((IHtmlInputElement)page.QuerySelector($"[name='{name}']")!).Value;
}
