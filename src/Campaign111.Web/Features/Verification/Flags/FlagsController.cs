using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Verification.Flags;

/// <summary>Questions about figures: the commune answers, its superior closes.</summary>
[Route("/campaigns/{slug}/checks/flags")]
[Requires(Permission.Read)]
public sealed class FlagsController(CurrentUser user, CampaignAccess access, FlagQueries queries, FlagBook book, UnitDirectory units) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Flags(string slug, bool closed = false)
    {
        var campaign = await access.CampaignAsync(slug);
        var found = new Dictionary<long, Flag>();
        foreach (var path in (await user.MembershipsAsync()).Where(role => role.Allows(Permission.Read, role.UnitPath)).Select(role => role.UnitPath).Distinct())
        {
            foreach (var flag in await queries.WithinAsync(campaign.Id, path, closed))
            {
                found[flag.Id] = flag;
            }
        }

        var named = await units.FindAsync(found.Values.SelectMany(flag => new[] { flag.UnitId, flag.HamletId ?? flag.UnitId }));
        return View(new FlagsModel(campaign, [.. found.Values.OrderBy(flag => flag.Weak).ThenByDescending(flag => flag.Id).Select(flag => Line(flag, named))], closed));
    }

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Flag(string slug, long id) => View(await ModelAsync(slug, id, null));

    [HttpPost("{id:long}/answer")]
    public Task<IActionResult> Answer(string slug, long id, string? body) => SayAsync(
        slug, id, Permission.ManageCoverage, (flag, actor) => book.AnswerAsync(flag, body, actor), Text.Of("Đã gửi câu trả lời.", "The answer is sent."));

    [HttpPost("{id:long}/close")]
    public Task<IActionResult> Close(string slug, long id, string? reason) => SayAsync(
        slug, id, Permission.ManageChecks, (flag, actor) => book.CloseAsync(flag, reason, actor), Text.Of("Đã đóng câu hỏi; lý do được giữ.", "The question is closed; the reason is kept."));

    private async Task<IActionResult> SayAsync(string slug, long id, Permission permission, Func<Flag, Actor, Task> say, string done)
    {
        var flag = (await FindAsync(slug, id)).Flag;
        await user.DemandAsync(permission, flag.UnitPath);
        var commune = await units.FindAsync(flag.UnitId) ?? throw new NotFoundException($"No unit {flag.UnitId}.");
        try
        {
            await say(flag, permission == Permission.ManageChecks ? user.Actor : await user.ActorForAsync(commune.Id, commune.FullName));
        }
        catch (CheckRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(nameof(Flag), await ModelAsync(slug, id, refused.Message));
        }

        this.Say(FlashKind.Done, done);
        return LocalRedirect(VerificationLinks.Flag(slug, id));
    }

    private async Task<(Campaign Campaign, Flag Flag)> FindAsync(string slug, long id)
    {
        var campaign = await access.CampaignAsync(slug);
        var flag = await queries.FindAsync(id) is { } found && found.CampaignId == campaign.Id ? found : throw new NotFoundException($"No question {id} in {slug}.");
        await user.DemandAsync(Permission.Read, flag.UnitPath);
        return (campaign, flag);
    }

    private async Task<FlagModel> ModelAsync(string slug, long id, string? problem)
    {
        var (campaign, flag) = await FindAsync(slug, id);
        var named = await units.FindAsync([flag.UnitId, flag.HamletId ?? flag.UnitId]);
        return new FlagModel(campaign, Line(flag, named), await queries.WordsAsync(id))
        {
            MayAnswer = !flag.IsClosed && await user.MayAsync(Permission.ManageCoverage, flag.UnitPath),
            MayClose = !flag.IsClosed && await user.MayAsync(Permission.ManageChecks, flag.UnitPath),
            Problem = problem,
        };
    }

    private static FlagLine Line(Flag flag, IReadOnlyDictionary<long, Unit> named) => new(flag, named[flag.UnitId], flag.HamletId is { } hamlet ? named[hamlet] : null);
}
