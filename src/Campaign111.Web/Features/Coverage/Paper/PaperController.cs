using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage.Field;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage.Paper;

/// <summary>Prints tick-sheets and gate labels of a commune.</summary>
[Route("/campaigns/{slug}/coverage/{communeCode}/sheets")]
[Requires(Permission.LogCoverage)]
public sealed class PaperController(
    CoverageDesk desk, PaperSheets sheets, PaperPrint print, PaperAddress addresses, HamletModes modes, PlaceTargets targets, CoverageQueries queries, CurrentUser user) : Controller
{
    private const int MostListed = 200;

    [HttpGet("")]
    public async Task<IActionResult> Sheets(string slug, string communeCode)
    {
        var (campaign, commune) = await desk.CommuneAsync(slug, communeCode);
        await user.DemandAsync(Permission.LogCoverage, commune.Path);
        var hamlets = await desk.HamletsAsync(campaign, commune);
        var byId = hamlets.ToDictionary(hamlet => hamlet.Id);
        var newest = await sheets.NewestAsync(campaign.Id, byId.Keys, MostListed);
        return View(new SheetsModel(
            campaign, commune, hamlets, await modes.RegisterHamletsAsync(campaign.Id, byId.Keys), [.. newest.Select(sheet => (sheet, byId[sheet.HamletId]))]));
    }

    /// <summary>Makes sheets of one hamlet, or of all, and gives them as one PDF.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Print(string slug, string communeCode, string? hamlet, CancellationToken cancel)
    {
        var (campaign, commune) = await desk.CommuneAsync(slug, communeCode);
        await user.DemandAsync(Permission.LogCoverage, commune.Path);
        var hamlets = (await desk.HamletsAsync(campaign, commune)).Where(unit => string.IsNullOrEmpty(hamlet) || unit.Code == hamlet).ToList();
        if (hamlets.Count == 0)
        {
            throw new NotFoundException(Refusals.UnknownPlace(hamlet));
        }

        var places = hamlets.Select(unit => new Place(unit, commune, unit, Unplaced: false)).ToList();
        var registers = await modes.RegisterHamletsAsync(campaign.Id, hamlets.Select(unit => unit.Id));
        var made = await sheets.MakeAsync(await user.ActorForAsync(commune.Id, commune.FullName), campaign, commune.Id, places, registers, cancel);
        var inForce = await targets.InForceAsync(hamlets.Select(unit => unit.Id));
        var papers = new List<SheetPaper>();
        foreach (var sheet in made)
        {
            var place = places.First(candidate => candidate.Hamlet.Id == sheet.HamletId);
            papers.Add(await PaperAsync(sheet, place, inForce.GetValueOrDefault(sheet.HamletId)?.Households));
        }

        return File(print.Sheets(campaign, papers), "application/pdf", $"{communeCode}{(hamlets.Count == 1 ? "-" + hamlets[0].Code : "")}-to-ghi.pdf");
    }

    /// <summary>Labels for the gates of a register hamlet.</summary>
    [HttpGet("{hamletCode}/labels.pdf")]
    public async Task<IActionResult> Labels(string slug, string communeCode, string hamletCode)
    {
        var (campaign, place) = await desk.HamletAsync(slug, communeCode, hamletCode);
        await user.DemandAsync(Permission.LogCoverage, place.Hamlet.Path);
        var lines = await queries.OpenHouseholdsAsync(campaign.Id, [place.Hamlet.Id]);
        return lines.Count == 0
            ? throw new NotFoundException(Text.Of("Thôn này chưa có hộ nào trong sổ: thêm hộ trước khi in nhãn.", "This hamlet has no household in its register: add some before you print labels."))
            : File(print.Labels(place, [.. lines.Select(line => new GateLabel(line.Code, line.Address, addresses.Gate(Request, place, line.Code)))]), "application/pdf", $"{communeCode}-{hamletCode}-nhan.pdf");
    }

    private async Task<SheetPaper> PaperAsync(PaperSheet sheet, Place place, long? target) =>
        new(sheet, place, [.. (await sheets.LinesAsync(sheet)).Where(line => line.ClosedAt is null)], target, addresses.Sheet(Request, sheet.Code));
}

/// <summary>What QR codes on paper open: a sheet to key, a household to log.</summary>
[Requires(Permission.LogCoverage)]
public sealed class ScanController(
    PaperSheets sheets, PaperKeying keying, PlaceBook places, ICampaignDirectory campaigns, BusinessClock clock, CurrentUser user) : Controller
{
    [HttpGet("/s/{code}")]
    public async Task<IActionResult> Sheet(string code)
    {
        var (campaign, place, sheet) = await FindAsync(code);
        var form = new SheetForm { Day = sheet.KeyedDay, Leaflets = sheet.IsTally ? null : 1 };
        foreach (var (line, entry) in await keying.StandingAsync(sheet))
        {
            form.Marks[line] = sheet.IsTally ? entry.Households.ToString(CultureInfo.InvariantCulture) : entry.Outcome.Code();
            form.Leaflets = entry.Outcome == CoverageOutcome.Reached ? entry.Leaflets : form.Leaflets;
        }

        return View(new SheetModel(campaign, place, sheet, await sheets.LinesAsync(sheet), form, null));
    }

    [HttpPost("/s/{code}")]
    public async Task<IActionResult> Key(string code, [FromForm] SheetForm form, bool correct, CancellationToken cancel)
    {
        var (campaign, place, sheet) = await FindAsync(code);
        try
        {
            if (!ModelState.IsValid)
            {
                throw new EntryRefusedException(Text.Of("Kiểm tra ngày (như 30/8/2020) và các con số.", "Check the day (like 30/8/2020) and the numbers."));
            }

            var sender = await CoverageSender.OfAsync(user);
            if (correct)
            {
                var changed = await keying.CorrectAsync(sender, campaign, place, sheet, form, cancel);
                this.Say(FlashKind.Done, changed == 0
                    ? Text.Of("Không có gì khác với lần nhập trước.", "Nothing differs from what was keyed.")
                    : Text.Of($"Đã sửa {changed} dòng; các lượt cũ vẫn nằm trong sổ với lý do.", $"{changed} lines corrected; the old entries stay on record with the reason."));
            }
            else
            {
                var result = await keying.KeyAsync(sender, campaign, place, sheet, form, cancel);
                var held = result.Results.Count(verdict => verdict.Status == EntryStatus.Held);
                this.Say(held > 0 ? FlashKind.Warning : FlashKind.Done, held > 0
                    ? Text.Of($"Đã lưu, biên nhận {result.Receipt}; {held} lượt chờ xử lý vì thôn nay ghi theo cách khác.", $"Stored, receipt {result.Receipt}; {held} entries wait since the hamlet is logged another way now.")
                    : Text.Of($"Đã nhập tờ {sheet.Code}: {result.Results.Count} dòng, biên nhận {result.Receipt}.", $"Sheet {sheet.Code} is keyed: {result.Results.Count} lines, receipt {result.Receipt}."));
            }

            return Redirect(CoverageLinks.Sheet(sheet.Code));
        }
        catch (EntryRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(nameof(Sheet), new SheetModel(campaign, place, (await sheets.FindAsync(code))!, await sheets.LinesAsync(sheet), form, refused.Message));
        }
    }

    /// <summary>Opens a household in the campaign that began last: on the field page for who goes from door to door, else on the log page of its hamlet.</summary>
    [HttpGet("/h/{communeCode}/{hamletCode}/{household}")]
    public async Task<IActionResult> Gate(string communeCode, string hamletCode, string household)
    {
        var today = await clock.TodayAsync();
        var unknown = Refusals.UnknownHousehold(household, $"{communeCode}/{hamletCode}");
        foreach (var membership in await user.MembershipsAsync())
        {
            var running = (await campaigns.AtAsync(membership.UnitPath)).Where(campaign => campaign.StartsOn <= today).OrderByDescending(campaign => campaign.StartsOn);
            foreach (var campaign in running)
            {
                if (await places.FindAsync(campaign, $"{communeCode}/{hamletCode}") is { } place)
                {
                    await user.DemandAsync(Permission.LogCoverage, place.Hamlet.Path);
                    if (await user.WalksAsync(place))
                    {
                        return Redirect(CoverageLinks.FieldGate(communeCode, hamletCode, household));
                    }

                    return Redirect($"{CoverageLinks.Hamlet(campaign.Slug, communeCode, hamletCode)}?show=all&q={Uri.EscapeDataString(household)}");
                }
            }
        }

        throw new NotFoundException(unknown);
    }

    private async Task<(Campaign Campaign, Place Place, PaperSheet Sheet)> FindAsync(string code)
    {
        var sheet = await sheets.FindAsync(code)
            ?? throw new NotFoundException(Text.Of($"Không có tờ ghi “{code}”: xem lại mã in ở góc tờ.", $"There is no sheet “{code}”: check the code in its corner."));
        var place = await places.OfHamletAsync(sheet.HamletId);
        await user.DemandAsync(Permission.LogCoverage, place.Hamlet.Path);
        return (await campaigns.FindAsync(sheet.CampaignId) ?? throw new NotFoundException(Refusals.UnknownCampaign($"{sheet.CampaignId}")), place, sheet);
    }
}
