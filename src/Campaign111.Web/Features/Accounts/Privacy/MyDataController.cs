using System.Text.Encodings.Web;
using System.Text.Json;
using Campaign111.Features.Shared;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.Privacy;

/// <summary>What is kept of oneself: to be seen, taken away, and asked to be erased.</summary>
[Authorize]
[Route("/account/data")]
public sealed class MyDataController(AccountFile file, AccountErasure erasure, Database database, AuditLog audit, CurrentUser user, TimeProvider time) : Controller
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancel) => View("MyData", await FileAsync(cancel));

    /// <summary>The same for machines.</summary>
    [HttpGet("export.json")]
    public async Task<IActionResult> ExportJson(CancellationToken cancel)
    {
        var mine = await FileAsync(cancel);
        await RecordAsync("json", cancel);
        var whole = new
        {
            madeAt = time.GetUtcNow(),
            tables = mine.Shares.Select(share => new { name = share.Table.Name, title = share.Table.Title!.Value.Vi, titleEn = share.Table.Title.Value.En, page = share.Table.Href, count = share.Rows, rows = share.Given }),
            events = mine.Trail.Select(one => new { one.Id, one.At, one.Actor, one.OnBehalfOf, one.Action, one.SubjectType, one.SubjectId, one.UnitId, one.BeforeJson, one.AfterJson, one.Reason }),
        };
        return File(JsonSerializer.SerializeToUtf8Bytes(whole, Written), "application/json", "du-lieu-cua-toi.json");
    }

    /// <summary>The same for people: one page that opens anywhere and prints.</summary>
    [HttpGet("export.html")]
    public async Task<IActionResult> ExportDocument(CancellationToken cancel)
    {
        var mine = await FileAsync(cancel);
        await RecordAsync("html", cancel);
        Response.Headers.ContentDisposition = "attachment; filename=\"du-lieu-cua-toi.html\"";
        return View("MyDataDocument", mine);
    }

    [HttpPost("erasure")]
    public async Task<IActionResult> Ask([FromForm] string? note, CancellationToken cancel)
    {
        await erasure.AskAsync(note?.Trim() is { Length: > 0 and <= 500 } given ? given : null, cancel);
        this.Say(FlashKind.Done, Text.Of("Đã gửi yêu cầu xoá. Quản trị viên sẽ xem; đến khi xoá, bạn vẫn rút lại được.", "The request is sent. An administrator looks at it; until it is carried out you may withdraw it."));
        return LocalRedirect("/account/data");
    }

    [HttpPost("erasure/withdraw")]
    public async Task<IActionResult> Withdraw(CancellationToken cancel)
    {
        await erasure.WithdrawAsync(cancel);
        this.Say(FlashKind.Done, Text.Of("Đã rút yêu cầu xoá.", "The request is withdrawn."));
        return LocalRedirect("/account/data");
    }

    private async Task<PersonalFile> FileAsync(CancellationToken cancel) =>
        await file.ReadAsync(await file.FindAsync(user.AccountId ?? 0, cancel) ?? throw new NotFoundException("The account is gone."), cancel);

    private Task RecordAsync(string format, CancellationToken cancel) => database.WriteAsync(
        session => audit.RecordAsync(session, user.Actor, new AuditEntry("account.data-taken", "account", $"{user.AccountId}") { After = new { format } }), cancel);
}
