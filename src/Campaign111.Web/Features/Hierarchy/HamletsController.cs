using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Hierarchy;

/// <summary>The hamlets of a commune: page, add, rename, dissolve, import. The day of the address picks the commune that its code means.</summary>
/// <remarks>FromRoute, because a form field named Code would otherwise stand for the code of the address.</remarks>
[Requires(Permission.Read)]
[Route("/units/{code:length(5)}/hamlets")]
public sealed class HamletsController(UnitPages pages, Hamlets hamlets, HamletImport import, CurrentUser user, BusinessClock clock) : Controller
{
    [HttpGet("{hamlet}")]
    public async Task<IActionResult> Details([FromRoute] string code, [FromRoute] string hamlet, DateOnly? on) =>
        View("UnitDetails", await pages.DetailsAsync(await pages.FindHamletAsync(code, hamlet, on), on));

    [HttpPost("")]
    public async Task<IActionResult> Add([FromRoute] string code, DateOnly? on, [FromForm] HamletForm form)
    {
        var commune = await pages.FindAsync(code, on);
        await pages.DemandHamletsAsync(commune);
        var details = new HamletDetails(form.UnitType ?? "", form.Name ?? "", form.Code, form.ValidFrom);
        return await DoAsync(
            async () => await hamlets.AddAsync(await user.ActorForAsync(commune.Id, commune.FullName), commune, [details]),
            Text.Of($"Đã thêm {form.UnitType} {form.Name}.", $"Added {form.UnitType} {form.Name}."),
            UnitLinks.Of(commune, on),
            async () => await pages.DetailsAsync(commune, on, form));
    }

    [HttpPost("{hamlet}/rename")]
    public async Task<IActionResult> Rename([FromRoute] string code, [FromRoute] string hamlet, DateOnly? on, [FromForm] HamletForm form)
    {
        var unit = await pages.FindHamletAsync(code, hamlet, on);
        await pages.DemandHamletsAsync(unit);
        return await DoAsync(
            async () => await hamlets.RenameAsync(await ActorAsync(unit), unit, form.UnitType ?? "", form.Name ?? ""),
            Text.Of("Đã lưu tên mới.", "The new name is saved."),
            UnitLinks.Of(unit, on, code),
            async () => await pages.DetailsAsync(unit, on));
    }

    [HttpPost("{hamlet}/dissolve")]
    public async Task<IActionResult> Dissolve([FromRoute] string code, [FromRoute] string hamlet, DateOnly? on, [FromForm] EndForm form)
    {
        var unit = await pages.FindHamletAsync(code, hamlet, on);
        await pages.DemandHamletsAsync(unit);
        return await DoAsync(
            async () => await hamlets.DissolveAsync(await ActorAsync(unit), unit, form.On ?? default, form.Codes, form.Reason),
            Text.Of($"{unit.FullName} không còn từ ngày đã ghi.", $"{unit.FullName} ends on the day given."),
            UnitLinks.OfCode(code, on),
            async () => await pages.DetailsAsync(unit, on));
    }

    [HttpGet("import")]
    public async Task<IActionResult> Import([FromRoute] string code, DateOnly? on)
    {
        var commune = await pages.FindAsync(code, on);
        await pages.DemandHamletsAsync(commune);
        return View("Import", Model(commune, on, new ImportForm()));
    }

    [HttpPost("import")]
    public async Task<IActionResult> Import([FromRoute] string code, DateOnly? on, [FromForm] ImportForm form)
    {
        var commune = await pages.FindAsync(code, on);
        await pages.DemandHamletsAsync(commune);
        var model = Model(commune, on, form);
        if (form.File is null)
        {
            model.Refusal = Text.Of("Chọn một tệp CSV hoặc XLSX.", "Choose a CSV or XLSX file.");
            return View("Import", model);
        }

        try
        {
            await using var stream = form.File.OpenReadStream();
            // A file on this page speaks of this commune only, whatever else the person may manage.
            var options = new TableImportOptions(on ?? await clock.TodayAsync(), null, form.DryRun, [commune.Path]);
            model.Result = await import.RunAsync(stream, form.File.FileName, options, await user.ActorForAsync(commune.Id, commune.FullName));
        }
        catch (TableFileException wrong)
        {
            model.Refusal = wrong.Message;
        }

        if (model.Result is { IsGood: true, DryRun: false })
        {
            this.Say(FlashKind.Done, model.Summary);
            return Redirect(UnitLinks.Of(commune, on));
        }

        return View("Import", model);
    }

    private static ImportModel Model(Unit commune, DateOnly? on, ImportForm form) => new()
    {
        Form = form,
        Commune = commune,
        Action = UnitLinks.Hamlets(commune.Code, on, "import"),
    };

    private Task<Platform.Audit.Actor> ActorAsync(Unit hamlet) => user.ActorForAsync(hamlet.ParentId!.Value, hamlet.FullName);

    // A refused form comes back as it was typed, with the reason on top.
    private async Task<IActionResult> DoAsync(Func<Task> act, string done, string next, Func<Task<UnitDetailsModel>> again)
    {
        if (ModelState.IsValid)
        {
            try
            {
                await act();
                this.Say(FlashKind.Done, done);
                return Redirect(next);
            }
            catch (UnitRuleException wrong)
            {
                ModelState.AddModelError(wrong.Field, wrong.Message);
            }
        }

        return View("UnitDetails", await again());
    }
}
