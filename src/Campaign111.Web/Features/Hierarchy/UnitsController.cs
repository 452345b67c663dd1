using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Hierarchy;

/// <summary>Browse and search the tree; a unit's page; import of units. Units are published facts: whoever may read anywhere sees the whole
/// tree; people, offices and campaigns of a unit show only to those whose role reaches it.</summary>
[Requires(Permission.Read)]
public sealed class UnitsController(UnitPages pages, UnitFileImport import, CurrentUser user, BusinessClock clock) : Controller
{
    private const long LargestUpload = 33L << 20;

    [HttpGet("/units")]
    public async Task<IActionResult> Browse(string? q, DateOnly? on, long? after) => View("Browse", await pages.BrowseAsync(q, on, after));

    [HttpGet("/units/{code:length(2,5)}")]
    public async Task<IActionResult> Details([FromRoute] string code, DateOnly? on) =>
        View("UnitDetails", await pages.DetailsAsync(await pages.FindAsync(code, on), on));

    [HttpGet("/units/import")]
    [Requires(Permission.ManageUnits)]
    public IActionResult Import() => View("Import", new ImportModel { Action = UnitLinks.Import });

    [HttpPost("/units/import")]
    [Requires(Permission.ManageUnits)]
    [RequestSizeLimit(LargestUpload)]
    public async Task<IActionResult> Import([FromForm] ImportForm form)
    {
        var model = new ImportModel { Action = UnitLinks.Import, Form = form };
        if (form.File is null || !ModelState.IsValid)
        {
            model.Refusal = form.File is null ? Text.Of("Chọn một tệp CSV hoặc XLSX.", "Choose a CSV or XLSX file.") : null;
            return View("Import", model);
        }

        try
        {
            await using var stream = form.File.OpenReadStream();
            var options = new TableImportOptions(await clock.TodayAsync(), form.Effective, form.DryRun, await pages.ReachAsync(Permission.ManageUnits));
            model.Result = await import.RunAsync(stream, form.File.FileName, options, user.Actor);
        }
        catch (TableFileException wrong)
        {
            model.Refusal = wrong.Message;
        }

        if (model.Result is { IsGood: true, DryRun: false })
        {
            this.Say(FlashKind.Done, model.Summary);
            return Redirect(UnitLinks.Units);
        }

        return View("Import", model);
    }
}
