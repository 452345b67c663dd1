using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage.Denominators;

/// <summary>Versions of a commune's denominator side by side: the commune proposes, its superior puts one in force.</summary>
[Route("/campaigns/{slug}/coverage/{communeCode}/denominators")]
[Requires(Permission.ManageTargets)]
public sealed class DenominatorsController(
    CoverageDesk desk, DenominatorSets sets, PlaceTargets targets, CoverageQueries queries, HamletModes modes, ICoverageFigures figures, BusinessClock clock, CurrentUser user) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Denominators(string slug, string communeCode) => View(await ModelAsync(slug, communeCode));

    [HttpPost("")]
    public Task<IActionResult> Propose(string slug, string communeCode, [FromForm(Name = "Form")] DenominatorForm form) => DoAsync(
        slug, communeCode, form,
        async (commune, hamlets, actor) =>
        {
            var given = hamlets.Where(hamlet => form.Households.GetValueOrDefault(hamlet.Code) is not null).ToDictionary(hamlet => hamlet.Id, hamlet => form.Households[hamlet.Code]!.Value);
            await sets.ProposeAsync(commune, DenominatorSets.Kinds.Contains(form.Kind) ? form.Kind : "", form.Source, form.AsOf, given, actor);
            return Text.Of("Đã đặt cạnh các bản khác. Số liệu chỉ đổi khi cấp trên duyệt.", "Laid beside the others. Figures change only when the superior approves it.");
        });

    /// <summary>The register's own count as a version.</summary>
    [HttpPost("register")]
    public Task<IActionResult> FromRegister(string slug, string communeCode) => DoAsync(
        slug, communeCode, new DenominatorForm(),
        async (commune, hamlets, actor) =>
        {
            var campaign = (await desk.CommuneAsync(slug, communeCode)).Campaign;
            await sets.ProposeAsync(commune, "register", Text.Of("Sổ hộ của xã", "The commune's register"), await clock.TodayAsync(), await RegisterAsync(campaign, hamlets), actor);
            return Text.Of("Đã chép số hộ đang có trong sổ thành một bản.", "The register's present count is now a version.");
        });

    [HttpPost("{id:long}/approve")]
    public Task<IActionResult> Approve(string slug, string communeCode, long id) => DecideAsync(slug, communeCode, id, async (set, commune, hamlets, actor) =>
    {
        var changed = await sets.ApproveAsync(set, commune, hamlets, actor);
        return Text.Of($"Đã dùng bản này: {changed} thôn đổi số hộ, mọi tỷ lệ đã tính lại. Báo cáo đã nộp giữ nguyên.", $"In force: {changed} hamlets changed, all percentages are recomputed. Submitted reports stay as they were.");
    });

    [HttpPost("{id:long}/refuse")]
    public Task<IActionResult> Refuse(string slug, string communeCode, long id, string? reason) => DecideAsync(slug, communeCode, id, async (set, commune, _, actor) =>
    {
        await sets.RefuseAsync(set, commune, reason, actor);
        return Text.Of("Đã ghi không dùng bản này; bản vẫn được giữ.", "Refused; the version is kept.");
    });

    private Task<IActionResult> DecideAsync(string slug, string communeCode, long id, Func<DenominatorSet, Unit, IReadOnlyList<Unit>, Platform.Audit.Actor, Task<string>> decide) =>
        DoAsync(slug, communeCode, new DenominatorForm(), async (commune, hamlets, actor) =>
        {
            if (!await MayDecideAsync(commune))
            {
                throw new AccessDeniedException(Permission.ManageTargets);
            }

            return await decide(await sets.FindAsync(commune, id) ?? throw new NotFoundException($"No version {id} of {communeCode}."), commune, hamlets, actor);
        });

    private async Task<IActionResult> DoAsync(string slug, string communeCode, DenominatorForm form, Func<Unit, IReadOnlyList<Unit>, Platform.Audit.Actor, Task<string>> act)
    {
        var (campaign, commune) = await desk.CommuneAsync(slug, communeCode);
        await user.DemandAsync(Permission.ManageTargets, commune.Path);
        try
        {
            this.Say(FlashKind.Done, await act(commune, await desk.HamletsAsync(campaign, commune), await user.ActorForAsync(commune.Id, commune.FullName)));
            return LocalRedirect(CoverageLinks.Denominators(slug, communeCode));
        }
        catch (EntryRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(nameof(Denominators), await ModelAsync(slug, communeCode, form, refused.Message));
        }
    }

    // A commune does not approve its own denominator.
    private async Task<bool> MayDecideAsync(Unit commune) =>
        (await user.MembershipsAsync()).Any(role => role.Allows(Permission.ManageTargets, commune.Path) && role.UnitPath.Length < commune.Path.Length);

    private async Task<IReadOnlyDictionary<long, long>> RegisterAsync(Campaign campaign, IReadOnlyList<Unit> hamlets)
    {
        var registers = await modes.RegisterHamletsAsync(campaign.Id, hamlets.Select(hamlet => hamlet.Id));
        return (await queries.OpenHouseholdsAsync(campaign.Id, registers)).GroupBy(household => household.HamletId).ToDictionary(group => group.Key, group => (long)group.Count());
    }

    private async Task<DenominatorsModel> ModelAsync(string slug, string communeCode, DenominatorForm? form = null, string? problem = null)
    {
        var (campaign, commune) = await desk.CommuneAsync(slug, communeCode);
        await user.DemandAsync(Permission.ManageTargets, commune.Path);
        var hamlets = await desk.HamletsAsync(campaign, commune);
        var known = await sets.OfAsync(commune);
        var standing = await figures.OfEachAsync(campaign.Id, hamlets);
        return new DenominatorsModel
        {
            Campaign = campaign,
            Commune = commune,
            Hamlets = hamlets,
            Reached = hamlets.Zip(standing).ToDictionary(pair => pair.First.Id, pair => pair.Second.Reached),
            InForce = await targets.InForceAsync(hamlets.Select(hamlet => hamlet.Id)),
            Register = await RegisterAsync(campaign, hamlets),
            Sets = known,
            Figures = await sets.FiguresAsync([.. known.Select(set => set.Id)]),
            MayDecide = await MayDecideAsync(commune),
            Form = form ?? new DenominatorForm(),
            Problem = problem,
        };
    }
}
