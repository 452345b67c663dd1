using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Architecture;

/// <summary>English is complete: no page of the demo shows untranslated Vietnamese to a reader who chose English. Names and wordings that are
/// data stay Vietnamese (they are values of the database, or stand in lang="vi" or translate="no").</summary>
public partial class LanguageTests
{
    // A dispatch words its deadline in Vietnamese, whoever reads it (domain.md): the examples beside the field stay as they are typed.
    private static readonly string[] Wordings =
        ["trước ngày 30/9/2020", "đến hết tháng 8 năm 2020", "chậm nhất là ngày 15/11/2020", "chậm nhất ngày 15/11/2020", "trong tháng 6 năm 2020"];

    private static readonly string[] Spoken = ["alt", "title", "aria-label", "aria-description", "placeholder", "summary", "label"];

    [Theory]
    [InlineData("quantri")]
    [InlineData("tinh.binhphuoc")]
    [InlineData("xa.25318")]
    [InlineData("baochi.binhphuoc")]
    public async Task Every_page_speaks_the_language_that_was_asked_for(string userName)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(userName);
        var (addresses, _) = await PageRoutes.OfAsync(app);
        var data = await DataAsync(app.Services.GetRequiredService<Database>());
        var wrong = new List<string>();
        var seen = 0;
        foreach (var address in addresses)
        {
            if (await OpenAsync(browser, address, "en", wrong) is { } english)
            {
                seen++;
                wrong.AddRange(Untranslated(english, data).Select(text => $"{address}?lang=en: {text}"));
            }

            await OpenAsync(browser, address, "vi", wrong);
        }

        seen.ShouldBeGreaterThan(3);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_route_is_walked()
    {
        await using var app = await DemoApp.CreateAsync();

        var (addresses, unfilled) = await PageRoutes.OfAsync(app);

        addresses.Count.ShouldBeGreaterThan(10);
        unfilled.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<p>Đăng nhập</p>", "Đăng nhập")]
    [InlineData("<p>Commune <b>xã</b> x</p>", "xã")]
    [InlineData("<img alt='Bản đồ' src='x'>", "Bản đồ")]
    [InlineData("<button aria-label='Đóng'>x</button>", "Đóng")]
    [InlineData("<p>Mở Tân Thành</p>", "Mở")]
    [InlineData("<p lang='vi'>Đăng nhập</p>", null)]
    [InlineData("<div translate='no'><i>Đăng nhập</i></div>", null)]
    [InlineData("<p>Open Tân Thành</p>", null)]
    [InlineData("<script>const x = 'Đăng nhập'</script>", null)]
    public void Untranslated_text_is_found(string html, string? expected)
    {
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument($"<html lang=en><body>{html}</body></html>");

        Untranslated(page, ["Tân Thành"]).ShouldBe(expected is null ? [] : [expected]);
    }

    private static async Task<IHtmlDocument?> OpenAsync(Browser browser, string address, string language, List<string> wrong)
    {
        using var response = await browser.GetAsync($"{address}?lang={language}");
        if ((int)response.StatusCode >= 500)
        {
            wrong.Add($"{address}?lang={language}: answers {(int)response.StatusCode}");
        }

        if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType != "text/html")
        {
            return null;
        }

        var page = await Browser.ParseAsync(response);
        var isFragment = !(await response.Content.ReadAsStringAsync()).Contains("<html", StringComparison.OrdinalIgnoreCase);
        if (!isFragment && page.DocumentElement.GetAttribute("lang") != language)
        {
            wrong.Add($"{address}?lang={language}: its html element says lang=\"{page.DocumentElement.GetAttribute("lang")}\"");
        }

        return page;
    }

    private static IEnumerable<string> Untranslated(IHtmlDocument page, IReadOnlyList<string> data) =>
        page.All.SelectMany(TextsOf)
            .Select(text => WithoutData(Blanks().Replace(text, " ").Trim(), data).Trim())
            .Where(text => Vietnamese().IsMatch(text))
            .Distinct();

    // What stands in a textarea is a value, like that of an input: whoever wrote it chose its language.
    private static IEnumerable<string> TextsOf(IElement element)
    {
        if (element.LocalName is "script" or "style" or "template" or "textarea" || element.Closest("[lang=vi], [translate=no]") is not null)
        {
            return [];
        }

        var attributes = Spoken.Select(element.GetAttribute).OfType<string>();
        return element.ChildNodes.OfType<IText>().Select(text => text.Data).Concat(attributes).Where(text => Vietnamese().IsMatch(text));
    }

    private static string WithoutData(string text, IReadOnlyList<string> data) =>
        data.Aggregate(text, (rest, value) => rest.Contains(value, StringComparison.OrdinalIgnoreCase) ? WithoutWords(rest, value) : rest);

    // Whole words only: the commune "An" says nothing about "Bản đồ".
    private static string WithoutWords(string text, string words) =>
        Regex.Replace(text, $@"(?<!\w){Regex.Escape(words)}(?!\w)", "", RegexOptions.IgnoreCase);

    // Every text of the database that is Vietnamese, longest first, so that no part of a name remains.
    private static Task<List<string>> DataAsync(Database database) => database.ReadAsync(async session =>
    {
        var columns = await session.QueryAsync<Column>("""
            SELECT m.name AS [table], c.name AS [name] FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND (c.type LIKE 'NVARCHAR%' OR c.type = 'TEXT') AND c.name NOT IN ('search_text', 'sort_key') AND m.name NOT LIKE 'sqlite%'
            """);
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            values.UnionWith(await session.QueryAsync<string>($"SELECT DISTINCT [{column.Name}] FROM [{column.Table}] WHERE [{column.Name}] IS NOT NULL"));
        }

        return values.Concat(Wordings).Where(value => Vietnamese().IsMatch(value)).Select(value => Blanks().Replace(value, " ").Trim())
            .OrderByDescending(value => value.Length).ToList();
    });

    private sealed class Column
    {
        public string Table { get; init; } = "";

        public string Name { get; init; } = "";
    }

    [GeneratedRegex(@"[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u1E00-\u1EFF]")]
    private static partial Regex Vietnamese();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
