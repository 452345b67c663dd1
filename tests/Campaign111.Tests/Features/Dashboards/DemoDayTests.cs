using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>The demo's supposed day: shown to all, moved by those who run campaigns, and nowhere else.</summary>
public class DemoDayTests
{
    [Fact]
    public async Task The_committee_moves_the_day_and_an_event_says_so()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        var page = await browser.PageAsync("/demo");
        page.QuerySelector("main form")!.TextContent.ShouldContain("tiến độ, hạn và nhắc việc tính theo ngày này");
        page.QuerySelector(".demo-strip a")!.GetAttribute("href").ShouldBe("/demo");

        using var moved = await browser.SubmitAsync(page, "demo-day", ("Day", "15/9/2020"));

        moved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Services.GetRequiredService<BusinessClock>().TodayAsync()).ShouldBe(new DateOnly(2020, 9, 15));
        var events = await app.Services.GetRequiredService<Database>().ReadAsync(session =>
            session.QueryAsync<string>("SELECT CONCAT(actor, ' ', before_json, ' ', after_json) FROM audit_event WHERE action = 'demo.day'"));
        events.ShouldBe(["tinh.binhphuoc \"2020-09-01\" \"2020-09-15\""]);
        (await browser.PageAsync("/demo")).QuerySelector(".demo-strip")!.TextContent.ShouldContain("15/9/2020");
    }

    [Theory]
    [InlineData("31/2/2020")]
    [InlineData("1/1/1999")]
    [InlineData("")]
    public async Task A_day_that_is_none_is_named_and_changes_nothing(string day)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("quantri");

        using var refused = await browser.SubmitAsync("/demo", "demo-day", ("Day", day));

        (await Browser.ParseAsync(refused)).QuerySelector(".field-error").ShouldNotBeNull();
        (await app.Services.GetRequiredService<BusinessClock>().TodayAsync()).ShouldBe(new DateOnly(2020, 9, 1));
    }

    [Fact]
    public async Task A_commune_sees_the_day_and_cannot_move_it()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var page = await officer.PageAsync("/demo");
        page.QuerySelector("main")!.TextContent.ShouldContain("1/9/2020");
        page.QuerySelector("#demo-day").ShouldBeNull();

        // With a valid token of their own, from another form on the page.
        var token = page.QuerySelector("form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Day", "15/9/2020"), KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var refused = await officer.Client.PostAsync(new Uri("/demo", UriKind.Relative), content);
        refused.StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.Redirect);
        (await app.Services.GetRequiredService<BusinessClock>().TodayAsync()).ShouldBe(new DateOnly(2020, 9, 1));
    }

    [Fact]
    public async Task Without_a_token_the_form_is_refused()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("quantri", DemoAccounts.Password);
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Day", "15/9/2020")]);
        using var refused = await browser.Client.PostAsync(new Uri("/demo", UriKind.Relative), content);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
