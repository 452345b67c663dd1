using System.Security.Cryptography;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security.Limits;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts;

/// <summary>Invites many people by a spreadsheet, and gives their links as a list and as a sheet of QR codes.</summary>
[Requires(Permission.ManagePeople)]
[Route("/people/invite-many")]
public sealed class BulkController(BulkInvitation bulk, InvitationService invitations, InvitationSheet sheet, PublicAddress address, CurrentUser user) : Controller
{
    private const int MostErrorsShown = 200;

    [HttpGet("")]
    public IActionResult Form() => View("Bulk", new BulkModel());

    [HttpPost("")]
    [Limited(LimitClass.Invitations)]
    [RequestSizeLimit(5 << 20)]
    public async Task<IActionResult> Upload(IFormFile? file, CancellationToken cancel)
    {
        if (file is not { Length: > 0 })
        {
            return View("Bulk", new BulkModel { Refusal = Text.Of("Hãy chọn một tệp CSV hoặc XLSX.", "Choose a CSV or XLSX file.") });
        }

        try
        {
            await using var stream = file.OpenReadStream();
            var (people, errors) = await bulk.ReadAsync(stream, file.FileName, cancel);
            if (errors.Count > 0)
            {
                return View("Bulk", new BulkModel { Errors = [.. errors.Take(MostErrorsShown)], ErrorCount = errors.Count });
            }

            var lines = (await invitations.InviteAsync(people, cancel))
                .Select(invited => new InvitationLine(invited.UserName, invited.DisplayName, invited.UnitName, address.Join(Request, invited.Secret)))
                .ToList();
            return View("Bulk", new BulkModel { Lines = lines, Sealed = sheet.Protect(user.AccountId!.Value, lines) });
        }
        catch (Exception error) when (error is TableFileException or AccountRefusal)
        {
            return View("Bulk", new BulkModel { Refusal = error.Message });
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
