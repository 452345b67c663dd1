using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage.Register;

/// <summary>One household of a register: its address, its visits, and what an officer may do with it.</summary>
[Route("/campaigns/{slug}/coverage/{communeCode}/{hamletCode}/households/{household}")]
[Requires(Permission.Read)]
public sealed class RegisterController(CoverageDesk desk, HouseholdCards cards, HouseholdUpkeep upkeep, HouseholdMerge merge, HouseholdLabels labels, CurrentUser user) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Household(string slug, string communeCode, string hamletCode, string household)
    {
        var (campaign, place) = await desk.HamletAsync(slug, communeCode, hamletCode);
        await user.DemandAsync(Permission.Read, place.Hamlet.Path);
        var card = await cards.CardAsync(campaign, place.Hamlet, household) ?? throw new NotFoundException(Refusals.UnknownHousehold(household, place.Hamlet.FullName));
        var others = (await desk.HamletsAsync(campaign, place.Commune)).Where(hamlet => hamlet.Id != place.Hamlet.Id);
        return View(new HouseholdModel(campaign, place, card, [.. others.Select(hamlet => (hamlet.Code, hamlet.FullName))], await user.MayAsync(Permission.ManageCoverage, place.Hamlet.Path), await labels.PermitAsync(place.Commune.Id)));
    }

    [HttpPost("")]
    public Task<IActionResult> Edit(string slug, string communeCode, string hamletCode, string household, string? address, string? label, CancellationToken cancel) =>
        DoAsync(slug, communeCode, hamletCode, household, async (_, place) =>
        {
            await upkeep.EditAsync(await user.ActorForAsync(place.Commune.Id, place.Commune.FullName), place, household, address ?? "", label, cancel);
            return (Text.Of("Đã lưu hộ.", "The household is saved."), household, hamletCode);
        });

    [HttpPost("close")]
    public Task<IActionResult> Close(string slug, string communeCode, string hamletCode, string household, string? reason, CancellationToken cancel) =>
        DoAsync(slug, communeCode, hamletCode, household, async (_, place) =>
        {
            await upkeep.CloseAsync(await user.ActorForAsync(place.Commune.Id, place.Commune.FullName), place.Hamlet, household, reason ?? "", cancel);
            return (Text.Of("Hộ đã ra khỏi sổ; các lượt ghi vẫn được tính.", "The household left the register; its entries still count."), household, hamletCode);
        });

    [HttpPost("reopen")]
    public Task<IActionResult> Reopen(string slug, string communeCode, string hamletCode, string household, string? reason, CancellationToken cancel) =>
        DoAsync(slug, communeCode, hamletCode, household, async (_, place) =>
        {
            await upkeep.ReopenAsync(await user.ActorForAsync(place.Commune.Id, place.Commune.FullName), place.Hamlet, household, reason ?? "", cancel);
            return (Text.Of("Hộ đã trở lại sổ.", "The household is back in the register."), household, hamletCode);
        });

    /// <summary>Counts this household's visits for another of the same hamlet.</summary>
    [HttpPost("merge")]
    public Task<IActionResult> Merge(string slug, string communeCode, string hamletCode, string household, string? kept, string? reason, CancellationToken cancel) =>
        DoAsync(slug, communeCode, hamletCode, household, async (_, place) =>
        {
            var into = (kept ?? "").Trim();
            await merge.MergeAsync(await CoverageSender.OfAsync(user), place.Hamlet, household, into, reason ?? "", cancel);
            return (Text.Of($"Đã gộp hộ {household} vào {into}; số liệu đã được tính lại.", $"Household {household} is merged into {into}; the figures have moved."), into, hamletCode);
        });

    [HttpPost("move")]
    public Task<IActionResult> Move(
        string slug, string communeCode, string hamletCode, string household, string? target, string? newCode, string? reason, CancellationToken cancel) =>
        DoAsync(slug, communeCode, hamletCode, household, async (campaign, place) =>
        {
            var hamlet = (await desk.HamletsAsync(campaign, place.Commune)).FirstOrDefault(unit => unit.Code == target)
                ?? throw new EntryRefusedException(Text.Of("Chọn thôn đến trong danh sách.", "Choose the new hamlet of the list."));
            await user.DemandAsync(Permission.ManageCoverage, hamlet.Path);
            var code = await merge.MoveAsync(await CoverageSender.OfAsync(user), place.Hamlet, household, hamlet, newCode, reason ?? "", cancel);
            return (Text.Of($"Đã chuyển hộ sang {hamlet.FullName} với các lượt ghi.", $"The household moved to {hamlet.FullName} with its entries."), code, hamlet.Code);
        });

    private async Task<IActionResult> DoAsync(
        string slug, string communeCode, string hamletCode, string household, Func<Campaign, Place, Task<(string Said, string Code, string Hamlet)>> act)
    {
        var (campaign, place) = await desk.HamletAsync(slug, communeCode, hamletCode);
        await user.DemandAsync(Permission.ManageCoverage, place.Hamlet.Path);
        try
        {
            var (said, code, hamlet) = await act(campaign, place);
            this.Say(FlashKind.Done, said);
            return Redirect(CoverageLinks.Household(slug, communeCode, hamlet, code));
        }
        catch (EntryRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
            return Redirect(CoverageLinks.Household(slug, communeCode, hamletCode, household));
        }
    }
}
