using System.Net.Http.Headers;
using AngleSharp.Html.Parser;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>design.md: the first load of a commune's page stays at or below 60 KB compressed, styles and scripts included.</summary>
public class PageWeightTests(DashboardWorld world, Xunit.Abstractions.ITestOutputHelper output) : IClassFixture<DashboardWorld>
{
    private const long Limit = 60 * 1024;

    [Fact]
    public async Task A_communes_first_load_is_light()
    {
        using var browser = await world.App.SignedInAsync("xa.25318");
        // gzip: every phone takes it; brotli would only be smaller.
        browser.Client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        var (bytes, html) = await LoadAsync(browser, $"/campaigns/{DashboardWorld.Slug}/units/25318");
        output.WriteLine($"{bytes,7} page");
        var total = bytes;
        var page = new HtmlParser().ParseDocument(html);
        var needed = page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
            .Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!).ToList();
        needed.Count.ShouldBeGreaterThanOrEqualTo(5);
        foreach (var address in needed)
        {
            var (size, _) = await LoadAsync(browser, address);
            output.WriteLine($"{size,7} {address}");
            size.ShouldBeGreaterThan(0, address);
            total += size;
        }

        output.WriteLine($"{total,7} in all, limit {Limit}");
        total.ShouldBeLessThanOrEqualTo(Limit);
        html.ShouldNotContain("webfont");
    }

    private static async Task<(long Bytes, string Text)> LoadAsync(Browser browser, string address)
    {
        using var response = await browser.GetAsync(address);
        response.IsSuccessStatusCode.ShouldBeTrue(address);
        var sent = await response.Content.ReadAsByteArrayAsync();
        if (!response.Content.Headers.ContentEncoding.Contains("gzip"))
        {
            return (sent.Length, System.Text.Encoding.UTF8.GetString(sent));
        }

        using var reader = new StreamReader(new System.IO.Compression.GZipStream(new MemoryStream(sent), System.IO.Compression.CompressionMode.Decompress));
        return (sent.Length, await reader.ReadToEndAsync());
    }
}
