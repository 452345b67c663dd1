using System.Net;
using Campaign111.Features.Dashboards;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Audit.Seals;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>The demo is put back as new, by its administrator and no one else, and never halfway.</summary>
public class DemoResetTests
{
    // What a reset is told not to touch.
    private static readonly string[] Kept = ["schema_migration", "app_setting", "audit_event", "audit_seal"];

    [Fact]
    public async Task The_administrator_puts_it_back_and_every_table_is_as_after_the_first_start()
    {
        await using var app = await DemoApp.CreateAsync();
        var database = app.Services.GetRequiredService<Database>();
        var fresh = await CountsAsync(database);
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        using var used = await committee.SubmitAsync("/people/invite", "invite", ("UserName", "thu.nghiem"), ("DisplayName", "Thử"), ("Role", "commune-officer"), ("Unit", "25318"));
        using var moved = await committee.SubmitAsync("/demo", "demo-day", ("Day", "15/9/2020"));
        await app.Services.GetRequiredService<AuditSealer>().SealAsync();
        var scrap = Path.Combine(app.Folder, "materials", "scrap");
        await File.WriteAllTextAsync(scrap, "left behind by somebody who tried it out");
        using var administrator = await app.SignedInAsync("quantri");
        var page = await administrator.PageAsync("/demo");
        page.QuerySelector($"form[action='{DashboardLinks.DemoReset}']")!.TextContent.ShouldContain("không lấy lại được");

        using var done = await administrator.SubmitAsync(page, DashboardLinks.DemoReset);

        done.Headers.Location!.OriginalString.ShouldBe("/sign-in");
        using (var waiting = await app.Browse().GetAsync("/campaigns/binh-phuoc-2020"))
        {
            // Either it is still loading and says so, or it is done; never half a demo.
            waiting.StatusCode.ShouldBeOneOf(HttpStatusCode.ServiceUnavailable, HttpStatusCode.Redirect);
        }

        await WaitAsync(app);
        (await CountsAsync(database)).ShouldBe(fresh);
        File.Exists(scrap).ShouldBeFalse();
        (await committee.GetAsync("/campaigns")).Headers.Location!.OriginalString.ShouldContain("/sign-in", customMessage: "a session from before the reset ends");
        using var again = await app.SignedInAsync("quantri");
        (await again.PageAsync("/demo")).QuerySelector(".demo-strip")!.TextContent.ShouldContain("1/9/2020");
        (await again.PageAsync("/campaigns/binh-phuoc-2020/units/70")).Title!.ShouldContain("Bình Phước");
        var told = await database.ReadAsync(session => session.QueryAsync<string>("SELECT actor FROM audit_event WHERE action = 'demo.reset'"));
        told.ShouldBe(["quantri"]);
        await app.Services.GetRequiredService<AuditSealer>().SealAsync();
        (await app.Services.GetRequiredService<AuditVerifier>().VerifyAsync()).Faults.ShouldBeEmpty("the trail goes on through a reset");

        // What another process of the same reset would find stale: a scan of a leaflet from before, an entry for a place known before.
        using var officer = await app.SignedInAsync("xa.25318");
        using var entry = await officer.SubmitAsync("/campaigns/binh-phuoc-2020/coverage/25318/thon-1", "tally", ("Households", "2"), ("Leaflets", "2"), ("Day", "1/9/2020"));
        entry.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Others_cannot_and_a_bare_request_does_nothing()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        var page = await committee.PageAsync("/demo");
        page.QuerySelector($"form[action='{DashboardLinks.DemoReset}']").ShouldBeNull();
        (await PostAsync(committee, page, DemoResetController.Yes)).ShouldBe(HttpStatusCode.Forbidden);
        using var administrator = await app.SignedInAsync("quantri");
        await PostAsync(administrator, await administrator.PageAsync("/demo"), "");

        (await app.Services.GetRequiredService<Settings>().GetAsync("demo.loaded")).ShouldBe("1");
    }

    [Fact]
    public async Task Real_data_are_never_put_back()
    {
        await using var app = new AppFactory(demo: false);
        using var client = app.CreateClient();

        await Should.ThrowAsync<CliException>(() => app.Services.GetRequiredService<DemoReset>().EmptyAsync(Actor.CommandLine, default));
    }

    [Fact]
    public async Task Of_two_who_press_at_once_one_does_it()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = app.CreateClient();
        var reset = app.Services.GetRequiredService<DemoReset>();

        var both = await Task.WhenAll(reset.EmptyAsync(Actor.CommandLine, default), reset.EmptyAsync(Actor.CommandLine, default));

        both.Count(emptied => emptied).ShouldBe(1);
    }

    private static async Task<HttpStatusCode> PostAsync(Browser browser, AngleSharp.Html.Dom.IHtmlDocument page, string confirm)
    {
        var token = page.QuerySelector("form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("confirm", confirm), KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var answer = await browser.Client.PostAsync(new Uri(DashboardLinks.DemoReset, UriKind.Relative), content);
        return answer.StatusCode;
    }

    private static async Task WaitAsync(AppFactory app)
    {
        var state = app.Services.GetRequiredService<DemoState>();
        for (var tries = 0; !await state.IsReadyAsync(); tries++)
        {
            app.Services.GetRequiredService<DemoKeeper>().Failure.ShouldBeNull();
            tries.ShouldBeLessThan(1200, "two minutes");
            await Task.Delay(100);
        }
    }

    // Every table of the features by its rows.
    private static Task<string> CountsAsync(Database database) => database.ReadAsync(async session =>
    {
        var counts = new List<string>();
        foreach (var table in await session.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"))
        {
            if (!Kept.Contains(table) && !table.StartsWith("job_", StringComparison.Ordinal))
            {
                counts.Add($"{table} {await session.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}")}");
            }
        }

        return string.Join('\n', counts);
    });
}
