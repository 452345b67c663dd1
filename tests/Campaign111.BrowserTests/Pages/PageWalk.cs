using System.Text.Json;
using Campaign111.BrowserTests.Infrastructure;
using Campaign111.Platform.Data;
using Campaign111.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests.Pages;

/// <summary>What is looked for on every page.</summary>
internal enum Look
{
    /// <summary>axe-core.</summary>
    Axe,

    /// <summary>One h1, landmark, labels, captions, errors tied to their fields (look.js).</summary>
    Structure,

    /// <summary>Sizes of what is pressed (look.js).</summary>
    Targets,

    /// <summary>Scrolling sideways.</summary>
    Width,

    /// <summary>Texts in the other language.</summary>
    Language,

    /// <summary>Errors of the page's scripts, and answers that were not expected.</summary>
    Errors,
}

/// <summary>One look at every page (in every run at a third of them) in one language and one width: each page is opened once, and everything is looked for there.</summary>
internal sealed class PageWalk
{
    // In every run a third of the pages, another in each of the two walks and on each day; all of them in the drills.
    private const int Parts = 3;

    private const string Settled = """
        async () => {
            await document.fonts.ready;
            const field = document.body.classList.contains('field-page');
            const ready = () => !field || (document.documentElement.dataset.ready === 'yes' && document.querySelector('main h1') && !document.querySelector('main')?.textContent.includes('…'));
            for (let tries = 0; tries < 100 && !ready(); tries++) await new Promise(next => setTimeout(next, 50));
            await new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)));
            return ready();
        }
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly string Script = File.ReadAllText(Path.Combine(Source.Root, "tests", "Campaign111.BrowserTests", "Pages", "look.js"));

    private readonly List<(Look Look, string Text)> findings = [];
    private readonly Dictionary<string, (string Route, string Address)> titles = [];

    /// <summary>Pages looked at.</summary>
    public int Count { get; private set; }

    /// <summary>What was found, a line each.</summary>
    public IReadOnlyList<string> Found(Look look) => [.. findings.Where(each => each.Look == look).Select(each => each.Text)];

    public static async Task<PageWalk> OfAsync(PageSite site, string language, int width)
    {
        var walk = new PageWalk();
        var languages = await Languages.OfAsync(site.App.Services.GetRequiredService<Database>());
        var viewport = new ViewportSize { Width = width, Height = width < 600 ? 740 : 768 };
        foreach (var group in Chosen((await site.TableAsync()).Pages, width).GroupBy(page => page.UserName))
        {
            await using var visit = await site.VisitAsync(group.Key, viewport, language);
            foreach (var page in group)
            {
                await walk.LookAsync(visit, page, language, width, languages);
            }
        }

        return walk;
    }

    private static IEnumerable<WalkedPage> Chosen(IReadOnlyList<WalkedPage> pages, int width)
    {
        var part = (DateTime.UtcNow.DayOfYear + (width < 600 ? 0 : 1)) % Parts;
        return pages.Where((_, at) => Drills.Asked || at % Parts == part);
    }

    private async Task LookAsync(Visit visit, WalkedPage at, string language, int width, Languages languages)
    {
        var name = $"{at.Address} ({at.UserName ?? "signed out"}, {language}, {width} px)";
        void Add(Look look, IEnumerable<string> texts) => findings.AddRange(texts.Select(text => (look, $"{name}: {text}")));

        // A fragment alone would not load the page.
        await visit.Page.GotoAsync("about:blank");
        var response = await visit.Page.GotoAsync(WithLanguage(at.Address, language));
        Add(Look.Errors, response!.Status == at.Status ? [] : [$"answers {response.Status}, not {at.Status}"]);
        Add(Look.Errors, await visit.Page.EvaluateAsync<bool>(Settled) ? [] : ["never settled"]);
        var seen = JsonSerializer.Deserialize<Seen>(await visit.Page.EvaluateAsync<string>($"argument => JSON.stringify(({Script})(argument))", new { other = language == "en" ? "vi" : "en", primary = width < 600 && at.UserName?.StartsWith("xa.", StringComparison.Ordinal) == true }), Json)!;
        Add(Look.Structure, [.. seen.Structure, .. Title(seen, at)]);
        Add(Look.Targets, width < 600 ? seen.Targets : []);
        Add(Look.Language, languages.Wrong(seen.Texts.Append(seen.Title), language));
        Add(Look.Width, await Axe.OverflowAsync(visit.Page) is > 0 and var px ? [$"{px} px wider than the window"] : []);
        Add(Look.Axe, await Axe.ViolationsAsync(visit.Page));
        Add(Look.Errors, visit.ScriptErrors);
        visit.ScriptErrors.Clear();
        Count++;
    }

    // A title says which page it is, before the name of the product; two routes never share one.
    private IEnumerable<string> Title(Seen seen, WalkedPage at)
    {
        if (seen.Title.Split(" · ")[0].Length < 3 || seen.Title is "Chiến dịch 111" or "Campaign 111")
        {
            yield return $"its title says little: “{seen.Title}”";
        }

        if (at.Status == 200 && !titles.TryAdd(seen.Title, (at.Route, at.Address)) && titles[seen.Title].Route != at.Route)
        {
            yield return $"its title is that of {titles[seen.Title].Address}: “{seen.Title}”";
        }
    }

    // Below /public a cookie chooses nothing.
    private static string WithLanguage(string address, string language) =>
        language == "vi" || address.Contains('#', StringComparison.Ordinal) ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}";

    private sealed record Seen(string Title, string H1, IReadOnlyList<string> Structure, IReadOnlyList<string> Targets, IReadOnlyList<string> Texts);
}
