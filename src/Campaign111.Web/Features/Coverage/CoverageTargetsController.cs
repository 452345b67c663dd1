using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage;

/// <summary>Household targets of hamlets, by page and by file.</summary>
[Route("/campaigns/{slug}/coverage/{communeCode}/targets")]
[Requires(Permission.ManageTargets)]
public sealed class CoverageTargetsController(CoverageDesk desk, PlaceTargets targets, TargetImport import, BusinessClock clock, CurrentUser user) : Controller
{
    private const int MostSource = 300;

    [HttpGet("")]
    public async Task<IActionResult> Targets(string slug, string communeCode) => View(await ModelAsync(slug, communeCode, new TargetForm(), [], null));

    [HttpPost("")]
    public async Task<IActionResult> Set(string slug, string communeCode, [FromForm(Name = "Form")] TargetForm form, CancellationToken cancel)
    {
        var (campaign, commune) = await desk.CommuneAsync(slug, communeCode);
        await user.DemandAsync(Permission.ManageTargets, commune.Path);
        var hamlet = (await desk.HamletsAsync(campaign, commune)).FirstOrDefault(unit => unit.Code == form.Hamlet);
        if (Problem(form, hamlet, await clock.TodayAsync(cancel)) is { } problem)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(nameof(Targets), await ModelAsync(slug, communeCode, form, [], problem));
        }

        var actor = await user.ActorForAsync(commune.Id, commune.FullName);
        var input = new TargetInput(hamlet!, commune, form.Households!.Value, form.Source!.Trim(), form.AsOf!.Value);
        var changed = await targets.SetAsync(actor, [input], cancel);
        this.Say(FlashKind.Done, changed == 0
            ? Text.Of("Chỉ tiêu này đã có hiệu lực; không có gì thay đổi.", "This target is in force already; nothing changed.")
            : Text.Of($"{hamlet!.FullName}: chỉ tiêu mới {Formats.Number(input.Households)} hộ; bản cũ vẫn được giữ.", $"{hamlet!.FullName}: new target {Formats.Number(input.Households)} households; the old version is kept."));
        return Redirect(CoverageLinks.Targets(slug, communeCode));
    }

    [HttpPost("import")]
    public async Task<IActionResult> Import(string slug, string communeCode, IFormFile? file, CancellationToken cancel)
    {
        var (campaign, commune) = await desk.CommuneAsync(slug, communeCode);
        await user.DemandAsync(Permission.ManageTargets, commune.Path);
        if (file is null)
        {
            return await RefuseAsync(slug, communeCode, [], Text.Of("Chọn tệp CSV hoặc XLSX trước.", "Choose a CSV or XLSX file first."));
        }

        try
        {
            var memberships = await user.MembershipsAsync(cancel);
            await using var stream = file.OpenReadStream();
            var result = await import.RunAsync(
                stream, file.FileName, campaign.TreeDate, await clock.TodayAsync(cancel), path => memberships.Any(membership => membership.Allows(Permission.ManageTargets, path)),
                await user.ActorForAsync(commune.Id, commune.FullName), cancel);
            if (!result.IsGood)
            {
                return await RefuseAsync(slug, communeCode, result.Errors, Text.Of("Chưa nhập gì: sửa các dòng dưới đây rồi gửi lại.", "Nothing was imported: correct the rows below and send it again."));
            }

            this.Say(FlashKind.Done, Text.Of($"Đã nhập: {result.Changed} chỉ tiêu mới, {result.Unchanged} giữ nguyên.", $"Imported: {result.Changed} new targets, {result.Unchanged} unchanged."));
            return Redirect(CoverageLinks.Targets(slug, communeCode));
        }
        catch (TableFileException wrong)
        {
            return await RefuseAsync(slug, communeCode, [], wrong.Message);
        }
    }

    private static string? Problem(TargetForm form, Unit? hamlet, DateOnly today) =>
        hamlet is null ? Text.Of("Chọn một thôn trong danh sách.", "Choose a hamlet of the list.")
        : form.Households is null or < 0 or > EntryForm.Most ? Text.Of("Ghi số hộ, từ 0 đến 100.000.", "Enter the households, 0 to 100,000.")
        : string.IsNullOrWhiteSpace(form.Source) || form.Source.Length > MostSource ? Text.Of("Ghi nguồn số liệu, như “Công an xã”, tối đa 300 ký tự.", "Give the source, like “commune police”, at most 300 characters.")
        : form.AsOf is null || form.AsOf > today ? Text.Of("Ghi ngày của số liệu, không ở tương lai, như 30/8/2020.", "Give the date of the figure, not in the future, like 30/8/2020.")
        : null;

    private async Task<IActionResult> RefuseAsync(string slug, string communeCode, IReadOnlyList<TableError> errors, string problem)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Targets), await ModelAsync(slug, communeCode, new TargetForm(), errors, problem));
    }

    private async Task<TargetsModel> ModelAsync(string slug, string communeCode, TargetForm form, IReadOnlyList<TableError> errors, string? problem)
    {
        var (campaign, commune) = await desk.CommuneAsync(slug, communeCode);
        await user.DemandAsync(Permission.ManageTargets, commune.Path);
        var hamlets = await desk.HamletsAsync(campaign, commune);
        var byId = hamlets.ToDictionary(hamlet => hamlet.Id);
        var history = await targets.EarlierAsync(byId.Keys);
        return new TargetsModel
        {
            Campaign = campaign,
            Commune = commune,
            Hamlets = hamlets,
            InForce = await targets.InForceAsync(byId.Keys),
            History = [.. history.Select(version => (byId[version.UnitId], version))],
            Form = form,
            Errors = errors,
            Problem = problem,
        };
    }
}
