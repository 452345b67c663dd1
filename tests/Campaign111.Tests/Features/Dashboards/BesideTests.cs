using AngleSharp.Html.Dom;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>What stands beside coverage: from the features that hold it, for the unit of the page, and never in the figure.</summary>
public class BesideTests
{
    private const string Units = "/campaigns/binh-phuoc-2020/units";
    private static readonly DateOnly Today = new(2020, 9, 1);

    private const string ValidEntry = """
        SELECT e.entry_key FROM coverage_entry e JOIN unit h ON h.id = e.hamlet_id JOIN unit c ON c.id = h.parent_id
        WHERE c.code = '25318' AND e.state = 'valid' AND e.outcome = 'reached' ORDER BY e.id DESC
        """;

    [Fact]
    public async Task Scans_activities_and_what_was_taken_back_today()
    {
        await using var app = await DemoApp.CreateAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var key = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.FirstAsync<Guid>(ValidEntry));
            await scope.ServiceProvider.GetRequiredService<CoverageVoids>().WithdrawAsync(CoverageSender.System, key, "ghi nhầm thôn");
        }

        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        var province = await browser.PageAsync($"{Units}/70");
        var campaign = (await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync("binh-phuoc-2020"))!;
        var unit = (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync("70", campaign.TreeDate))!;
        var scans = await app.Services.GetRequiredService<ScanCounts>().ByDayAsync(campaign.Id, unit.Path, Today.AddDays(-6), Today);

        Fact(province, "Lượt quét mã QR").ShouldStartWith(Formats.Number(scans.Values.Sum()));
        scans.Values.Sum().ShouldBeGreaterThan(0);
        Fact(province, "Buổi học ở trường").ShouldStartWith("16 lượt");
        Fact(province, "sửa, huỷ").ShouldBe("1");
        Fact(province, "Hộ đã đến").ShouldStartWith("−", customMessage: "what was taken back leaves the figure of the day");
        Fact(await browser.PageAsync($"{Units}/693"), "sửa, huỷ").ShouldBe("1");
        Fact(await browser.PageAsync($"{Units}/695"), "sửa, huỷ").ShouldBe("0");
        (await browser.PageAsync($"{Units}/695")).Body!.TextContent.ShouldContain("Chưa có buổi học", customMessage: "the department sits at the province");
        (await browser.PageAsync($"{Units}/70?day=2020-08-25")).Body!.TextContent.ShouldNotContain("Buổi học ở trường", customMessage: "sums without a day do not show on a past one");
    }

    private static string Fact(IHtmlDocument page, string name) =>
        page.QuerySelectorAll(".dash-facts > div").Single(line => line.QuerySelector("dt")!.TextContent.Contains(name)).QuerySelector("dd")!.TextContent.Trim();
}
