using Campaign111.Features.Shared;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Dashboards.Jobs;

/// <summary>Shows administrators how the recurring jobs go and what was given up, to be tried again or let go.</summary>
[Requires(Permission.Administer)]
[Route("admin/jobs")]
public sealed class JobsController(
    CurrentUser user, IJobMonitor monitor, IJobEngine engine, JobRegistry registry, IEnumerable<IDeadLetters> dead, Database database, AuditLog audit) : Controller
{
    private const int PageSize = 20;

    [HttpGet("")]
    public async Task<IActionResult> Index(string? source, long? before, CancellationToken cancel)
    {
        var letters = new List<(IDeadLetters, IReadOnlyList<DeadLetter>, long?)>();
        foreach (var one in dead)
        {
            var page = await one.PageAsync(one.Code == source ? before : null, PageSize, cancel);
            letters.Add((one, page, page.Count == PageSize ? page[^1].Id : null));
        }

        return View(new JobsModel(engine.Name, await monitor.ListAsync(cancel), letters));
    }

    [HttpPost("{name}/run")]
    public async Task<IActionResult> Run(string name, CancellationToken cancel)
    {
        if (registry.All.All(job => job.Schedule.Name != name))
        {
            return NotFound();
        }

        await database.WriteAsync(session => audit.RecordAsync(session, user.Actor, new AuditEntry("job.triggered", "job", name)), cancel);
        await engine.TriggerAsync(name, cancel);
        this.Say(FlashKind.Done, Text.Of($"Đã cho chạy {name}.", $"{name} was asked to run."));
        return LocalRedirect("/admin/jobs");
    }

    [HttpPost("dead/{source}/{id:long}/retry")]
    public Task<IActionResult> Retry(string source, long id, CancellationToken cancel) => DecideAsync(
        source, one => one.RetryAsync(id, user.Actor, cancel), Text.Of("Sẽ thử lại ngay.", "It is tried again at once."));

    [HttpPost("dead/{source}/{id:long}/drop")]
    public Task<IActionResult> Drop(string source, long id, [FromForm] string? reason, CancellationToken cancel)
    {
        var note = reason?.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, 500)] : Text.Of("không ghi lý do", "no reason given");
        return DecideAsync(source, one => one.DropAsync(id, user.Actor, note, cancel), Text.Of("Đã bỏ, không thử lại nữa.", "It is let go and not tried again."));
    }

    private async Task<IActionResult> DecideAsync(string source, Func<IDeadLetters, Task<bool>> decide, string done)
    {
        if (dead.FirstOrDefault(one => one.Code == source) is not { } found)
        {
            return NotFound();
        }

        if (await decide(found))
        {
            this.Say(FlashKind.Done, done);
        }
        else
        {
            this.Say(FlashKind.Warning, Text.Of("Mục này không còn chờ: có người vừa xử lý hoặc nó đã xong.", "It no longer waits: somebody has just dealt with it, or it is done."));
        }

        return LocalRedirect("/admin/jobs#dead");
    }
}
