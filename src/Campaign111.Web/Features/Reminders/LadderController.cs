using Campaign111.Features.Campaigns;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reminders;

/// <summary>The committee's page: the campaign's ladder, and how people may be reached.</summary>
[Requires(Permission.ManageCampaigns)]
[Route("campaigns/{slug}/reminders/ladder")]
public sealed class LadderController(CampaignAccess access, LadderBook ladders, ChannelSet channels, CurrentUser user) : Controller
{
    // Room for new rungs; more appear once these are saved.
    private const int EmptyRows = 2;

    [HttpGet("")]
    public async Task<IActionResult> Show(string slug)
    {
        var campaign = await access.ManagedAsync(slug);
        var ladder = await ladders.LadderAsync(campaign);
        return await PageAsync(campaign, new LadderForm { Rungs = [.. ladder.Rungs.Select(RungForm.Of)] }, []);
    }

    [HttpPost("")]
    public async Task<IActionResult> Save(string slug, [FromForm] LadderForm form)
    {
        var campaign = await access.ManagedAsync(slug);
        var problems = form.Problems();
        if (!ModelState.IsValid || problems.Count > 0)
        {
            return await PageAsync(campaign, form, [.. ModelState.Values.SelectMany(value => value.Errors).Select(error => error.ErrorMessage), .. problems]);
        }

        await ladders.SetAsync(campaign, form.ToRungs(), user.Actor);
        this.Say(FlashKind.Done, Text.Of("Đã lưu thang nhắc việc. Nhắc việc đã gửi giữ nguyên.", "The ladder is saved. What was sent stays as it is."));
        return LocalRedirect(ReminderLinks.Ladder(slug));
    }

    /// <summary>Back to the product's own ladder.</summary>
    [HttpPost("default")]
    public async Task<IActionResult> Reset(string slug)
    {
        var campaign = await access.ManagedAsync(slug);
        await ladders.SetAsync(campaign, null, user.Actor);
        this.Say(FlashKind.Done, Text.Of("Đã trở lại thang mặc định.", "The default ladder counts again."));
        return LocalRedirect(ReminderLinks.Ladder(slug));
    }

    [HttpPost("policy")]
    public async Task<IActionResult> SetPolicy(string slug, [FromForm] bool mail, [FromForm] bool webhook, [FromForm] bool zalo, [FromForm] bool mute)
    {
        var campaign = await access.ManagedAsync(slug);
        await ladders.SetPolicyAsync(campaign, new ReminderPolicy(mail, webhook, zalo, mute), user.Actor);
        this.Say(FlashKind.Done, Text.Of("Đã lưu cách gửi được phép.", "What is allowed is saved."));
        return LocalRedirect(ReminderLinks.Ladder(slug));
    }

    private async Task<ViewResult> PageAsync(Campaign campaign, LadderForm form, IReadOnlyList<string> problems)
    {
        form.Rungs.AddRange(Enumerable.Range(0, EmptyRows).Select(_ => new RungForm { Commune = true, When = RungCondition.Incomplete }));
        return View("Ladder", new LadderModel(
            campaign, form, await ladders.HasOwnAsync(campaign.Id), await ladders.PolicyAsync(campaign.Id), channels.HasWebhook, channels.HasZalo, problems));
    }
}
