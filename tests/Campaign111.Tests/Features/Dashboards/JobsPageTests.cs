using System.Net;
using AngleSharp.Dom;
using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Dashboards;

public class JobsPageTests
{
    private const string AddDead = """
        INSERT INTO outbox (account_id, local_day, channel, message_id, language, recipient, state, attempts, next_at, created_at)
        SELECT MIN(id), @day, 'mail', '<dead@example.com>', 'vi', 'xa.25318', 'dead', 8, @now, @now FROM account
        """;

    [Fact]
    public async Task An_administrator_sees_how_each_job_went_and_runs_one()
    {
        await using var app = await DemoApp.CreateAsync();
        using var administrator = await app.SignedInAsync("quantri");

        using var run = await administrator.SubmitAsync("/admin/jobs", "run-dispatch");

        run.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await administrator.PageAsync("/admin/jobs");
        var row = page.QuerySelectorAll("tbody tr").Single(line => line.QuerySelector("th")!.TextContent == "dispatch");
        row.TextContent.ShouldContain("cứ 30 giây");
        row.TextContent.ShouldContain("xong");
        row.TextContent.ShouldContain("0 / 1");
        (await ActionsAsync(app)).ShouldBe(["job.triggered"]);
    }

    [Fact]
    public async Task A_message_that_was_given_up_is_sent_again_or_let_go()
    {
        await using var app = await DemoApp.CreateAsync();
        var database = app.Services.GetRequiredService<Database>();
        await database.WriteAsync(session => session.ExecuteAsync(AddDead, new { day = new DateOnly(2020, 9, 1), now = DateTimeOffset.UtcNow }));
        using var administrator = await app.SignedInAsync("quantri");

        var page = await administrator.PageAsync("/admin/jobs");
        page.QuerySelector("#dead-messages")!.ParentElement!.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        using var again = await administrator.SubmitAsync(page, ActionOf(page, "/retry"));
        (await StatesAsync(database)).ShouldNotContain("dead");
        await database.WriteAsync(session => session.ExecuteAsync("UPDATE outbox SET state = 'bounced' WHERE message_id = '<dead@example.com>'"));
        page = await administrator.PageAsync("/admin/jobs");
        using var dropped = await administrator.SubmitAsync(page, ActionOf(page, "/drop"), ("reason", "địa chỉ sai"));

        (await StatesAsync(database)).ShouldContain("dropped");
        (await ActionsAsync(app)).ShouldBe(["message.retried", "message.dropped"]);
    }

    [Fact]
    public async Task A_job_that_was_given_up_is_tried_again_or_let_go()
    {
        await using var app = await DemoApp.CreateAsync();
        var history = app.Services.GetRequiredService<JobHistory>();
        using var administrator = await app.SignedInAsync("quantri");
        await history.StartedAsync("sweep");
        await history.FailedAsync("sweep", TimeSpan.FromSeconds(2), "IOException: disk full");
        await history.BuryAsync("sweep", 6, "IOException: disk full");
        await history.BuryAsync("sweep", 7, "IOException: disk full");

        var page = await administrator.PageAsync("/admin/jobs");
        page.QuerySelector("#dead-jobs")!.ParentElement!.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        page.QuerySelectorAll("tbody tr").First(line => line.QuerySelector("th")!.TextContent == "sweep").TextContent.ShouldContain("disk full");
        using var again = await administrator.SubmitAsync(page, ActionOf(page, "/retry"));

        page = await administrator.PageAsync("/admin/jobs");
        page.QuerySelector("#dead-jobs")!.ParentElement!.QuerySelectorAll("tbody tr").ShouldBeEmpty();
        page.QuerySelectorAll("tbody tr").First(line => line.QuerySelector("th")!.TextContent == "sweep").TextContent.ShouldContain("xong");
    }

    [Fact]
    public async Task Nobody_else_sees_or_runs_jobs()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        (await province.GetAsync("/admin/jobs")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var page = await province.PageAsync("/account");
        foreach (var address in new[] { "/admin/jobs/dispatch/run", "/admin/jobs/dead/messages/1/retry", "/admin/jobs/dead/jobs/1/drop" })
        {
            page.Forms.First(form => form.Id == "password").SetAttribute("action", address);
            (await province.SubmitAsync(page, "password")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
        }
    }

    private static string ActionOf(IDocument page, string end) =>
        page.Forms.Select(form => form.GetAttribute("action")!).First(action => action.StartsWith("/admin/jobs/dead/", StringComparison.Ordinal) && action.EndsWith(end, StringComparison.Ordinal));

    private static Task<IReadOnlyList<string>> StatesAsync(Database database) => database.ReadAsync(session => session.QueryAsync<string>("SELECT DISTINCT state FROM outbox"));

    private static Task<IReadOnlyList<string>> ActionsAsync(AppFactory app) => app.Services.GetRequiredService<Database>().ReadAsync(session =>
        session.QueryAsync<string>("SELECT action FROM audit_event WHERE action LIKE 'job.%' OR action LIKE 'message.%' ORDER BY id"));
}
