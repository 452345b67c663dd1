using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Architecture;

/// <summary>Both languages are complete: no page of the demo shows untranslated Vietnamese to a reader who chose English, nor English to any other. Names and wordings that
/// are data stay as they are (they are values of the database, or stand in lang="vi", lang="en" or translate="no").</summary>
public class LanguageTests
{
    private static readonly string[] Spoken = ["alt", "title", "aria-label", "aria-description", "placeholder", "summary", "label"];

    /// <summary>In every run the officer, whose forms are most; the browser tests walk the pages of the others (Campaign111.BrowserTests/Pages). All in the drills.</summary>
    public static TheoryData<string> Readers => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? ["quantri", "tinh.binhphuoc", "xa.25318", "baochi.binhphuoc"] : ["xa.25318"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Every_page_speaks_the_language_that_was_asked_for(string userName)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(userName);
        var (addresses, _) = await PageRoutes.OfAsync(app);
        var languages = await Languages.OfAsync(app.Services.GetRequiredService<Database>());
        var wrong = new List<string>();
        var seen = 0;
        foreach (var address in addresses)
        {
            if (await OpenAsync(browser, address, "en", wrong) is { } english)
            {
                seen++;
                wrong.AddRange(languages.Wrong(TextsOf(english, "en"), "en").Select(text => $"{address}?lang=en: {text}"));
            }

            if (await OpenAsync(browser, address, "vi", wrong) is { } vietnamese)
            {
                wrong.AddRange(languages.Wrong(TextsOf(vietnamese, "vi"), "vi").Select(text => $"{address}?lang=vi: {text}"));
            }
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

        new Languages(["Tân Thành"]).Wrong(TextsOf(page, "en"), "en").ShouldBe(expected is null ? [] : [expected]);
    }

    [Theory]
    [InlineData("<p>Sign in with your password</p>", true)]
    [InlineData("<img alt='Map of the province' src='x'>", true)]
    [InlineData("<p>In tờ rơi, to gấp đôi, xem an toàn</p>", false)]
    [InlineData("<p lang='en'>Sign in with your password</p>", false)]
    [InlineData("<p>GET /api/v1/coverage?of=unit</p>", false)]
    public void English_on_a_Vietnamese_page_is_found(string html, bool found)
    {
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument($"<html lang=vi><body>{html}</body></html>");

        new Languages([]).Wrong(TextsOf(page, "vi"), "vi").Any().ShouldBe(found);
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

    // What stands in a textarea is a value, like that of an input: whoever wrote it chose its language.
    internal static IEnumerable<string> TextsOf(IHtmlDocument page, string language) => page.All.SelectMany(element => TextsOf(element, language == "en" ? "vi" : "en"));

    private static IEnumerable<string> TextsOf(IElement element, string other)
    {
        if (element.LocalName is "script" or "style" or "template" or "textarea" || element.Closest($"[lang={other}], [translate=no]") is not null)
        {
            return [];
        }

        return element.ChildNodes.OfType<IText>().Select(text => text.Data).Concat(Spoken.Select(element.GetAttribute).OfType<string>()).Where(text => text.Trim().Length > 0);
    }
}
