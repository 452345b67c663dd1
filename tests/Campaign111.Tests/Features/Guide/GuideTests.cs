using System.Net;
using System.Text.RegularExpressions;
using Campaign111.Features.Guide;
using Campaign111.Platform.Security;
using Campaign111.Tests.Architecture;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Guide;

/// <summary>The guides say what the product says, lead where the "?" promises, and show pages that there are.</summary>
public partial class GuideTests
{
    private const int MostBytes = 60 * 1024;

    private static readonly string[] Languages = ["vi", "en"];

    // Main pages, as each role opens them.
    private static readonly (string Account, string Page, string Topic)[] Asked =
    [
        ("tinh.binhphuoc", "/campaigns/binh-phuoc-2020/units/70", "standing"), ("tinh.binhphuoc", "/campaigns/binh-phuoc-2020/reminders", "reminders"), ("tinh.binhphuoc", "/people", "people"),
        ("tinh.binhphuoc", "/campaigns/binh-phuoc-2020/leaflets", "leaflets"), ("tinh.binhphuoc", "/campaigns", "start"), ("huyen.dongphu", "/campaigns/binh-phuoc-2020/stock", "stock"),
        ("xa.25318", "/campaigns/binh-phuoc-2020/coverage/25318", "log"), ("xa.25318", "/inbox", "reminders"), ("xa.25318", "/reports", "reports"),
        ("baochi.binhphuoc", "/materials", "materials"), ("kiemtra.25321", "/checks", "checks"), ("so.gddt", "/campaigns/binh-phuoc-2020", "campaign"), ("quantri", "/admin/jobs", "admin"),
    ];

    [Fact]
    public void What_stands_in_bold_stands_on_the_pages_too()
    {
        var product = string.Concat(Source.Files("Features", ".cs", ".cshtml").Select(File.ReadAllText));
        var wrong = new List<string>();
        var labels = 0;
        foreach (var (key, language, text) in Texts())
        {
            foreach (Match label in Bold().Matches(text))
            {
                labels++;
                // A whole text, or one that goes on with a name ("Đặt hạn của").
                if (!product.Contains($"\"{label.Groups[1].Value}\"", StringComparison.Ordinal) && !product.Contains($"\"{label.Groups[1].Value} ", StringComparison.Ordinal))
                {
                    wrong.Add($"{key}.{language}: {label.Groups[1].Value}");
                }
            }
        }

        wrong.ShouldBeEmpty();
        labels.ShouldBeGreaterThan(150);
    }

    [Fact]
    public void Both_languages_have_the_same_sections_and_two_sheets()
    {
        foreach (var key in GuideTexts.Keys)
        {
            var (vi, en) = (GuideTexts.Of(key, "vi"), GuideTexts.Of(key, "en"));
            vi.Topics.Order().ShouldBe(en.Topics.Order(), key);
            vi.Topics.ShouldContain("start");
            vi.Topics.ShouldContain("trouble");
            (vi.Sheets.Count, en.Sheets.Count).ShouldBe((2, 2), key);
        }

        Enum.GetValues<Role>().Select(HelpTopics.GuideOf).Distinct().Order().ShouldBe(GuideTexts.Keys.Order());
    }

    [Fact]
    public async Task The_question_mark_opens_the_section_that_speaks_of_the_page()
    {
        await using var app = await DemoApp.CreateAsync();
        foreach (var of in Asked.GroupBy(asked => asked.Account))
        {
            using var browser = await app.SignedInAsync(of.Key);
            foreach (var (_, address, topic) in of)
            {
                var page = await browser.PageAsync(address);
                var link = page.QuerySelector("a.help-link")!.GetAttribute("href")!;
                var guide = await browser.PageAsync(link.Split('#')[0]);
                if (topic == "start")
                {
                    // The province's guide tells of campaigns where it begins.
                    continue;
                }

                link.ShouldEndWith($"#{topic}", customMessage: $"{of.Key} at {address}");
                guide.GetElementById(topic).ShouldNotBeNull($"{link} from {address}");
            }
        }
    }

    [Fact]
    public async Task Every_picture_is_small_used_and_shows_a_page_that_there_is()
    {
        var used = Texts().SelectMany(text => Picture().Matches(text.Text).Select(match => match.Groups[1].Value)).Order(StringComparer.Ordinal).ToList();
        used.ShouldBe(GuidePicture.All.SelectMany(picture => Languages.Select(picture.File)).Order(StringComparer.Ordinal));
        foreach (var file in used.Select(name => new FileInfo(Path.Combine(Source.Web, "wwwroot", "help", name))))
        {
            file.Exists.ShouldBeTrue($"{file.Name}: take the pictures anew (tests/README.md)");
            file.Length.ShouldBeInRange(1000, MostBytes, file.Name);
        }

        await using var app = await DemoApp.CreateAsync();
        foreach (var of in GuidePicture.All.GroupBy(picture => picture.Account))
        {
            using var browser = await app.SignedInAsync(of.Key);
            foreach (var picture in of)
            {
                using var page = await browser.GetAsync(picture.Address);
                page.StatusCode.ShouldBe(HttpStatusCode.OK, $"{picture.Name} shows {picture.Address}");
            }
        }
    }

    [Fact]
    public async Task Anybody_reads_the_guides_and_an_unknown_one_is_not_there()
    {
        await using var app = await DemoApp.CreateAsync();
        using var anybody = app.Browse();
        var list = await anybody.PageAsync("/help?lang=en");
        list.QuerySelectorAll("main .card a").Length.ShouldBe(GuideTexts.Keys.Count);
        (await anybody.PageAsync("/help/commune")).QuerySelectorAll(".sheet").Length.ShouldBe(2);
        using var unknown = await anybody.GetAsync("/help/chief");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static IEnumerable<(string Key, string Language, string Text)> Texts() =>
        GuideTexts.Keys.SelectMany(key => Languages.Select(language => (key, language, GuideTexts.Source(key, language))));

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\]\(/help/([^)]+)\)")]
    private static partial Regex Picture();
}
