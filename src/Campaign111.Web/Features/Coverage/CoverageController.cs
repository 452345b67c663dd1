using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Campaign111.Features.Coverage;

/// <summary>The log pages: a commune's hamlets, and a hamlet's tally or register. They work without JavaScript.</summary>
[Route("/campaigns/{slug}/coverage/{communeCode}")]
[Requires(Permission.Read)]
public sealed class CoverageController(CoverageDesk desk, CoveragePages pages, CoverageLedger ledger, CoverageOverview overview, BusinessClock clock, CurrentUser user) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Commune(string slug, string communeCode)
    {
        var (campaign, commune) = await desk.CommuneAsync(slug, communeCode);
        return View(await pages.CommuneAsync(campaign, commune));
    }

    [HttpGet("{hamletCode}")]
    public async Task<IActionResult> Hamlet(string slug, string communeCode, string hamletCode, string? show, string? q, string? after)
    {
        var (campaign, place) = await desk.HamletAsync(slug, communeCode, hamletCode);
        return View(await pages.HamletAsync(campaign, place, TallyForm.New(await clock.TodayAsync()), show, q, after));
    }

    /// <summary>Stores a tally. The form's own key makes a double tap one entry.</summary>
    [HttpPost("{hamletCode}")]
    public async Task<IActionResult> Tally(string slug, string communeCode, string hamletCode, [FromForm] TallyForm form, CancellationToken cancel)
    {
        var (campaign, place) = await desk.HamletAsync(slug, communeCode, hamletCode);
        await user.DemandAsync(Permission.LogCoverage, place.Hamlet.Path);
        var captured = await CapturedAsync(campaign, form);
        if (form.Households is null && ModelState.GetFieldValidationState(nameof(TallyForm.Households)) != ModelValidationState.Invalid)
        {
            ModelState.AddModelError(nameof(TallyForm.Households), Messages.Required(Text.Of("Số hộ", "Households")));
        }

        if (!ModelState.IsValid)
        {
            return Retry(await pages.HamletAsync(campaign, place, form));
        }

        if (Implausible.Ask(form, await overview.TargetAsync(campaign, place.Hamlet)) is { } question)
        {
            ModelState.AddModelError(question.Field, question.Text);
            return Retry(await pages.HamletAsync(campaign, place, form));
        }

        var result = await ledger.RecordAsync(await CoverageSender.OfAsync(user), [TallyEntry(campaign, place, form, captured!.Value)], cancel);
        if (result.Results[0] is { Status: EntryStatus.Rejected } refused)
        {
            ModelState.AddModelError(nameof(TallyForm.Households), refused.Reason!);
            return Retry(await pages.HamletAsync(campaign, place, form));
        }

        Announce(result);
        return Redirect(CoverageLinks.Hamlet(slug, communeCode, hamletCode));
    }

    /// <summary>Stores one visit: the button pressed in the register says household and outcome.</summary>
    [HttpPost("{hamletCode}/visits")]
    public async Task<IActionResult> Visit(
        string slug, string communeCode, string hamletCode, string? visit, Guid pageKey, DateOnly? day, long? leaflets, string? back, CancellationToken cancel)
    {
        var (campaign, place) = await desk.HamletAsync(slug, communeCode, hamletCode);
        await user.DemandAsync(Permission.LogCoverage, place.Hamlet.Path);
        var home = CoverageLinks.Hamlet(slug, communeCode, hamletCode);
        // Back to the households, not to the top: the next one is one tap away.
        var list = home + (back is { Length: > 0 and < 400 } && back[0] == '?' && back.All(letter => letter is > ' ' and < '\x7f') ? back : "") + CoverageLinks.RegisterAnchor;
        var parts = (visit ?? "").Split(':', 2);
        var captured = day is { } on ? await desk.CapturedAsync(campaign, on) : null;
        if (parts.Length != 2 || !CoverageCodes.TryOutcome(parts[1], out var outcome) || await pages.HouseholdAsync(place, parts[0]) is not { } household)
        {
            this.Say(FlashKind.Failed, Text.Of("Không rõ hộ hoặc kết quả: bấm lại một nút trong danh sách.", "Household or outcome is unclear: press a button of the list again."));
            return Redirect(list);
        }

        if (captured is null)
        {
            this.Say(FlashKind.Failed, await desk.DayProblemAsync(campaign));
            return Redirect(list);
        }

        // A number that could not be read binds as none: it must not pass for a visit without a leaflet.
        if (leaflets is not { } sheets || Implausible.ForOneVisit(sheets))
        {
            this.Say(FlashKind.Failed, Implausible.VisitProblem);
            return Redirect(list);
        }

        var key = RegisterModel.KeyOf(pageKey, household.Id, outcome);
        var entry = VisitEntry(campaign, place, key, household, outcome, sheets, captured.Value);
        var result = await ledger.RecordAsync(await CoverageSender.OfAsync(user), [entry], cancel);
        Announce(result, $"{household.Code}: {CoverageTexts.Of(outcome)}. ");
        return Redirect(list);
    }

    private static IncomingEntry VisitEntry(Campaign campaign, Place place, Guid key, Household household, CoverageOutcome outcome, long leaflets, DateTimeOffset captured) => new()
    {
        Key = key.ToString(),
        Campaign = campaign.Slug,
        Place = $"{place.Commune.Code}/{place.Hamlet.Code}",
        Household = household.Code,
        Outcome = outcome.Code(),
        Leaflets = outcome == CoverageOutcome.Reached ? leaflets : 0,
        CapturedAt = captured.ToString("O", CultureInfo.InvariantCulture),
    };

    private static IncomingEntry TallyEntry(Campaign campaign, Place place, TallyForm form, DateTimeOffset captured) => new()
    {
        Key = form.Key,
        Campaign = campaign.Slug,
        Place = $"{place.Commune.Code}/{place.Hamlet.Code}",
        Outcome = form.Outcome,
        Method = form.Method,
        Households = form.Households,
        Leaflets = form.Leaflets,
        Note = form.Note,
        CapturedAt = captured.ToString("O", CultureInfo.InvariantCulture),
    };

    private async Task<DateTimeOffset?> CapturedAsync(Campaign campaign, TallyForm form)
    {
        if (form.Day is { } day && await desk.CapturedAsync(campaign, day) is { } captured)
        {
            return captured;
        }

        ModelState.AddModelError(nameof(TallyForm.Day), await desk.DayProblemAsync(campaign));
        return null;
    }

    private ViewResult Retry(HamletModel model)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Hamlet), model);
    }

    private void Announce(BatchResult result, string prefix = "")
    {
        var (kind, text) = CoverageAnnouncement.Of(result);
        this.Say(kind, prefix + text);
    }
}

/// <summary>What a page says after an entry.</summary>
internal static class CoverageAnnouncement
{
    public static (FlashKind Kind, string Text) Of(BatchResult result)
    {
        var entry = result.Results[0];
        return entry.Status switch
        {
            EntryStatus.Stored when entry.Flags.Contains(EntryFlags.OverTarget) => (FlashKind.Warning, Text.Of(
                $"Đã lưu, biên nhận {result.Receipt}. Số hộ đã đến vượt chỉ tiêu của thôn: kiểm tra số vừa ghi hoặc cập nhật chỉ tiêu.",
                $"Stored, receipt {result.Receipt}. Households reached exceed the hamlet's target: check the figure or update the target.")),
            EntryStatus.Stored => (FlashKind.Done, Text.Of($"Đã lưu, biên nhận {result.Receipt}.", $"Stored, receipt {result.Receipt}.")),
            EntryStatus.Duplicate => (FlashKind.Note, entry.Reason ?? Text.Of("Ghi nhận này đã được lưu trước đó; không có gì thay đổi.", "This entry was stored before; nothing changed.")),
            EntryStatus.Held => (FlashKind.Warning, entry.Reason!),
            _ => (FlashKind.Failed, entry.Reason!),
        };
    }
}
