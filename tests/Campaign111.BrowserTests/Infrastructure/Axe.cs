using System.Text.Json;
using Campaign111.Tests.Architecture;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests.Infrastructure;

/// <summary>WCAG 2.2 A and AA by axe-core, from the development packages of package.json.</summary>
public static class Axe
{
    private const string Run = """
        async () => {
            const found = await axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } });
            return JSON.stringify(found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`));
        }
        """;

    private static readonly string Script = Path.Combine(Source.Web, "node_modules", "axe-core", "axe.min.js");

    /// <summary>What axe finds at the page's address, one line a rule; empty when it finds nothing.</summary>
    /// <remarks>It looks in a window of its own with the same cookies and size: only there may a script be put past the page's content
    /// security policy.</remarks>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await using var context = await page.Context.Browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BypassCSP = true,
            StorageState = await page.Context.StorageStateAsync(),
            ViewportSize = new ViewportSize { Width = page.ViewportSize!.Width, Height = page.ViewportSize.Height },
            Locale = "vi-VN",
        });
        var copy = await context.NewPageAsync();
        await copy.GotoAsync(page.Url);
        return await ViolationsHereAsync(copy);
    }

    /// <summary>The same in the given window, whose page must allow scripts.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsHereAsync(IPage page)
    {
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Script });
        return JsonSerializer.Deserialize<List<string>>(await page.EvaluateAsync<string>(Run))!;
    }

    /// <summary>Px by which the page is wider than its window: 0 unless somebody must scroll sideways.</summary>
    public static Task<int> OverflowAsync(IPage page) =>
        page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
