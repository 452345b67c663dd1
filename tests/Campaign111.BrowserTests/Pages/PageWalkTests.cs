using Campaign111.BrowserTests.Infrastructure;
using Xunit.Abstractions;

namespace Campaign111.BrowserTests.Pages;

/// <summary>Every page of the route table in a real browser, with an account that may see it: axe finds nothing, a screen reader finds its way, a thumb hits what it aims at,
/// nobody scrolls sideways, and no word is in the other language. In every run each language at one width and a third of the
/// pages (another each day), in the drills both at both and all of them.</summary>
[Collection(PageCollection.Name)]
public class PageWalkTests(PageSite site, ITestOutputHelper told)
{
    public static TheoryData<string, int> Walks => Drills.Asked ? new() { { "vi", 360 }, { "en", 1366 }, { "vi", 1366 }, { "en", 360 } } : new() { { "vi", 360 }, { "en", 1366 } };

    [Fact]
    public async Task Every_page_of_the_route_table_is_visited()
    {
        var table = await site.TableAsync();

        told.WriteLine($"{table.Pages.Select(page => page.Route).Distinct().Count()} routes, {table.Pages.Count} pages");
        table.Missed.ShouldBeEmpty();
        table.Pages.Count.ShouldBeGreaterThan(100);
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public Task Axe_finds_nothing(string language, int width) => FindsNothingAsync(Look.Axe, language, width);

    [Theory]
    [MemberData(nameof(Walks))]
    public Task A_screen_reader_finds_its_way(string language, int width) => FindsNothingAsync(Look.Structure, language, width);

    [Theory]
    [MemberData(nameof(Walks))]
    public Task What_is_pressed_is_large_enough(string language, int width) => FindsNothingAsync(Look.Targets, language, width);

    [Theory]
    [MemberData(nameof(Walks))]
    public Task Nobody_scrolls_sideways(string language, int width) => FindsNothingAsync(Look.Width, language, width);

    [Theory]
    [MemberData(nameof(Walks))]
    public Task No_word_is_in_the_other_language(string language, int width) => FindsNothingAsync(Look.Language, language, width);

    [Theory]
    [MemberData(nameof(Walks))]
    public Task Every_page_answers_as_expected_and_no_script_fails(string language, int width) => FindsNothingAsync(Look.Errors, language, width);

    private async Task FindsNothingAsync(Look look, string language, int width)
    {
        var walk = await site.WalkAsync(language, width);

        told.WriteLine($"{walk.Count} pages in {language} at {width} px");
        var pages = (await site.TableAsync()).Pages.Count;
        walk.Count.ShouldBeInRange(Drills.Asked ? pages : pages / 3, pages);
        walk.Found(look).ShouldBeEmpty();
    }
}
