using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Hierarchy;

/// <summary>One demo for all pages: each test changes another commune.</summary>
public sealed class UnitPagesTests(UnitPagesTests.Demo demo) : IClassFixture<UnitPagesTests.Demo>
{
    private const string Province = "tinh.binhphuoc";

    [Fact]
    public async Task The_country_is_listed_by_the_tree_of_the_day()
    {
        using var browser = await demo.App.SignedInAsync(Province);

        Rows(await browser.PageAsync("/units")).Count.ShouldBe(63);
        var later = await browser.PageAsync("/units?on=2025-07-01");
        Rows(later).Count.ShouldBe(34);
        later.QuerySelector(".lead")!.TextContent.ShouldContain("không còn cấp huyện");
    }

    [Theory]
    [InlineData("bình phước")]
    [InlineData("binh phuoc")]
    public async Task Search_finds_with_and_without_diacritics(string text)
    {
        using var browser = await demo.App.SignedInAsync(Province);

        var rows = Rows(await browser.PageAsync($"/units?q={Uri.EscapeDataString(text)}"));

        rows.Count.ShouldBe(5);
        rows[0].ShouldContain("Tỉnh Bình Phước");
    }

    [Fact]
    public async Task A_code_of_two_eras_shows_the_one_of_the_day_and_links_to_the_other()
    {
        using var browser = await demo.App.SignedInAsync(Province);

        var before = await browser.PageAsync("/units/25318");
        var after = await browser.PageAsync("/units/25318?on=2025-07-01");

        Heading(before).ShouldBe("Xã Tân Thành");
        Heading(after).ShouldBe("Xã Tân Tiến");
        before.Body!.TextContent.ShouldContain("Mã 25318 từ 1/7/2025: Xã Tân Tiến");
        after.Body!.TextContent.ShouldContain("Mã 25318 trước 1/7/2025: Xã Tân Thành");
        after.QuerySelectorAll("#predecessors tbody tr").Length.ShouldBe(3);
        before.QuerySelector(".breadcrumb")!.TextContent.ShouldContain("Huyện Bù Đốp");
        after.QuerySelector(".breadcrumb")!.TextContent.ShouldNotContain("Huyện");
    }

    [Fact]
    public async Task A_province_page_works_on_both_trees()
    {
        using var browser = await demo.App.SignedInAsync("quantri");

        (await browser.PageAsync("/units/70")).QuerySelectorAll("#children tbody tr").Length.ShouldBe(11);
        var dongNai = await browser.PageAsync("/units/75?on=2025-07-01");
        dongNai.QuerySelectorAll("#children tbody tr").Length.ShouldBe(95);
        dongNai.QuerySelector("#predecessors")!.TextContent.ShouldContain("Tỉnh Bình Phước");
    }

    [Fact]
    public async Task A_district_in_2025_says_that_it_was_dissolved_without_a_successor()
    {
        using var browser = await demo.App.SignedInAsync(Province);

        var page = await browser.PageAsync("/units/695?on=2025-07-01");

        page.Body!.TextContent.ShouldContain("Giải thể từ 1/7/2025");
        page.QuerySelectorAll("#children tbody tr").Length.ShouldBe(11);
        (await browser.GetAsync("/units/99999")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task People_and_offices_show_only_inside_the_readers_reach()
    {
        using var browser = await demo.App.SignedInAsync("xa.25318");

        (await browser.PageAsync("/units/25318")).QuerySelector("#people").ShouldNotBeNull();
        var outside = await browser.PageAsync("/units/70");
        outside.QuerySelector("#people").ShouldBeNull();
        outside.QuerySelector("#organisations").ShouldBeNull();
    }

    [Fact]
    public async Task The_commune_adds_renames_and_dissolves_its_own_hamlets_only()
    {
        using var browser = await demo.App.SignedInAsync("xa.25321");

        (await browser.SubmitAsync("/units/25321", "new-hamlet", ("UnitType", "Ấp"), ("Name", "Bình Minh"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.SubmitAsync("/units/25321/hamlets/ap-binh-minh", "rename", ("UnitType", "Ấp"), ("Name", "Bình Yên"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Heading(await browser.PageAsync("/units/25321/hamlets/ap-binh-minh")).ShouldBe("Ấp Bình Yên");
        var refused = await browser.SubmitAsync("/units/25321", "new-hamlet", ("UnitType", "Thôn"), ("Name", "1"));
        (await Browser.ParseAsync(refused)).QuerySelector(".alert-danger")!.TextContent.ShouldContain("đã có Thôn 1");
        (await browser.SubmitAsync("/units/25321/hamlets/ap-binh-minh", "dissolve", ("On", "2020-08-01"), ("Successors", "thon-1"), ("Reason", "NQ 1")))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync("/units/25321/hamlets/ap-binh-minh")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // Another commune's page carries no form; its address posted by hand is refused.
        var token = (await browser.PageAsync("/units/25321")).QuerySelector("#new-hamlet input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("UnitType", "Thôn"), new("Name", "9"), new("__RequestVerificationToken", token)]);
        (await browser.Client.PostAsync(new Uri("/units/25318/hamlets", UriKind.Relative), content)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_uploaded_file_of_hamlets_is_checked_first_and_names_its_bad_rows()
    {
        using var browser = await demo.App.SignedInAsync("xa.25324");
        const string path = "/units/25324/hamlets/import";

        var bad = await Browser.ParseAsync(await browser.UploadAsync(
            path, "import", "File", "thon.csv", Encoding.UTF8.GetBytes("commune_code;code;type;name\n25324;x;Thôn;Mới\n25318;y;Thôn;Khác\n")));
        var good = await browser.UploadAsync(
            path, "import", "File", "thon.csv", Encoding.UTF8.GetBytes("commune_code;code;type;name\n25324;thon-moi;Thôn;Mới\n"));

        bad.QuerySelectorAll("tbody tr").Single().TextContent.ShouldContain("không thuộc đơn vị của bạn");
        good.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Heading(await browser.PageAsync("/units/25324/hamlets/thon-moi")).ShouldBe("Thôn Mới");
    }

    [Fact]
    public async Task The_province_imports_units_and_a_commune_may_not()
    {
        using var province = await demo.App.SignedInAsync(Province);
        using var commune = await demo.App.SignedInAsync("xa.25318");

        var bad = await Browser.ParseAsync(await province.UploadAsync(
            "/units/import", "import", "File", "units.csv", Encoding.UTF8.GetBytes("code,parent_code,level,type,name\n97,,province,Tỉnh,Thử\n")));

        bad.QuerySelector("tbody")!.TextContent.ShouldContain("không thuộc đơn vị của bạn");
        (await commune.GetAsync("/units/import")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_province_adds_and_closes_an_organisation()
    {
        using var browser = await demo.App.SignedInAsync(Province);

        (await browser.SubmitAsync("/units/70", "new-organisation", ("Name", "Hội Thử"), ("Kind", "Mass"), ("Code", "70-hoi-thu"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var link = (await browser.PageAsync("/units/70")).QuerySelectorAll("#organisations a").OfType<IHtmlAnchorElement>().Single(a => a.TextContent == "Hội Thử");
        var path = link.GetAttribute("href")!;
        (await browser.SubmitAsync(path, "close", ("On", "2020-08-01"), ("Successors", "70-so-ldtbxh"), ("Reason", "NQ 2"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await browser.PageAsync(path)).Body!.TextContent.ShouldContain("Sở Lao động");
        (await browser.PageAsync("/units/70")).QuerySelector("#organisations")!.TextContent.ShouldNotContain("Hội Thử");
        (await browser.PageAsync("/organisations")).Body!.TextContent.ShouldContain("Báo Bình Phước");
        using var commune = await demo.App.SignedInAsync("xa.25318");
        (await commune.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Signed_out_there_is_nothing_to_see()
    {
        using var browser = demo.App.Browse();

        (await browser.GetAsync("/units")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync("/units/25318")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static string Heading(IHtmlDocument page) => page.QuerySelector("h1")!.TextContent.Trim();

    private static List<string> Rows(IHtmlDocument page) => [.. page.QuerySelectorAll("main tbody tr").Select(row => row.TextContent)];

    public sealed class Demo : IAsyncLifetime
    {
        public AppFactory App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await DemoApp.CreateAsync();

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
