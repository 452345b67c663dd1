using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage.Register;

/// <summary>Imports the households of a commune: a file, its preview with the columns guessed, a dry run, then all or nothing.</summary>
[Route("/campaigns/{slug}/coverage/{communeCode}/register")]
[Requires(Permission.ManageCoverage)]
public sealed class RegisterImportController(
    CoverageDesk desk, RegisterFile import, RegisterUploads uploads, HouseholdLabels labels, BusinessClock clock, CurrentUser user) : Controller
{
    private const int MostSent = RegisterFile.MostBytes + (64 << 10);

    [HttpGet("")]
    public async Task<IActionResult> Upload(string slug, string communeCode)
    {
        var (campaign, commune) = await OpenAsync(slug, communeCode);
        return View(await UploadAsync(campaign, commune, null));
    }

    [HttpPost("")]
    [RequestSizeLimit(MostSent), RequestFormLimits(MultipartBodyLengthLimit = MostSent)]
    public async Task<IActionResult> Upload(string slug, string communeCode, IFormFile? file, CancellationToken cancel)
    {
        var (campaign, commune) = await OpenAsync(slug, communeCode);
        if (file is null || file.Length > RegisterFile.MostBytes)
        {
            return Refuse(await UploadAsync(campaign, commune, Text.Of("Chọn tệp CSV hoặc XLSX, tối đa 4 MB; tệp lớn hơn thì chia theo thôn.", "Choose a CSV or XLSX file of at most 4 MB; split a larger one by hamlet.")));
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        try
        {
            RegisterFile.Preview(new RegisterUpload(file.FileName, content.ToArray()), keepsLabels: false);
            var token = await uploads.KeepAsync(user.Actor.AccountId ?? 0, commune.Id, file.FileName, content.ToArray(), cancel);
            return Redirect($"{CoverageLinks.Register(slug, communeCode)}/{token}");
        }
        catch (TableFileException wrong)
        {
            return Refuse(await UploadAsync(campaign, commune, wrong.Message));
        }
    }

    /// <summary>The preview; with a mapping in the address, its dry run too.</summary>
    [HttpGet("{token}")]
    public async Task<IActionResult> Preview(string slug, string communeCode, string token, [FromQuery] MappingForm form, CancellationToken cancel) =>
        View(await ModelAsync(slug, communeCode, token, form, dryRun: true, cancel));

    [HttpPost("{token}")]
    public async Task<IActionResult> Import(string slug, string communeCode, string token, [FromForm] MappingForm form, CancellationToken cancel)
    {
        var model = await ModelAsync(slug, communeCode, token, form, dryRun: false, cancel);
        if (model.Result is not { IsGood: true } done)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(nameof(Preview), model);
        }

        await uploads.ForgetAsync(token, user.Actor.AccountId ?? 0, cancel);
        this.Say(FlashKind.Done, Text.Of(
            $"Đã nhập: {done.Added} hộ mới, {done.Changed} hộ sửa địa chỉ, {done.Unchanged} giữ nguyên. Lượt ghi của mọi hộ còn nguyên.",
            $"Imported: {done.Added} new households, {done.Changed} corrected, {done.Unchanged} unchanged. All entries are as they were."));
        return Redirect(CoverageLinks.Commune(slug, communeCode));
    }

    /// <summary>Switches labels on for the commune, up to a day.</summary>
    [HttpPost("labels")]
    public Task<IActionResult> AllowLabels(string slug, string communeCode, DateOnly? keepUntil, CancellationToken cancel) => LabelsAsync(slug, communeCode, async (actor, commune) =>
    {
        await labels.AllowAsync(actor, commune, keepUntil, cancel);
        return Text.Of($"Đã bật nhãn chủ hộ; hệ thống tự xoá sau ngày {Formats.Date(keepUntil!.Value)}.", $"Labels are on; they are erased after {Formats.Date(keepUntil!.Value)}.");
    });

    /// <summary>Switches labels off, and erases them now.</summary>
    [HttpPost("labels/erase")]
    public Task<IActionResult> EraseLabels(string slug, string communeCode, string? reason, CancellationToken cancel) => LabelsAsync(slug, communeCode, async (actor, commune) =>
    {
        var erased = await labels.EraseAsync(actor, commune.Id, HouseholdUpkeep.Reason(reason), cancel);
        return Text.Of($"Đã tắt nhãn và xoá {Formats.Number(erased)} nhãn.", $"Labels are off; {Formats.Number(erased)} were erased.");
    });

    private async Task<IActionResult> LabelsAsync(string slug, string communeCode, Func<Actor, Unit, Task<string>> act)
    {
        var (_, commune) = await OpenAsync(slug, communeCode);
        try
        {
            this.Say(FlashKind.Done, await act(await user.ActorForAsync(commune.Id, commune.FullName), commune));
        }
        catch (EntryRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return Redirect(CoverageLinks.Register(slug, communeCode));
    }

    private async Task<UploadModel> UploadAsync(Campaign campaign, Unit commune, string? problem) =>
        new(campaign, commune, await labels.PermitAsync(commune.Id), await clock.TodayAsync(), problem);

    private async Task<PreviewModel> ModelAsync(string slug, string communeCode, string token, MappingForm form, bool dryRun, CancellationToken cancel)
    {
        var (campaign, commune) = await OpenAsync(slug, communeCode);
        var upload = await uploads.FindAsync(token, user.Actor.AccountId ?? 0, commune.Id)
            ?? throw new NotFoundException(Text.Of("Tệp này không còn: gửi lại tệp.", "This file is gone: send it again."));
        var hamlets = await desk.HamletsAsync(campaign, commune);
        var preview = RegisterFile.Preview(upload, await labels.PermitAsync(commune.Id) is not null);
        var mapping = form.IsEmpty ? preview.Guess : form.Mapping;
        var model = new PreviewModel(campaign, commune, token, upload.FileName, hamlets, preview, mapping, null, null);
        try
        {
            return model with { Result = await import.RunAsync(upload, preview, mapping, commune, hamlets, dryRun, await user.ActorForAsync(commune.Id, commune.FullName), cancel) };
        }
        catch (TableFileException wrong)
        {
            return model with { Problem = wrong.Message };
        }
        catch (EntryRefusedException refused)
        {
            return model with { Problem = refused.Message };
        }
    }

    private async Task<(Campaign Campaign, Unit Commune)> OpenAsync(string slug, string communeCode)
    {
        var (campaign, commune) = await desk.CommuneAsync(slug, communeCode);
        await user.DemandAsync(Permission.ManageCoverage, commune.Path);
        return (campaign, commune);
    }

    private ViewResult Refuse(UploadModel model)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Upload), model);
    }
}
