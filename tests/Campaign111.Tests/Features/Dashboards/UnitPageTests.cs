using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Campaign111.Platform.Localisation;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>The dashboard over HTTP, read as people read it.</summary>
public class UnitPageTests(DashboardWorld world) : IClassFixture<DashboardWorld>
{
    private static string Address(string code, string query = "") => $"/campaigns/{DashboardWorld.Slug}/units/{code}{query}";

    [Theory]
    [InlineData("tinh.binhphuoc", "70", 11)]
    [InlineData("huyen.budop", "693", 7)]
    [InlineData("xa.25318", "25318", 3)]
    public async Task Figures_are_the_ledgers_and_the_sum_of_the_children(string userName, string code, int atLeast)
    {
        using var browser = await world.App.SignedInAsync(userName);
        var page = await browser.PageAsync(Address(code));
        var figure = await world.FigureAsync(code);

        var rows = page.QuerySelectorAll("#units tbody tr");
        rows.Length.ShouldBeGreaterThanOrEqualTo(atLeast);
        Fraction(page.QuerySelector(".dash-of")!).ShouldBe((figure.Reached, figure.Target ?? 0));
        var parts = rows.Select(row => Fraction(row.QuerySelector(".dash-percent .note")!)).ToList();
        (parts.Sum(part => part.Reached), parts.Sum(part => part.Target)).ShouldBe((figure.Reached, figure.Target ?? 0));
        page.QuerySelector(".figure-main .figure-value")!.TextContent.Trim().ShouldBe(Formats.Percent(figure.Percent!.Value));
        figure.Reached.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_status_is_icon_word_and_colour_and_silence_a_mark_beside_it()
    {
        using var browser = await world.App.SignedInAsync("huyen.budop");
        var page = await browser.PageAsync(Address("693"));

        Badges(page, "25318").ShouldBe(["Đúng tiến độ"]);
        Badges(page, "25315").ShouldBe(["Chậm nhiều", "Im lặng 30 ngày"]);
        Badges(page, "25312").ShouldBe(["Hoàn thành"]);
        var badge = Row(page, "25315").QuerySelector(".status")!;
        badge.ClassList.ShouldContain("is-farbehind");
        badge.QuerySelector("svg path").ShouldNotBeNull();
        // 36 of 64 days by the end of 1/9: 56.2 %.
        Row(page, "25318").QuerySelector("td.number")!.TextContent.ShouldBe("56,2%");
        Row(page, "25318").QuerySelectorAll("td")[5].TextContent.ShouldContain("31/8/2020");
        Row(page, "25318").QuerySelectorAll("td")[6].TextContent.ShouldContain("28 ngày");
    }

    [Fact]
    public async Task Links_sort_and_a_form_filters_without_script()
    {
        using var browser = await world.App.SignedInAsync("huyen.budop");

        Codes(await browser.PageAsync(Address("693", "?sort=percent&reverse=true"))).Take(3).ShouldBe(["25312", "25318", "25315"]);
        Codes(await browser.PageAsync(Address("693", "?sort=status")))[^1].ShouldBe("25312");
        Codes(await browser.PageAsync(Address("693", "?sort=last&reverse=true"))).Take(3).ShouldBe(["25318", "25312", "25315"]);
        Codes(await browser.PageAsync(Address("693", "?q=tan%20thanh"))).ShouldBe(["25318"]);
        Codes(await browser.PageAsync(Address("693", "?status=completed"))).ShouldBe(["25312"]);
        Codes(await browser.PageAsync(Address("693", "?silent=true"))).ShouldContain("25315");
        Codes(await browser.PageAsync(Address("693", "?silent=true"))).ShouldNotContain("25318");
        var sorted = await browser.PageAsync(Address("693", "?sort=gap"));
        sorted.QuerySelector("th[aria-sort]")!.TextContent.ShouldContain("Cần đạt");
        sorted.QuerySelector("th[aria-sort] a")!.GetAttribute("href")!.ShouldContain("reverse=true");
        (await browser.PageAsync(Address("693", "?q=zzz"))).QuerySelector("#units")!.TextContent.ShouldContain("Không có đơn vị nào khớp");
    }

    [Fact]
    public async Task A_superior_measures_against_its_own_deadline_and_shows_the_earlier_one()
    {
        using var district = await world.App.SignedInAsync("huyen.dongphu");
        var below = (await district.PageAsync(Address("695"))).QuerySelector("#units tbody tr")!;
        below.LastElementChild!.TextContent.ShouldContain("9 ngày");
        below.QuerySelector(".dash-own").ShouldBeNull();

        using var province = await world.App.SignedInAsync("tinh.binhphuoc");
        var fromAbove = await province.PageAsync(Address("70"));
        Row(fromAbove, "695").LastElementChild!.TextContent.ShouldContain("28 ngày");
        Row(fromAbove, "695").QuerySelector(".dash-own")!.TextContent.ShouldContain("10/9/2020");
        Row(fromAbove, "693").QuerySelector(".dash-own").ShouldBeNull();
        var terms = (await province.PageAsync(Address("695"))).QuerySelector(".dash-terms")!.TextContent;
        terms.ShouldContain("29/9/2020");
        terms.ShouldContain("trước ngày 30/9/2020");
        terms.ShouldContain("2530/THU");
        terms.ShouldContain("chậm nhất là ngày 10/9/2020");
    }

    [Theory]
    [InlineData("xa.25318", "25315", HttpStatusCode.Forbidden)]
    [InlineData("xa.25318", "693", HttpStatusCode.Forbidden)]
    [InlineData("huyen.budop", "695", HttpStatusCode.Forbidden)]
    [InlineData("baochi.binhphuoc", "70", HttpStatusCode.Forbidden)]
    [InlineData("tinh.binhphuoc", "25315", HttpStatusCode.OK)]
    [InlineData("quantri", "70", HttpStatusCode.OK)]
    [InlineData("quantri", "20", HttpStatusCode.NotFound)]
    [InlineData("quantri", "99999", HttpStatusCode.NotFound)]
    public async Task A_unit_is_open_to_its_own_people_and_those_above(string userName, string code, HttpStatusCode expected)
    {
        using var browser = await world.App.SignedInAsync(userName);
        using var response = await browser.GetAsync(Address(code));
        response.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Map_and_chart_have_a_table_behind_them()
    {
        using var browser = await world.App.SignedInAsync("tinh.binhphuoc");
        var page = await browser.PageAsync(Address("70"));

        var areas = page.QuerySelectorAll("#map a").Select(area => area.GetAttribute("href")!).ToList();
        areas.Count.ShouldBe(11);
        areas.Order().ShouldBe(page.QuerySelectorAll("#units tbody th a").Select(link => link.GetAttribute("href")!).Order());
        page.QuerySelectorAll("#map pattern").ShouldNotBeEmpty();
        page.QuerySelectorAll("#map .chart-key li").ShouldNotBeEmpty();
        var newest = page.QuerySelector(".dash-days tbody tr")!;
        newest.QuerySelector("th")!.TextContent.ShouldContain("1/9/2020");
        newest.QuerySelectorAll("td")[1].TextContent.ShouldBe(Formats.Number((await world.FigureAsync("70")).Reached));
        page.QuerySelector("#burn-up .chart-pace").ShouldNotBeNull();
        page.Body!.TextContent.ShouldContain("Số liệu minh hoạ");
    }

    [Fact]
    public async Task A_commune_lists_its_hamlets_with_a_plan_of_tiles_and_links_to_where_they_are_logged()
    {
        using var browser = await world.App.SignedInAsync("xa.25318");
        var page = await browser.PageAsync(Address("25318"));

        page.QuerySelector("#map")!.ClassList.ShouldContain("map-tiles");
        page.QuerySelectorAll("#map a").Select(tile => tile.GetAttribute("href")).ShouldBe(page.QuerySelectorAll("#units tbody th a").Select(link => link.GetAttribute("href")));
        page.QuerySelector("#units tbody th a")!.GetAttribute("href")!.ShouldStartWith($"/campaigns/{DashboardWorld.Slug}/coverage/25318/thon-");
        page.QuerySelector(".btn-primary")!.GetAttribute("href").ShouldBe($"/campaigns/{DashboardWorld.Slug}/coverage/25318");
        var place = page.QuerySelectorAll("main .breadcrumb li");
        place.Select(step => step.TextContent.Trim()).ShouldBe(["Việt Nam", "Tỉnh Bình Phước", "Huyện Bù Đốp", "Xã Tân Thành"]);
        page.QuerySelectorAll("main .breadcrumb a").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_English_page_speaks_English()
    {
        using var browser = await world.App.SignedInAsync("huyen.budop");
        using var chosen = await browser.SubmitAsync("/demo", "/language", ("lang", "en"));
        var main = (await browser.PageAsync(Address("693"))).QuerySelector("main")!;
        foreach (var quoted in main.QuerySelectorAll("[lang=vi], [translate=no]").ToList())
        {
            quoted.Remove();
        }

        main.QuerySelector("h1")!.TextContent.ShouldBe("Bu Dop district");
        var texts = main.TextContent + string.Join(' ', main.QuerySelectorAll("*").SelectMany(element => element.Attributes)
            .Where(attribute => attribute.Name is "aria-label" or "title" or "data-label" or "placeholder").Select(attribute => attribute.Value));
        texts.Where(letter => letter is >= '\u00c0' and < '\u2000' and not '×').Distinct().ShouldBeEmpty();
        texts.ShouldContain("Far behind");
    }

    private static IElement Row(IHtmlDocument page, string code) =>
        page.QuerySelector($"#units tr[data-code='{code}']") ?? throw new ShouldAssertException($"No row {code}.");

    private static List<string> Badges(IHtmlDocument page, string code) => [.. Row(page, code).QuerySelectorAll(".status").Select(badge => badge.TextContent.Trim())];

    private static List<string> Codes(IHtmlDocument page) => [.. page.QuerySelectorAll("#units tbody tr").Select(row => row.GetAttribute("data-code")!)];

    private static (long Reached, long Target) Fraction(IElement element)
    {
        var parts = element.TextContent.Split('/').Select(part => new string([.. part.Where(char.IsDigit)])).ToList();
        return (Number(parts[0]), Number(parts[1]));
    }

    private static long Number(string digits) => digits.Length == 0 ? 0 : long.Parse(digits, CultureInfo.InvariantCulture);
}
