using System.Net;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>Where each person lands, and the ways that they are offered.</summary>
public class HomeTests(DashboardWorld world) : IClassFixture<DashboardWorld>
{
    [Theory]
    [InlineData("quantri", "/campaigns")]
    [InlineData("baochi.binhphuoc", "/materials")]
    [InlineData("tinh.binhphuoc", "/units/70")]
    [InlineData("huyen.dongphu", "/units/695")]
    [InlineData("xa.25318", "/units/25318")]
    public async Task Everybody_lands_where_they_work(string userName, string end)
    {
        using var browser = await world.App.SignedInAsync(userName);
        using var response = await browser.GetAsync("/");
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().ShouldEndWith(end);
    }

    [Fact]
    public async Task Signed_out_is_sent_to_the_sign_in_page()
    {
        using var browser = world.App.Browse();
        using var response = await browser.GetAsync("/");
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().ShouldContain("/sign-in");
    }

    [Fact]
    public async Task Somebody_in_two_campaigns_may_choose()
    {
        using var browser = await world.App.SignedInAsync("xa.25318");
        var page = await browser.PageAsync("/home");

        page.QuerySelectorAll("main .card a").Select(link => link.GetAttribute("href")).ShouldBe(
            ["/campaigns/thu-2020/units/25318", "/campaigns/binh-phuoc-2020/units/25318"], ignoreOrder: true);
        (await browser.PageAsync("/campaigns/thu-2020/units/25318")).QuerySelector("main a[href='/home']").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("xa.25318", "Tiến độ", "Ghi nhận", "Hộp thư")]
    [InlineData("huyen.dongphu", "Tiến độ", "Nhắc việc", "Hộp thư")]
    [InlineData("tinh.binhphuoc", "Tiến độ", "Nhắc việc", "Hộp thư")]
    [InlineData("baochi.binhphuoc", "Hộp thư")]
    public async Task The_phones_bar_has_at_most_four_ways_chosen_by_role(string userName, params string[] expected)
    {
        using var browser = await world.App.SignedInAsync(userName);
        var page = await browser.PageAsync("/demo");
        var bar = page.QuerySelectorAll(".bottom-bar a > span:not(.nav-count)").Select(entry => entry.TextContent).ToList();
        bar.Count.ShouldBeLessThanOrEqualTo(4);
        bar.Where(expected.Contains).ShouldBe(expected);
        page.QuerySelectorAll(".rail .nav-list a").Select(entry => entry.GetAttribute("href")).ShouldBeUnique();
    }

    [Fact]
    public async Task The_ways_follow_the_campaign_that_is_open()
    {
        using var browser = await world.App.SignedInAsync("xa.25318");
        foreach (var slug in new[] { "thu-2020", "binh-phuoc-2020" })
        {
            var page = await browser.PageAsync($"/campaigns/{slug}/units/25318");
            page.QuerySelector($".bottom-bar a[href='/campaigns/{slug}/coverage/25318']").ShouldNotBeNull();
            page.QuerySelector(".bottom-bar a[aria-current]")!.GetAttribute("href").ShouldBe($"/campaigns/{slug}/units/25318");
        }
    }
}
