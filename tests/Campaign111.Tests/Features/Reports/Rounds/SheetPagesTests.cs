using System.Net;
using AngleSharp.Html.Dom;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reports.Rounds;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Reports.Rounds;

/// <summary>Reports through the pages of a running demo.</summary>
public class SheetPagesTests
{
    private const string Slug = "binh-phuoc-2020";

    [Fact]
    public async Task A_commune_writes_submits_is_returned_and_resubmits_and_the_district_accepts()
    {
        await using var app = await DemoApp.CreateAsync();
        var sheet = await SheetAsync(app, "Xã Tân Thành", sheet => true);
        await ResetAsync(app, sheet);
        using var commune = await app.SignedInAsync("xa.25318");
        (await commune.PageAsync("/reports")).Body!.TextContent.ShouldContain("hết tháng 9/2020");
        var page = await commune.PageAsync(ReportLinks.Edit(sheet.Id));
        page.Body!.TextContent.ShouldContain("Tổng điều tra 1/4/2019");

        // Wrong numbers are named where they stand; what was typed stays, and the draft is saved.
        using var refused = await commune.SubmitAsync(page, "report", ("f8", "mười hai"), ("f9", "1.5"), ("f12", "<script>alert(1)</script>"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page = await Browser.ParseAsync(refused);
        page.QuerySelector("#r-f8-error")!.TextContent.ShouldContain("mười hai");
        page.QuerySelector("#r-f9-error").ShouldNotBeNull();
        page.QuerySelector("#r-f11-error").ShouldNotBeNull();
        ((IHtmlInputElement)page.QuerySelector("#r-f8")!).Value.ShouldBe("mười hai");
        page.QuerySelectorAll("script").ShouldAllBe(script => !script.TextContent.Contains("alert"));

        using var sent = await commune.SubmitAsync(page, "report", ("f8", "1.234"), ("f9", "12,5"), ("f10.0.0", "Họp thôn"), ("f10.0.1", "3"), ("f10.0.2", "150"), ("f11", "Đủ"));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        var view = await commune.PageAsync(ReportLinks.Sheet(sheet.Id));
        view.Body!.TextContent.ShouldContain("1.234");
        view.Body.TextContent.ShouldContain("Họp thôn");
        using var late = await commune.GetAsync(ReportLinks.Edit(sheet.Id));
        late.StatusCode.ShouldBe(HttpStatusCode.Redirect, "what is submitted is not written any more");

        using var district = await app.SignedInAsync("huyen.budop");
        using var returned = await district.SubmitAsync(ReportLinks.Sheet(sheet.Id), ReportLinks.Return(sheet.Id), ("reason", "Xem lại mục 8."));
        returned.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await commune.PageAsync(ReportLinks.Edit(sheet.Id));
        page.QuerySelector("#remark")!.TextContent.ShouldContain("Xem lại mục 8.");
        using var again = await commune.SubmitAsync(page, "report", ("f8", "12"));
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect, await again.Content.ReadAsStringAsync());
        using var accepted = await district.SubmitAsync(ReportLinks.Sheet(sheet.Id), "accept");
        accepted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Queries(app).SheetAsync(sheet.Id))!.ShouldSatisfyAllConditions(now => now.State.ShouldBe(SheetStates.Accepted), now => now.Versions.ShouldBe(2));
        (await commune.PageAsync(ReportLinks.Sheet(sheet.Id) + "?version=1")).Body!.TextContent.ShouldContain("1.234", Case.Sensitive, "the first submission is kept as it was");
    }

    [Fact]
    public async Task A_draft_is_read_by_its_own_office_alone_and_nobody_decides_or_reads_beside_the_line()
    {
        await using var app = await DemoApp.CreateAsync();
        var sheet = await SheetAsync(app, "Xã Tân Thành", sheet => true);
        await ResetAsync(app, sheet);
        using var commune = await app.SignedInAsync("xa.25318");
        using var saved = await commune.SubmitAsync(await commune.PageAsync(ReportLinks.Edit(sheet.Id)), ReportLinks.Submit(sheet.Id), ("f12", "Bí mật của bản nháp"));
        (await Queries(app).DraftAsync(sheet.Id))["f12"].ShouldBe("Bí mật của bản nháp");

        foreach (var superior in new[] { "huyen.budop", "tinh.binhphuoc", "quantri" })
        {
            using var above = await app.SignedInAsync(superior);
            (await above.PageAsync(ReportLinks.Sheet(sheet.Id))).Body!.TextContent.ShouldNotContain("Bí mật");
            (await above.GetAsync(ReportLinks.Edit(sheet.Id))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, superior);
            (await above.GetAsync(ReportLinks.Docx(sheet.Id))).StatusCode.ShouldBe(HttpStatusCode.NotFound, superior);
        }

        foreach (var stranger in new[] { "xa.25384", "huyen.dongphu", "so.gddt", "baochi.binhphuoc" })
        {
            using var other = await app.SignedInAsync(stranger);
            foreach (var address in new[] { ReportLinks.Sheet(sheet.Id), ReportLinks.Edit(sheet.Id), ReportLinks.Docx(sheet.Id) })
            {
                (await other.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{stranger} {address}");
            }
        }

        // The press office has no other right here, and writes its own.
        using var paper = await app.SignedInAsync("baochi.binhphuoc");
        var own = await SheetAsync(app, "Báo Bình Phước", one => one.RoundId == sheet.RoundId);
        (await paper.PageAsync(ReportLinks.Sheet(own.Id))).QuerySelector("h1")!.TextContent.ShouldContain("Báo Bình Phước");
        (await paper.PageAsync("/reports")).QuerySelector("h1").ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_submitted_keeps_its_figures_when_denominators_and_entries_change()
    {
        await using var app = await DemoApp.CreateAsync();
        var sheet = await SheetAsync(app, "Xã Tân Thành", sheet => true);
        await ResetAsync(app, sheet);
        using var commune = await app.SignedInAsync("xa.25318");
        using var sent = await commune.SubmitAsync(ReportLinks.Edit(sheet.Id), "report", ("f8", "1"), ("f11", "Đủ"));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        var before = (await Queries(app).VersionsAsync(sheet.Id))[0];
        var figures = before.ReadFigures();
        figures.Single(figure => figure.Source == FigureSources.Percent).Value.ShouldNotBeNull();
        figures.Single(figure => figure.Source == FigureSources.Target).Denominators.ShouldHaveSingleItem().Source.ShouldContain("Tổng điều tra 1/4/2019");

        var (target, reached) = await ChangeBooksAsync(app, sheet);

        target.ShouldNotBe((long)figures.Single(figure => figure.Source == FigureSources.Target).Value!);
        reached.ShouldNotBe((long)figures.Single(figure => figure.Source == FigureSources.Reached).Value!);
        (await Queries(app).VersionsAsync(sheet.Id))[0].Figures.ShouldBe(before.Figures);
        var shown = (await commune.PageAsync(ReportLinks.Sheet(sheet.Id))).Body!.TextContent;
        shown.ShouldContain(((long)figures.Single(figure => figure.Source == FigureSources.Target).Value!).ToString("N0", System.Globalization.CultureInfo.GetCultureInfo("vi-VN")));
        shown.ShouldNotContain("Rà soát của xã");
    }

    [Fact]
    public async Task A_district_takes_the_sums_of_its_communes_over_and_submits_on_that_basis()
    {
        await using var app = await DemoApp.CreateAsync();
        var sheet = await SheetAsync(app, "Huyện Bù Đốp", sheet => true);
        await ResetAsync(app, sheet);
        var below = (await Queries(app).SheetsAsync([sheet.RoundId]))[sheet.RoundId].Where(one => one.ReportsTo == sheet.Id).ToList();
        below.Count.ShouldBeGreaterThan(5);
        var reports = await Queries(app).InAsync(below);
        reports.Count.ShouldBeInRange(1, below.Count - 1);
        var expected = reports.Sum(report => report.Answers["f8"].Number!.Value);
        using var district = await app.SignedInAsync("huyen.budop");
        var page = await district.PageAsync(ReportLinks.Edit(sheet.Id));
        page.QuerySelector("#below")!.TextContent.ShouldContain($"{reports.Count}/{below.Count}");

        using var adopted = await district.SubmitAsync(page, "adopt");
        adopted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await district.PageAsync(ReportLinks.Edit(sheet.Id));
        ((IHtmlInputElement)page.QuerySelector("#r-f8")!).Value.ShouldBe($"{expected}");
        ((IHtmlInputElement)page.QuerySelector("#r-f10-0-0")!).Value.ShouldBe("Sinh hoạt khu dân cư");
        using var sent = await district.SubmitAsync(page, "report", ("f11", "Đủ"));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());

        (await Queries(app).VersionsAsync(sheet.Id))[0].ReadBasis()!.ShouldSatisfyAllConditions(basis => basis.In.ShouldBe(reports.Count), basis => basis.Of.ShouldBe(below.Count));
        (await district.PageAsync(ReportLinks.Sheet(sheet.Id))).Body!.TextContent.ShouldContain($"trên cơ sở {reports.Count}/{below.Count}");
    }

    [Fact]
    public async Task Two_at_one_draft_the_second_is_told_and_keeps_what_was_typed()
    {
        await using var app = await DemoApp.CreateAsync();
        var sheet = await SheetAsync(app, "Xã Tân Thành", sheet => true);
        await ResetAsync(app, sheet);
        using var one = await app.SignedInAsync("xa.25318");
        using var two = await app.SignedInAsync("xa.25318");
        var (first, second) = (await one.PageAsync(ReportLinks.Edit(sheet.Id)), await two.PageAsync(ReportLinks.Edit(sheet.Id)));
        using var saved = await one.SubmitAsync(first, "report", ("f8", "không số"), ("f12", "của người thứ nhất"));

        using var raced = await two.SubmitAsync(second, "report", ("f12", "của người thứ hai"));

        raced.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await Browser.ParseAsync(raced);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("xa.25318");
        page.QuerySelector("#r-f12")!.TextContent.ShouldBe("của người thứ hai");
        (await Queries(app).DraftAsync(sheet.Id))["f12"].ShouldBe("của người thứ nhất");
    }

    internal static RoundQueries Queries(AppFactory app) => app.Services.GetRequiredService<RoundQueries>();

    /// <summary>A report of the demo's open round by the end of its office's name.</summary>
    internal static async Task<ReportSheet> SheetAsync(AppFactory app, string name, Func<ReportSheet, bool> which)
    {
        var campaign = (await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync(Slug))!;
        var round = (await Queries(app).OfCampaignAsync(campaign.Id)).First(one => one.IsOpen);
        return (await Queries(app).SheetsAsync([round.Id]))[round.Id].Single(sheet => sheet.Name.EndsWith(name, StringComparison.Ordinal) && which(sheet));
    }

    // The demo gave it a state: back to the beginning.
    private static Task ResetAsync(AppFactory app, ReportSheet sheet) => app.Services.GetRequiredService<Campaign111.Platform.Data.Database>().WriteAsync(async session =>
    {
        await session.ExecuteAsync("DELETE FROM report_remark WHERE submission_id = @id", new { id = sheet.SubmissionId });
        await session.ExecuteAsync("DELETE FROM report_version WHERE submission_id = @id", new { id = sheet.SubmissionId });
        await session.ExecuteAsync("UPDATE report_submission SET state = 'open', draft = NULL, revision = 0, versions = 0, first_submitted_on = NULL WHERE id = @id", new { id = sheet.SubmissionId });
    });

    private static async Task<(long Target, long Reached)> ChangeBooksAsync(AppFactory app, ReportSheet sheet)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var units = scope.ServiceProvider.GetRequiredService<UnitDirectory>();
        var commune = (await units.FindAsync(sheet.UnitId))!;
        var hamlets = await units.ChildrenAsync(commune.Id, new DateOnly(2020, 7, 28));
        await scope.ServiceProvider.GetRequiredService<PlaceTargets>().SetAsync(
            new Actor(null, "thử"), [.. hamlets.Select(hamlet => new TargetInput(hamlet, commune, 400, "Rà soát của xã", new DateOnly(2020, 8, 31)))]);
        // As if 17 more households had been entered since.
        await app.Services.GetRequiredService<Campaign111.Platform.Data.Database>().WriteAsync(session => session.ExecuteAsync(
            "UPDATE coverage_total SET reached = reached + 17 WHERE unit_id = @id", new { id = commune.Id }));
        var campaign = (await scope.ServiceProvider.GetRequiredService<ICampaignDirectory>().FindAsync(Slug))!;
        var now = await scope.ServiceProvider.GetRequiredService<ICoverageFigures>().OfAsync(campaign.Id, commune);
        return (now.Target ?? 0, now.Reached);
    }
}
