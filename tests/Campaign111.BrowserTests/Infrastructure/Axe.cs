using System.Text.Json;
using Campaign111.Tests.Architecture;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests.Infrastructure;

/// <summary>WCAG 2.2 A and AA, best practice and the experimental rules by axe-core, from the development packages of package.json. No rule of these is switched off, and
/// no element left out.</summary>
public static class Axe
{
    private const string Run = """
        async () => {
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'experimental'];
            const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
            return JSON.stringify(found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`));
        }
        """;

    // Evaluated, not added to the page as a script: so no content security policy stands in its way, and the page is looked at as it stands.
    private static readonly Lazy<string> Script =
        new(() => "() => { if (window.axe) return; " + File.ReadAllText(Path.Combine(Source.Web, "node_modules", "axe-core", "axe.min.js")) + "\n}");

    /// <summary>What axe finds on the page as it stands, one line a rule; empty when it finds nothing.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Script.Value);
        return JsonSerializer.Deserialize<List<string>>(await page.EvaluateAsync<string>(Run))!;
    }

    /// <summary>Px by which the page is wider than its window: 0 unless somebody must scroll sideways.</summary>
    public static Task<int> OverflowAsync(IPage page) =>
        page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
