using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Hierarchy;

/// <summary>Organisations inside the reader's units: list, page, add, correct, end with successors.</summary>
[Requires(Permission.Read)]
public sealed class OrganisationsController(
    UnitPages pages, UnitDirectory units, OrganisationDirectory directory, Organisations organisations, CurrentUser user, BusinessClock clock) : Controller
{
    private const int PageSize = 100;

    [HttpGet("/organisations")]
    public async Task<IActionResult> List(long? after)
    {
        var today = await clock.TodayAsync();
        // The widest of the reader's units; somebody with roles at several sees the first one's here and the others on their pages.
        var path = (await pages.ReachAsync(Permission.Read)).MinBy(reach => reach.Length) ?? "/0/";
        var rows = await directory.WithinAsync(path, today, after, PageSize + 1);
        var shown = rows.Take(PageSize).ToList();
        return View("Organisations", new OrganisationListModel
        {
            Rows = shown,
            Units = await units.FindAsync(shown.Select(row => row.UnitId)),
            Next = rows.Count > PageSize ? shown[^1].Id : null,
            Today = today,
        });
    }

    [HttpGet("/organisations/{id:long}")]
    public async Task<IActionResult> Details(long id)
    {
        var (organisation, unit) = await FindAsync(id);
        await user.DemandAsync(Permission.Read, unit.Path);
        return View("OrganisationDetails", await ModelAsync(organisation, unit));
    }

    [HttpPost("/units/{code}/organisations")]
    public async Task<IActionResult> Add([FromRoute] string code, DateOnly? on, [FromForm] OrganisationForm form)
    {
        var unit = await pages.FindAsync(code, on);
        await user.DemandAsync(Permission.ManageUnits, unit.Path);
        if (ModelState.IsValid)
        {
            try
            {
                var details = new OrganisationDetails(form.Code ?? "", form.Kind, (form.Name ?? "").Trim(), form.NameEn, form.ValidFrom ?? unit.ValidFrom);
                await organisations.AddAsync(await user.ActorForAsync(unit.Id, unit.FullName), unit, details);
                this.Say(FlashKind.Done, Text.Of($"Đã thêm {form.Name}.", $"Added {form.Name}."));
                return Redirect(UnitLinks.Of(unit, on));
            }
            catch (UnitRuleException wrong)
            {
                ModelState.AddModelError(wrong.Field, wrong.Message);
            }
        }

        return View("UnitDetails", await pages.DetailsAsync(unit, on));
    }

    [HttpPost("/organisations/{id:long}")]
    public async Task<IActionResult> Correct(long id, [FromForm] OrganisationForm form)
    {
        var (organisation, unit) = await FindAsync(id);
        await user.DemandAsync(Permission.ManageUnits, unit.Path);
        return await DoAsync(organisation, unit, async () => await organisations.CorrectAsync(
            await user.ActorForAsync(unit.Id, unit.FullName), organisation, form.Kind, form.Name ?? "", form.NameEn));
    }

    [HttpPost("/organisations/{id:long}/close")]
    public async Task<IActionResult> Close(long id, [FromForm] EndForm form)
    {
        var (organisation, unit) = await FindAsync(id);
        await user.DemandAsync(Permission.ManageUnits, unit.Path);
        return await DoAsync(organisation, unit, async () =>
        {
            var successors = new List<Organisation>();
            foreach (var code in form.Codes)
            {
                successors.Add(await SuccessorAsync(code) ?? throw new UnitRuleException(
                    "Successors", $"Không có tổ chức nào mang mã '{code}' trong địa bàn của bạn.", $"No organisation in your area bears the code '{code}'."));
            }

            await organisations.CloseAsync(
                await user.ActorForAsync(unit.Id, unit.FullName), organisation, form.On ?? default, successors, form.Reason);
        });
    }

    // Accounts of a successor take over tasks and reports: nobody hands these to an office outside their area.
    private async Task<Organisation?> SuccessorAsync(string code) =>
        await directory.FindByCodeAsync(code) is { } found && await units.FindAsync(found.UnitId) is { } seat && await user.MayAsync(Permission.ManageUnits, seat.Path) ? found : null;

    private async Task<(Organisation Organisation, Unit Unit)> FindAsync(long id)
    {
        var organisation = await directory.FindAsync(id) ?? throw new NotFoundException($"No organisation {id}.");
        return (organisation, (await units.FindAsync(organisation.UnitId))!);
    }

    private async Task<OrganisationDetailsModel> ModelAsync(Organisation organisation, Unit unit) => new()
    {
        Organisation = organisation,
        Unit = unit,
        Successors = await directory.SuccessorsAsync(organisation.Id),
        Predecessors = await directory.PredecessorsAsync(organisation.Id),
        Today = await clock.TodayAsync(),
        MayManage = await user.MayAsync(Permission.ManageUnits, unit.Path),
    };

    private async Task<IActionResult> DoAsync(Organisation organisation, Unit unit, Func<Task> act)
    {
        if (ModelState.IsValid)
        {
            try
            {
                await act();
                this.Say(FlashKind.Done, Text.Of("Đã lưu.", "Saved."));
                return Redirect(UnitLinks.Organisation(organisation));
            }
            catch (UnitRuleException wrong)
            {
                ModelState.AddModelError(wrong.Field, wrong.Message);
            }
        }

        return View("OrganisationDetails", await ModelAsync(organisation, unit));
    }
}
