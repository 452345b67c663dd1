using System.Globalization;
using System.Net.Http.Headers;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Localisation;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>The country on one page, in both trees: a map with the two archipelagos, small enough for a slow line.</summary>
public class NationTests(ITestOutputHelper output)
{
    private const int Most = 60 * 1024;

    [Theory]
    [InlineData("2020-07-28", 63)]
    [InlineData("2025-08-01", 34)]
    public async Task The_country_has_all_provinces_and_both_archipelagos(string tree, int provinces)
    {
        await using var app = await DemoApp.CreateAsync();
        var day = DateOnly.Parse(tree, CultureInfo.InvariantCulture);
        var figure = await OpenNationAsync(app, day);
        using var browser = await app.SignedInAsync("quantri");

        var page = await browser.PageAsync("/campaigns/ca-nuoc/units/VN");

        page.QuerySelectorAll("#map .map-area[d]").Length.ShouldBe(provinces);
        page.QuerySelectorAll("#units tbody tr").Length.ShouldBe(provinces);
        page.QuerySelector(".dash-of")!.TextContent.ShouldContain(figure.Target is { } target ? Formats.Number(target) : "–");
        page.QuerySelectorAll("#map .map-isles").Select(text => text.TextContent).ShouldBe(["Quần đảo Hoàng Sa(Đà Nẵng)", "Quần đảo Trường Sa(Khánh Hòa)"]);
        foreach (var (code, islands) in new[] { ("48", 10), ("56", 40) })
        {
            var path = page.QuerySelector($"#map a[href$='/units/{code}'] path")!;
            path.GetAttribute("d")!.Count(letter => letter == 'M').ShouldBeGreaterThan(islands, "the islands are drawn with their province");
            path.ParentElement!.GetAttribute("aria-label")!.ShouldContain(code == "48" ? "Đà Nẵng" : "Khánh Hòa");
        }

        browser.Client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var response = await browser.GetAsync("/campaigns/ca-nuoc/units/VN");
        var bytes = (await response.Content.ReadAsByteArrayAsync()).Length;
        output.WriteLine($"{bytes} bytes of the page, limit {Most}");
        bytes.ShouldBeLessThan(Most);
    }

    private static async Task<CoverageFigure> OpenNationAsync(AppFactory app, DateOnly tree)
    {
        var root = (await app.Services.GetRequiredService<UnitDirectory>().RootAsync())!;
        var draft = new Campaign { Slug = "ca-nuoc", Name = "Cả nước", NameEn = "Whole country", TreeDate = tree, StartsOn = tree, IsIllustrative = true };
        var id = await app.Services.GetRequiredService<CampaignService>().CreateAsync(draft, root, Actor.System);
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICoverageFigures>().OfAsync(id, root);
    }
}
