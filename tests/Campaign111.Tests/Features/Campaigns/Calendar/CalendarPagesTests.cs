using System.Net;
using AngleSharp.Dom;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Campaigns.Calendar;

public class CalendarPagesTests
{
    [Fact]
    public async Task A_commune_sees_what_is_due_with_the_days_and_working_days_left()
    {
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25318");

        var page = await commune.PageAsync("/calendar");

        var row = page.QuerySelectorAll("tbody tr").First(line => line.TextContent.Contains("2530/UBND-KGVX"));
        row.QuerySelector("th")!.TextContent.ShouldContain("29/9/2020");
        row.TextContent.ShouldContain("trước ngày 30/9/2020");
        row.TextContent.ShouldContain("còn 28 ngày, 19 ngày làm việc"); // from 1/9, over National Day
        (await commune.PageAsync("/calendar?past=true")).QuerySelector("main")!.TextContent.ShouldContain("275/TE-TVDVTT");
        page.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")).ShouldContain("/calendar");
    }

    [Fact]
    public async Task The_month_shows_the_deadline_on_its_day_and_names_the_holiday()
    {
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25318");

        var month = await commune.PageAsync("/calendar/month?month=2020-09");

        Cell(month, "2020-09-29").TextContent.ShouldContain("Hạn cuối của Tỉnh Bình Phước");
        Cell(month, "2020-09-02").TextContent.ShouldContain("Quốc khánh");
        Cell(month, "2020-09-02").ClassList.ShouldContain("month-off");
        Cell(month, "2020-09-01").ClassList.ShouldContain("month-today");
        month.QuerySelectorAll("table.month tbody tr").Length.ShouldBe(5);
        month.QuerySelector("a[rel=prev]")!.GetAttribute("href").ShouldBe("/calendar/month?unit=25318&month=2020-08");
        (await commune.PageAsync("/calendar/month?month=never")).QuerySelector("h2")!.TextContent.ShouldContain("Tháng 9 năm 2020");
    }

    [Fact]
    public async Task A_feed_is_fetched_without_signing_in_until_it_is_taken_back()
    {
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25318");
        using var made = await commune.SubmitAsync("/calendar", "feed");
        var address = new Uri((await Browser.ParseAsync(made)).QuerySelector("#new-feed")!.TextContent).PathAndQuery;
        using var program = app.CreateClient();

        using var answer = await program.GetAsync(new Uri(address, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        text.ShouldStartWith("BEGIN:VCALENDAR\r\n");
        text.ShouldContain("DTSTART;VALUE=DATE:20200929\r\nDTEND;VALUE=DATE:20200930");
        (await program.GetStringAsync(new Uri(address, UriKind.Relative))).ShouldBe(text, "UIDs and stamps are stable");
        var page = await commune.PageAsync("/calendar");
        page.Body!.TextContent.ShouldNotContain(address.Split('/')[^1][..^4]);
        using var revoked = await commune.SubmitAsync(page, page.Forms.Select(form => form.GetAttribute("action")!).Single(action => action.EndsWith("/revoke", StringComparison.Ordinal)));
        revoked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await program.GetAsync(new Uri(address, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var actions = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.QueryAsync<string>("SELECT action FROM audit_event WHERE action LIKE 'calendar%' ORDER BY id"));
        actions.ShouldBe(["calendar.feed-made", "calendar.feed-revoked"]);
    }

    [Fact]
    public async Task A_feed_ends_with_its_owners_role()
    {
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25318");
        using var made = await commune.SubmitAsync("/calendar", "feed");
        var address = new Uri((await Browser.ParseAsync(made)).QuerySelector("#new-feed")!.TextContent).PathAndQuery;
        await app.Services.GetRequiredService<Database>().WriteAsync(session => session.ExecuteAsync(
            "UPDATE membership SET ended_at = @now WHERE account_id = (SELECT id FROM account WHERE user_name = 'xa.25318')", new { now = DateTimeOffset.UtcNow }));
        // Written past the service that ends roles and says so: here it counts once what is kept has run out.
        app.Services.GetRequiredService<AccessCache>().Forget();

        using var program = app.CreateClient();

        (await program.GetAsync(new Uri(address, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_reads_the_calendar_of_a_unit_outside_their_area_or_takes_back_anothers_address()
    {
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25318");
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        using var made = await province.SubmitAsync("/calendar?unit=25318", "feed");
        made.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await commune.GetAsync("/calendar?unit=70")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await commune.GetAsync("/calendar/month?unit=70")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var foreign = await commune.SubmitAsync("/calendar", "feed", ("unit", "70"));
        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var id = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>("SELECT MAX(id) FROM calendar_feed"));
        var page = await commune.PageAsync("/calendar");
        page.Forms.Single(form => form.Id == "feed").SetAttribute("action", $"/calendar/feeds/{id}/revoke");
        (await commune.SubmitAsync(page, "feed")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_administrator_changes_a_holiday_and_the_calendar_follows()
    {
        await using var app = await DemoApp.CreateAsync();
        using var administrator = await app.SignedInAsync("quantri");
        var page = await administrator.PageAsync("/admin/working-days?year=2020");
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(12);

        using var wrong = await administrator.SubmitAsync(page, "day", ("Day", ""), ("Kind", "swap"), ("Name", "Nghỉ bão"), ("Source", "Thông báo"));
        (await Browser.ParseAsync(wrong)).QuerySelector("#Day-error").ShouldNotBeNull();
        using var set = await administrator.SubmitAsync(page, "day", ("Day", "29/9/2020"), ("Kind", "swap"), ("Name", "Nghỉ bão"), ("Source", "Thông báo của tỉnh"));
        set.StatusCode.ShouldBe(HttpStatusCode.Redirect, await set.Content.ReadAsStringAsync());
        using var quiet = await administrator.SubmitAsync("/admin/working-days", "quiet-hours", ("hours", "20:00-06:30"));

        (await administrator.PageAsync("/admin/working-days?year=2020")).QuerySelector("#quiet input[name=hours]")!.GetAttribute("value").ShouldBe("20:00-06:30");
        using var commune = await app.SignedInAsync("xa.25318");
        Cell(await commune.PageAsync("/calendar/month?month=2020-09"), "2020-09-29").TextContent.ShouldContain("Nghỉ bão");
        (await commune.GetAsync("/admin/working-days")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static IElement Cell(IDocument month, string day) => month.QuerySelector($"td time[datetime='{day}']")!.Closest("td")!;
}
