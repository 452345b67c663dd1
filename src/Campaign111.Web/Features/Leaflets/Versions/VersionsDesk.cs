using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Leaflets.Versions;

/// <summary>Gathers what the pages of versions show to this person. Drafts are seen by those who may approve.</summary>
public sealed class VersionsDesk(CurrentUser user, LeafletDesk desk, DesignVersions versions, DesignRegister register, LeafletDesigns shipped, LeafletAddress address)
{
    /// <summary>The campaign and whether this person decides about its designs.</summary>
    public async Task<(Campaign Campaign, Unit Unit, bool MayApprove)> PlaceAsync(string slug)
    {
        var (campaign, unit) = await desk.PlaceAsync(slug, null);
        return (campaign, unit, await user.MayAsync(Permission.ApproveMaterials, campaign.UnitPath));
    }

    /// <summary>The campaign, for somebody who decides about its designs.</summary>
    /// <exception cref="AccessDeniedException">Not this person.</exception>
    public async Task<Campaign> ApproverAsync(string slug)
    {
        var (campaign, _, _) = await PlaceAsync(slug);
        await user.DemandAsync(Permission.ApproveMaterials, campaign.UnitPath);
        return campaign;
    }

    /// <summary>The list.</summary>
    public async Task<VersionsModel> PageAsync(string slug, int page)
    {
        var (campaign, _, may) = await PlaceAsync(slug);
        var all = await versions.OfAsync(campaign);
        var found = await versions.PageAsync(campaign, page);
        VersionLine Line(DesignVersion version) => new(version, Title(version), version.Among(all));
        return new VersionsModel(
            campaign,
            [.. found.Take(DesignVersions.PageSize).Where(version => may || version.State != DesignState.Draft).Select(Line)],
            may && page <= 1 ? [.. versions.Undecided(all).Select(Undecided).Select(Line)] : [],
            may,
            Math.Max(1, page),
            found.Count > DesignVersions.PageSize);
    }

    /// <summary>One version and its design.</summary>
    /// <exception cref="NotFoundException">There is none of that name and number, or this person may not see drafts.</exception>
    public async Task<(Campaign Campaign, Unit Unit, DesignVersion Version, LeafletDesign Design)> VersionAsync(string slug, string id, int number)
    {
        var (campaign, unit, may) = await PlaceAsync(slug);
        try
        {
            var design = await versions.GetAsync(campaign, id, number);
            var version = await versions.FindAsync(campaign, id, number) ?? Undecided(design);
            return may || version.State != DesignState.Draft ? (campaign, unit, version, design) : throw new NotFoundException($"{id}/{number} is a draft.");
        }
        catch (LeafletRefusedException refused)
        {
            throw new NotFoundException(refused.Message);
        }
    }

    /// <summary>The page of one version.</summary>
    public async Task<VersionModel> VersionPageAsync(string slug, string id, int number, SheetForm form)
    {
        var (campaign, _, version, design) = await VersionAsync(slug, id, number);
        var all = await versions.OfAsync(campaign);
        return new VersionModel
        {
            Campaign = campaign,
            Design = design,
            Version = version,
            State = version.Among(all),
            Newest = await register.NewestAsync(campaign, id),
            Other = all.Where(other => other.Design == id && other.Version != number && other.State == DesignState.Approved).Select(other => (int?)other.Version).Max(),
            MayApprove = await user.MayAsync(Permission.ApproveMaterials, campaign.UnitPath),
            NoPreview = address.Problem?.Message,
            Form = form == SheetForm.Imposed && SheetGrid.For(design.Paper.WidthMm, design.Paper.HeightMm) is null ? SheetForm.Trim : form,
        };
    }

    private static DesignVersion Undecided(LeafletDesign design) => new() { Design = design.Id, Version = design.Version, FilesHash = design.FilesHash, State = DesignState.Draft };

    private string Title(DesignVersion version) => version.Title is { } title ? Text.Of(title, version.TitleEn ?? title)
        : shipped.Ids.Contains(version.Design) && shipped.Get(version.Design) is var design ? Text.Of(design.Title, design.TitleEn) : version.Design;
}
