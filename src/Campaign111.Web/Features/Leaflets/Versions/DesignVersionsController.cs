using Campaign111.Features.Campaigns;
using Campaign111.Features.Leaflets.Check;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Pdf;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Leaflets.Versions;

/// <summary>Versions of designs: uploaded or reworded, checked, looked at, submitted, approved, recalled.</summary>
[Requires(Permission.PrintLeaflets)]
[Route("campaigns/{slug}/leaflets/designs")]
public sealed class DesignVersionsController(VersionsDesk desk, DesignVersions versions, DesignDrafts drafts, DesignRegister register, LeafletPrinter printer, CurrentUser user) : Controller
{
    private const string Home = "/Features/Leaflets/Versions/";
    private const long MostSent = DesignFiles.MostZipBytes + (1 << 20);

    [HttpGet("")]
    public async Task<IActionResult> Versions(string slug, int page = 1) => View(Home + "Versions.cshtml", await desk.PageAsync(slug, page));

    /// <summary>A design's folder as ZIP becomes the next version of its design.</summary>
    [HttpPost(""), Requires(Permission.ApproveMaterials)]
    [RequestSizeLimit(MostSent), RequestFormLimits(MultipartBodyLengthLimit = MostSent)]
    public async Task<IActionResult> Upload(string slug, IFormFile? file, CancellationToken cancel)
    {
        var campaign = await desk.ApproverAsync(slug);
        try
        {
            var zip = await UploadedBytes.ReadAsync(file, DesignFiles.MostZipBytes, cancel);
            var made = await drafts.CreateAsync(campaign, DesignFiles.FromZip(zip), "upload", null, user.Actor);
            if (made.Version is { } version)
            {
                Tell(made.Report);
                return LocalRedirect(LeafletLinks.Version(slug, made.Design, version));
            }

            return await RefusedAsync(slug, Text.Of("Không nhận mẫu này; chưa lưu gì. Sửa những chỗ sau rồi tải lên lại.", "The design is refused and nothing was stored. Mend these and upload it again."), made.Report.Problems);
        }
        catch (LeafletRefusedException refused)
        {
            return await RefusedAsync(slug, refused.Message, []);
        }
    }

    [HttpGet("{design}/{version:int}")]
    public async Task<IActionResult> Version(string slug, string design, int version, SheetForm form = SheetForm.Trim) =>
        View(Home + "Version.cshtml", await desk.VersionPageAsync(slug, design, version, form));

    /// <summary>A page as it prints; nothing is recorded.</summary>
    [HttpGet("{design}/{version:int}/preview/{page:int}.png")]
    public async Task<IActionResult> Picture(string slug, string design, int version, int page, string? language, bool mono, SheetForm form = SheetForm.Trim)
    {
        var (campaign, unit, _, found) = await desk.VersionAsync(slug, design, version);
        try
        {
            var choice = new LeafletChoice(found, language ?? found.Original.Code, mono && found.HasMono, form);
            var png = await printer.PicturePreviewAsync(campaign, unit, choice, page);
            Response.Headers.CacheControl = "private, no-cache";
            return File(png, "image/png");
        }
        catch (Exception refused) when (refused is LeafletRefusedException or PdfException)
        {
            throw new NotFoundException(refused.Message);
        }
    }

    /// <summary>The folder, for designers.</summary>
    [HttpGet("{design}/{version:int}/folder.zip")]
    public async Task<IActionResult> Folder(string slug, string design, int version)
    {
        var (_, _, _, found) = await desk.VersionAsync(slug, design, version);
        var home = versions.FolderOf(found) ?? throw new NotFoundException($"The files of {design}/{version} are gone.");
        return File(DesignFiles.FromFolder(home).ToZip(found.Id), "application/zip", $"{found.Id}-{found.Version}.zip");
    }

    [HttpGet("{design}/{version:int}/edit"), Requires(Permission.ApproveMaterials)]
    public async Task<IActionResult> Edit(string slug, string design, int version)
    {
        await desk.ApproverAsync(slug);
        var (campaign, _, row, found) = await desk.VersionAsync(slug, design, version);
        return View(Home + "Edit.cshtml", new WordingModel(campaign, found, row.IsOpen, found.Texts.Values.SelectMany(language => found.Editable.Select(key => ((language.Code, key), language.Texts.GetValueOrDefault(key, "")))).ToDictionary()));
    }

    [HttpPost("{design}/{version:int}/edit"), Requires(Permission.ApproveMaterials)]
    public async Task<IActionResult> Edit(string slug, string design, int version, IFormCollection form)
    {
        await desk.ApproverAsync(slug);
        var (campaign, _, row, found) = await desk.VersionAsync(slug, design, version);
        var wanted = found.Texts.Keys.SelectMany(code => found.Editable.Select(key => (code, key)))
            .Where(field => form.ContainsKey(WordingModel.Field(field.code, field.key))).ToDictionary(field => field, field => form[WordingModel.Field(field.code, field.key)].ToString());
        try
        {
            var home = versions.FolderOf(found) ?? throw new NotFoundException($"The files of {design}/{version} are gone.");
            var files = await DesignWording.ApplyAsync(DesignFiles.FromFolder(home), wanted);
            var made = row.IsOpen ? await drafts.ReviseAsync(campaign, row, files, user.Actor) : await drafts.CreateAsync(campaign, files, "edit", version, user.Actor);
            if (made.Version is { } number)
            {
                Tell(made.Report);
                return LocalRedirect(LeafletLinks.Version(slug, design, number));
            }

            throw new LeafletRefusedException(made.Report.Problems[0].Reason.Vi, made.Report.Problems[0].Reason.En);
        }
        catch (LeafletRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(Home + "Edit.cshtml", new WordingModel(campaign, found, row.IsOpen, wanted) { Problem = refused.Message });
        }
    }

    [HttpPost("{design}/{version:int}/submit"), Requires(Permission.ApproveMaterials)]
    public Task<IActionResult> Submit(string slug, string design, int version) => DecideAsync(slug, design, version, async (campaign, row, _) =>
    {
        await drafts.SubmitAsync(campaign, row, user.Actor);
        return Text.Of("Đã gửi duyệt. Từ bây giờ tệp của phiên bản này không đổi nữa.", "Submitted for approval. The files of this version do not change any more.");
    });

    [HttpPost("{design}/{version:int}/approve"), Requires(Permission.ApproveMaterials)]
    public Task<IActionResult> Approve(string slug, string design, int version) => DecideAsync(slug, design, version, async (campaign, _, found) =>
    {
        await register.ApproveAsync(campaign, found, user.Actor);
        return Text.Of($"Đã duyệt mẫu {found.Id} phiên bản {found.Version}. Các xã in được ngay.", $"Design {found.Id} version {found.Version} is approved. Communes can print it now.");
    });

    [HttpPost("{design}/{version:int}/recall"), Requires(Permission.ApproveMaterials)]
    public Task<IActionResult> Recall(string slug, string design, int version, [FromForm] string? reason) => DecideAsync(slug, design, version, async (campaign, _, found) =>
    {
        await register.RecallAsync(campaign, found, reason ?? "", user.Actor);
        return Text.Of($"Đã thu hồi mẫu {found.Id} phiên bản {found.Version}.", $"Design {found.Id} version {found.Version} is recalled.");
    });

    [HttpPost("{design}/{version:int}/withdraw"), Requires(Permission.ApproveMaterials)]
    public Task<IActionResult> Withdraw(string slug, string design, int version) => DecideAsync(slug, design, version, async (campaign, row, _) =>
    {
        await drafts.WithdrawAsync(campaign, row, user.Actor);
        return Text.Of("Đã bỏ bản nháp.", "The draft is dropped.");
    });

    private async Task<IActionResult> DecideAsync(string slug, string design, int version, Func<Campaign, DesignVersion, LeafletDesign, Task<string>> decide)
    {
        await desk.ApproverAsync(slug);
        var (campaign, _, row, found) = await desk.VersionAsync(slug, design, version);
        try
        {
            this.Say(FlashKind.Done, await decide(campaign, row, found));
        }
        catch (LeafletRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return LocalRedirect(LeafletLinks.Version(slug, design, version));
    }

    private void Tell(DesignReport report)
    {
        var blocking = report.Problems.Count(problem => !problem.IsWarning);
        this.Say(blocking == 0 ? FlashKind.Done : FlashKind.Warning, blocking == 0
            ? Text.Of("Đã lưu bản nháp, kiểm tra không có lỗi. Xem trước rồi gửi duyệt.", "The draft is stored and passed the checks. Look at it, then submit it.")
            : Text.Of($"Đã lưu bản nháp, còn {blocking} lỗi phải sửa trước khi gửi duyệt.", $"The draft is stored; {blocking} problems must be mended before it is submitted."));
    }

    private async Task<IActionResult> RefusedAsync(string slug, string problem, IReadOnlyList<DesignProblem> findings)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(Home + "Versions.cshtml", await desk.PageAsync(slug, 1) with { Problem = problem, Findings = findings });
    }
}
