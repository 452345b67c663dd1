using System.Diagnostics;
using System.Text.Json;
using Campaign111.BrowserTests.Infrastructure;
using Campaign111.Features.Guide;
using Campaign111.Tests.Architecture;
using Campaign111.Tests.Features.Guide;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests;

/// <summary>The guides on paper: two A4 pages each. With CAMPAIGN111_GUIDE_PICTURES=1 their pictures are taken anew from the demo first.</summary>
public class GuidePagesTests(DemoSite site) : IClassFixture<DemoSite>
{
    private static readonly ViewportSize Desk = new() { Width = 1000, Height = 600 };

    private static readonly ViewportSize Hand = new() { Width = 360, Height = 560 };

    private static readonly string[] Languages = ["vi", "en"];

    [Fact]
    public async Task Every_guide_prints_on_two_pages_with_its_pictures()
    {
        if (Environment.GetEnvironmentVariable("CAMPAIGN111_GUIDE_PICTURES") == "1")
        {
            await TakeAsync();
        }

        await using var visit = await site.VisitAsync(Viewports.Office);
        var wrong = new List<string>();
        foreach (var (key, language) in GuideTexts.Keys.SelectMany(key => Languages.Select(language => (key, language))))
        {
            var page = await visit.OpenAsync($"/help/{key}?lang={language}");
            var missing = await page.EvaluateAsync<int>("() => [...document.images].filter(image => !image.complete || image.naturalWidth === 0).length");
            var file = Path.Combine(Screens.Folder, $"guide-{key}-{language}.pdf");
            Directory.CreateDirectory(Screens.Folder);
            await page.PdfAsync(new PagePdfOptions { Path = file, PreferCSSPageSize = true });
            var pages = await PagesAsync(file);
            if (pages != 2 || missing > 0)
            {
                wrong.Add($"{key}.{language}: {pages} pages, {missing} pictures missing");
            }
        }

        wrong.ShouldBeEmpty();
    }

    // As small as they may be: the browser writes WebP itself.
    private async Task TakeAsync()
    {
        var home = Directory.CreateDirectory(Path.Combine(Source.Web, "wwwroot", "help")).FullName;
        foreach (var picture in GuidePicture.All)
        {
            foreach (var language in Languages)
            {
                // A browser of its own: the field page is kept in the language in which it was first opened.
                await using var visit = await site.SignInAsync(picture.Account, picture.OnPhone ? Hand : Desk);
                await visit.OpenAsync($"{picture.Address}?lang={language}");
                await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                var session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
                var shot = await session.SendAsync("Page.captureScreenshot", new Dictionary<string, object> { ["format"] = "webp", ["quality"] = 70 });
                var bytes = Convert.FromBase64String(((JsonElement)shot!).GetProperty("data").GetString()!);
                await File.WriteAllBytesAsync(Path.Combine(home, picture.File(language)), bytes);
            }
        }
    }

    private static async Task<int> PagesAsync(string file)
    {
        using var process = Process.Start(new ProcessStartInfo("pdfinfo", [file]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return int.Parse(output.Split('\n').First(line => line.StartsWith("Pages:", StringComparison.Ordinal))[6..].Trim(), null);
    }
}
