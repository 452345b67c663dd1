using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>Since 1 July 2025 communes stand directly under provinces: the same pages, one tier less.</summary>
public class TwoTierTests
{
    [Fact]
    public async Task A_province_of_2025_lists_its_communes_with_map_and_figures()
    {
        await using var app = await DemoApp.CreateAsync();
        var tree = new DateOnly(2025, 8, 1);
        var campaign = await DashboardWorld.OpenAsync(app, "cao-bang-2025", "04", tree, tree);
        await DashboardWorld.DeadlineAsync(app, campaign, "04", "11/THU", "đến hết tháng 10 năm 2025", new DateOnly(2025, 10, 31));
        using var browser = await app.SignedInAsync("quantri");

        var page = await browser.PageAsync("/campaigns/cao-bang-2025/units/04");

        var rows = page.QuerySelectorAll("#units tbody tr");
        rows.Length.ShouldBe(56);
        page.QuerySelector("#units h2")!.TextContent.ShouldContain("xã, phường");
        page.QuerySelectorAll("#map .map-area[d]").Length.ShouldBe(56);
        rows[0].QuerySelector(".status")!.TextContent.ShouldContain("Chưa rõ chỉ tiêu");
        var first = page.QuerySelector("#units tbody th a")!;
        var commune = await browser.PageAsync(first.GetAttribute("href")!);
        commune.QuerySelector("h1")!.TextContent.ShouldBe(first.TextContent);
        commune.QuerySelectorAll("main .breadcrumb li").Length.ShouldBe(3);
        commune.QuerySelector("#units")!.TextContent.ShouldContain("Chưa có thôn");
    }
}
