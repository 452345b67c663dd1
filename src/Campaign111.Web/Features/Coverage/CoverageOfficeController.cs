using System.Globalization;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage;

/// <summary>What follows a log entry: voiding, correcting, resolving held ones, the mode and the register of a hamlet.</summary>
[Route("/campaigns/{slug}/coverage/{communeCode}/{hamletCode}")]
[Requires(Permission.LogCoverage)]
public sealed class CoverageOfficeController(
    CoverageDesk desk, CoverageVoids voids, CoverageQueries queries, HamletModes modes, HouseholdRegister register, CoverageOverview overview, CurrentUser user) : Controller
{
    [HttpPost("void")]
    public Task<IActionResult> Withdraw(string slug, string communeCode, string hamletCode, Guid key, string? reason, CancellationToken cancel) =>
        DoAsync(slug, communeCode, hamletCode, Permission.LogCoverage, async (_, place, sender) =>
        {
            await OwnAsync(place, key);
            await voids.WithdrawAsync(sender, key, reason ?? "", cancel);
            return Text.Of("Đã huỷ lượt ghi; số liệu đã được tính lại.", "The entry is voided; the figures have moved.");
        });

    /// <summary>The form that replaces an entry of a tally, or changes the outcome of a visit.</summary>
    [HttpGet("entries/{entryId:long}")]
    public async Task<IActionResult> Correct(string slug, string communeCode, string hamletCode, long entryId)
    {
        var (campaign, place) = await desk.HamletAsync(slug, communeCode, hamletCode);
        await user.DemandAsync(Permission.LogCoverage, place.Hamlet.Path);
        var entry = await LineAsync(campaign.Id, place, entryId);
        var form = new TallyForm
        {
            Key = Guid.CreateVersion7().ToString(), Outcome = entry.Outcome.Code(), Households = entry.Households, Leaflets = entry.Leaflets,
            Method = entry.Method, Day = entry.CountedDay, Note = entry.Note,
        };
        return View(new CorrectModel(campaign, place, entry, form, null, null));
    }

    [HttpPost("entries/{entryId:long}")]
    public async Task<IActionResult> Correct(
        string slug, string communeCode, string hamletCode, long entryId, [FromForm(Name = "Form")] TallyForm form, string? reason, CancellationToken cancel)
    {
        var (campaign, place) = await desk.HamletAsync(slug, communeCode, hamletCode);
        await user.DemandAsync(Permission.LogCoverage, place.Hamlet.Path);
        var entry = await LineAsync(campaign.Id, place, entryId);
        try
        {
            var captured = form.Day is { } day ? await desk.CapturedAsync(campaign, day) : null;
            if (captured is null || !ModelState.IsValid)
            {
                throw new EntryRefusedException(captured is null ? await desk.DayProblemAsync(campaign) : Text.Of("Kiểm tra các ô bên dưới.", "Check the fields below."));
            }

            if (entry.HouseholdCode is null && Implausible.Ask(form, await overview.TargetAsync(campaign, place.Hamlet)) is { } question)
            {
                ModelState.AddModelError($"Form.{question.Field}", question.Text);
                throw new EntryRefusedException(Text.Of("Kiểm tra các ô bên dưới.", "Check the fields below."));
            }

            var replacement = new IncomingEntry
            {
                Key = form.Key, Campaign = slug, Place = $"{communeCode}/{hamletCode}", Household = entry.HouseholdCode, Outcome = form.Outcome, Method = form.Method,
                Households = entry.HouseholdCode is null ? form.Households ?? 0 : 1, Leaflets = form.Leaflets, Note = form.Note, Voids = entry.EntryKey.ToString(),
                CapturedAt = captured.Value.ToString("O", CultureInfo.InvariantCulture),
            };
            await voids.CorrectAsync(await CoverageSender.OfAsync(user), replacement, reason ?? "", cancel);
        }
        catch (EntryRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(new CorrectModel(campaign, place, entry, form, reason, refused.Message));
        }

        this.Say(FlashKind.Done, Text.Of("Đã thay lượt ghi; lượt cũ vẫn nằm trong sổ với lý do.", "The entry is replaced; the old one stays on record with the reason."));
        return Redirect(CoverageLinks.Hamlet(slug, communeCode, hamletCode));
    }

    /// <summary>An officer's decision on a held entry: take it in the hamlet's own mode, or set it aside.</summary>
    [HttpPost("resolve")]
    public Task<IActionResult> Resolve(
        string slug, string communeCode, string hamletCode, Guid key, string? decision, string? households, string? target, string? reason, CancellationToken cancel) =>
        DoAsync(slug, communeCode, hamletCode, Permission.ManageCoverage, async (campaign, place, sender) =>
        {
            await OwnAsync(place, key);
            var name = $"{communeCode}/{(string.IsNullOrWhiteSpace(target) ? hamletCode : target.Trim())}";
            switch (decision)
            {
                case "tally":
                    await voids.AcceptAsTallyAsync(sender, key, reason ?? "", slug, name, cancel);
                    return Text.Of("Đã nhận vào tổng số của thôn.", "Taken into the hamlet's tally.");
                case "households":
                    await voids.AcceptForHouseholdsAsync(sender, key, reason ?? "", slug, name, (households ?? "").Split([',', ';', ' ', '\n']), cancel);
                    return Text.Of("Đã ghi cho các hộ đã chọn.", "Logged for the households named.");
                default:
                    await voids.WithdrawAsync(sender, key, reason ?? "", cancel);
                    return Text.Of("Đã loại lượt ghi; nó vẫn nằm trong sổ với lý do.", "The entry is set aside; it stays on record with the reason.");
            }
        });

    [HttpPost("mode")]
    public Task<IActionResult> Mode(string slug, string communeCode, string hamletCode, string? mode, CancellationToken cancel) =>
        DoAsync(slug, communeCode, hamletCode, Permission.ManageCoverage, async (campaign, place, sender) =>
        {
            var chosen = mode == CoverageMode.Register.Code() ? CoverageMode.Register : CoverageMode.Tally;
            await modes.SetAsync(await user.ActorForAsync(place.Commune.Id, place.Commune.FullName), campaign, place.Commune, place.Hamlet, chosen, cancel);
            return Text.Of($"{place.Hamlet.FullName} nay ghi {CoverageTexts.Of(chosen)}.", $"{place.Hamlet.FullName} is now logged {CoverageTexts.Of(chosen)}.");
        });

    /// <summary>Adds a household, corrects its address, or closes it.</summary>
    [HttpPost("households")]
    public Task<IActionResult> Household(
        string slug, string communeCode, string hamletCode, string? code, string? address, bool close, CancellationToken cancel) =>
        DoAsync(slug, communeCode, hamletCode, Permission.ManageCoverage, async (_, place, _) =>
        {
            var actor = await user.ActorForAsync(place.Commune.Id, place.Commune.FullName);
            var name = (code ?? "").Trim();
            if (close)
            {
                await register.CloseAsync(actor, place.Hamlet, name, cancel);
                return Text.Of($"Hộ {name} đã ra khỏi sổ; các lượt ghi của hộ vẫn được tính.", $"Household {name} left the register; its entries still count.");
            }

            await register.SaveAsync(actor, [new HouseholdInput(place.Hamlet, name, (address ?? "").Trim())], cancel: cancel);
            return Text.Of($"Đã lưu hộ {name}.", $"Household {name} is saved.");
        });

    private async Task<IActionResult> DoAsync(
        string slug, string communeCode, string hamletCode, Permission permission, Func<Campaigns.Campaign, Place, CoverageSender, Task<string>> act)
    {
        var (campaign, place) = await desk.HamletAsync(slug, communeCode, hamletCode);
        await user.DemandAsync(permission, place.Hamlet.Path);
        try
        {
            this.Say(FlashKind.Done, await act(campaign, place, await CoverageSender.OfAsync(user)));
        }
        catch (EntryRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return Redirect(CoverageLinks.Hamlet(slug, communeCode, hamletCode));
    }

    // An id of another place's entry must not pass under this hamlet's permission.
    private async Task OwnAsync(Place place, Guid key)
    {
        if ((await voids.FindAsync(key))?.HamletId != place.Hamlet.Id)
        {
            throw new NotFoundException(Refusals.UnknownReplaced($"{key}"));
        }
    }

    private async Task<EntryLine> LineAsync(long campaign, Place place, long id) =>
        await queries.EntryAsync(campaign, place.Hamlet.Id, id) ?? throw new NotFoundException(Refusals.UnknownReplaced($"{id}"));
}
