using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets.Languages;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Features.Shared;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Leaflets;

/// <summary>Gathers what the leaflets page shows to this person.</summary>
public sealed class LeafletDesk(
    CurrentUser user, CampaignAccess access, UnitDirectory units, DesignVersions versions, DesignRegister register, QrTokens tokens, LeafletRuns runs,
    LeafletPrinter printer, LeafletAddress address, LocalLines lines, DesignLanguages languages)
{
    private const int PageSize = 40;

    /// <summary>The campaign and the unit of a request, which this person may print for.</summary>
    /// <param name="slug">Campaign.</param>
    /// <param name="code">Unit code, or null for the person's own place.</param>
    /// <exception cref="AccessDeniedException">The unit is outside the person's reach.</exception>
    public async Task<(Campaign Campaign, Unit Unit)> PlaceAsync(string slug, string? code)
    {
        var campaign = await access.CampaignAsync(slug);
        var unit = code is { Length: > 0 } ? await access.UnitAsync(campaign, code) : await OwnAsync(campaign);
        await user.DemandAsync(Permission.PrintLeaflets, unit.Path);
        return (campaign, unit);
    }

    /// <summary>What a form or an address asked for; whatever it left out is the usual.</summary>
    /// <exception cref="NotFoundException">There is no such design or language.</exception>
    public async Task<LeafletChoice> ChoiceAsync(Campaign campaign, LeafletQuery query)
    {
        try
        {
            var design = await languages.ResolveAsync(campaign, await versions.GetAsync(campaign, query.Design ?? LeafletDesigns.Default, query.Version));
            // Official artwork may have no variant for copiers, and the reader came from a design that has one.
            var choice = new LeafletChoice(design, query.Language ?? design.Original.Code, query.Mono && design.HasMono, query.Form ?? SheetForm.Trim, query.Output ?? LeafletOutput.Pdf);
            LeafletPages.Require(choice);
            return choice;
        }
        catch (LeafletRefusedException refused)
        {
            throw new NotFoundException(refused.Message);
        }
    }

    /// <summary>The page.</summary>
    public async Task<IndexModel> PageAsync(string slug, LeafletQuery query, string? search, int page)
    {
        var (campaign, unit) = await PlaceAsync(slug, query.Unit);
        var choice = await ChoiceAsync(campaign, query);
        var design = choice.Design;
        var decisions = await register.OfAsync(campaign);
        var found = unit.Level == UnitLevel.Commune ? [] : await CommunesAsync(campaign, unit, search);
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        return new IndexModel
        {
            Campaign = campaign,
            Unit = unit,
            Choice = choice,
            Designs = [.. (await versions.AllAsync(campaign)).Select(each => new DesignLine(each, decisions.LastOrDefault(known => known.Design == each.Id && known.Version == each.Version)))
                // What can be printed comes first.
                .OrderBy(line => line.Decision?.State == DesignState.Approved ? 0 : 1)],
            Decision = decisions.LastOrDefault(known => known.Design == design.Id && known.Version == design.Version),
            Refusal = address.Problem?.Message ?? await RefusalAsync(campaign, design),
            Address = address.Problem is null ? await printer.AddressOfAsync(campaign, unit, choice.Language) : null,
            LocalLine = (await lines.FindAsync(campaign, [unit.Id])).GetValueOrDefault(unit.Id) ?? "",
            MayApprove = await user.MayAsync(Permission.ApproveMaterials, campaign.UnitPath),
            Lines = await LinesAsync(campaign, choice.Language, [.. found.Skip((shown - 1) * PageSize).Take(PageSize)]),
            Pager = new PagerModel(shown, pages, found.Count, at => $"{LeafletLinks.Page(slug, query with { Unit = unit.Code })}&q={Uri.EscapeDataString(search ?? "")}&page={at}"),
            Search = search ?? "",
            Steps = await StepsAsync(campaign, unit),
        };
    }

    private async Task<Unit> OwnAsync(Campaign campaign)
    {
        var prints = (await user.MembershipsAsync()).Where(membership => RoleGrants.Allows(membership.Role, Permission.PrintLeaflets)).ToList();
        var inside = prints.FirstOrDefault(membership => membership.UnitPath.StartsWith(campaign.UnitPath, StringComparison.Ordinal));
        return await units.FindAsync(inside?.UnitId ?? campaign.UnitId) ?? throw new NotFoundException("The unit of the membership is gone.");
    }

    private async Task<string?> RefusalAsync(Campaign campaign, LeafletDesign design)
    {
        try
        {
            await register.RequireApprovedAsync(campaign, design);
            return null;
        }
        catch (LeafletRefusedException refused)
        {
            return refused.Message;
        }
    }

    private async Task<IReadOnlyList<Unit>> CommunesAsync(Campaign campaign, Unit unit, string? search)
    {
        var communes = await units.BelowAsync(unit.Path, UnitLevel.Commune, campaign.TreeDate);
        var folded = TextFold.Fold(search);
        return folded.Length == 0 ? communes
            : [.. communes.Where(commune => TextFold.Fold(commune.FullName).Contains(folded, StringComparison.Ordinal) || commune.Code == folded)];
    }

    private async Task<IReadOnlyList<LeafletLine>> LinesAsync(Campaign campaign, string language, IReadOnlyList<Unit> communes)
    {
        if (communes.Count == 0)
        {
            return [];
        }

        var above = await units.FindAsync(communes.Select(commune => commune.ParentId!.Value).Distinct());
        var made = await tokens.FindAsync(campaign, communes, language);
        var printed = await runs.CountsAsync(campaign, [.. communes.Select(commune => commune.Id)]);
        return
        [
            .. communes.Select(commune => new LeafletLine(
                commune,
                above[commune.ParentId!.Value] is { Level: UnitLevel.District } district ? district.FullName : null,
                address.Problem is null && made.TryGetValue(commune.Id, out var token) ? address.Plain(token) : null,
                printed.GetValueOrDefault(commune.Id))),
        ];
    }

    private async Task<IReadOnlyList<PlaceStep>> StepsAsync(Campaign campaign, Unit unit)
    {
        var steps = new List<PlaceStep> { new(Text.Of(campaign.Name, campaign.NameEn), CampaignLinks.Campaign(campaign.Slug)) };
        foreach (var step in (await units.LineageAsync(unit)).Where(step => step.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal)))
        {
            var here = step.Id == unit.Id;
            steps.Add(new PlaceStep(step.FullName, !here && await user.MayAsync(Permission.PrintLeaflets, step.Path) ? LeafletLinks.Page(campaign.Slug, step.Code) : null));
        }

        return steps;
    }
}
