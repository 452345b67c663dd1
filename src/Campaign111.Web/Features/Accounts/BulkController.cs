using System.Security.Cryptography;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security.Limits;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts;

/// <summary>Invites many people by a spreadsheet: gives it out filled, reads it back, shows whom it invites, and after a yes gives their links as a list and as a
/// sheet of QR codes.</summary>
[Requires(Permission.ManagePeople)]
[Route("/people/invite-many")]
public sealed class BulkController(
    BulkInvitation bulk, BulkTemplate template, InvitationService invitations, InvitationSheet sheet, PublicAddress address, UnitDirectory units, BusinessClock clock, CurrentUser user) : Controller
{
    private const int MostErrorsShown = 200;

    [HttpGet("")]
    public IActionResult Form(string? within, DateOnly? on) => View("Bulk", new BulkModel { Within = within, On = on });

    [HttpGet("template.xlsx")]
    public async Task<IActionResult> Template(string? within, DateOnly? on, CancellationToken cancel)
    {
        var day = on ?? await clock.TodayAsync(cancel);
        var own = (await user.MembershipsAsync(cancel)).First(membership => RoleGrants.Allows(membership.Role, Permission.ManagePeople));
        var top = (within is null ? await units.FindAsync(own.UnitId) : await units.FindByCodeAsync(within, day)) ?? throw new NotFoundException("No such unit.");
        await user.DemandAsync(Permission.ManagePeople, top.Path);
        var file = OfficeTempFile.Create();
        XlsxOutput.Write(file, await template.SheetAsync(top, day));
        file.Position = 0;
        return File(file, XlsxOutput.ContentType, $"moi-{top.Code}.xlsx");
    }

    [HttpPost("")]
    [Limited(LimitClass.Invitations)]
    [RequestSizeLimit(5 << 20)]
    public async Task<IActionResult> Upload(IFormFile? file, [FromForm] string? within, [FromForm] DateOnly? on, CancellationToken cancel)
    {
        BulkModel Page() => new() { Within = within, On = on };
        if (file is not { Length: > 0 })
        {
            return View("Bulk", Page() with { Refusal = Text.Of("Hãy chọn một tệp CSV hoặc XLSX.", "Choose a CSV or XLSX file.") });
        }

        try
        {
            await using var stream = file.OpenReadStream();
            var (people, errors) = await bulk.ReadAsync(stream, file.FileName, on, cancel);
            return View("Bulk", errors.Count > 0
                ? Page() with { Errors = [.. errors.Take(MostErrorsShown)], ErrorCount = errors.Count }
                : Page() with { People = people, Sealed = sheet.ProtectPeople(user.AccountId!.Value, people) });
        }
        catch (TableFileException error)
        {
            return View("Bulk", Page() with { Refusal = error.Message });
        }
    }

    [HttpPost("send")]
    public async Task<IActionResult> Send([FromForm] string? people, CancellationToken cancel)
    {
        try
        {
            var lines = (await invitations.InviteAsync(sheet.UnprotectPeople(user.AccountId!.Value, people ?? ""), cancel))
                .Select(invited => new InvitationLine(invited.UserName, invited.DisplayName, invited.UnitName, address.Join(Request, invited.Secret)))
                .ToList();
            Response.Headers.CacheControl = "no-store";
            return View("Bulk", new BulkModel { Lines = lines, Sealed = sheet.Protect(user.AccountId!.Value, lines) });
        }
        catch (AccountRefusal error)
        {
            return View("Bulk", new BulkModel { Refusal = error.Message });
        }
        catch (CryptographicException)
        {
            return View("Bulk", new BulkModel { Refusal = Text.Of("Danh sách chỉ giữ trong nửa giờ. Chưa mời ai: hãy gửi lại tệp.", "The list is kept for half an hour. Nobody was invited: send the file again.") });
        }
    }

    [HttpPost("links.csv")]
    public Task<IActionResult> Csv([FromForm] string? links, CancellationToken cancel) =>
        DownloadAsync(links, async lines => File(await InvitationSheet.CsvAsync(lines, cancel), "text/csv; charset=utf-8", "loi-moi-111.csv"));

    [HttpPost("sheet.pdf")]
    public Task<IActionResult> Pdf([FromForm] string? links) =>
        DownloadAsync(links, lines => Task.FromResult(File(sheet.Pdf(lines), "application/pdf", "loi-moi-111.pdf")));

    private async Task<IActionResult> DownloadAsync(string? links, Func<IReadOnlyList<InvitationLine>, Task<FileContentResult>> make)
    {
        Response.Headers.CacheControl = "no-store";
        try
        {
            return await make(sheet.Unprotect(user.AccountId!.Value, links ?? ""));
        }
        catch (CryptographicException)
        {
            this.Say(FlashKind.Failed, Text.Of(
                "Danh sách liên kết chỉ tải được trong nửa giờ sau khi tạo. Hãy tạo liên kết mới ở trang của từng người.",
                "The list of links can be downloaded for half an hour only. Make new links on each person's page."));
            return LocalRedirect("/people");
        }
    }
}
