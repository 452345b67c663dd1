using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Materials;

/// <summary>Uploads by the committee: a new material, or a new version of one.</summary>
[Requires(Permission.ApproveMaterials)]
public sealed class MaterialUploadController(CurrentUser user, MaterialQueries queries, MaterialUploads uploads, PublishingScope scope, ICampaignDirectory campaigns) : Controller
{
    private const string Form = "/Features/Materials/Upload.cshtml";

    // Each file has its own limit; this is what a request may hold at all.
    private const long MostSent = 80L * 1024 * 1024;

    [HttpGet(MaterialLinks.Upload)]
    public async Task<IActionResult> Upload(long? material)
    {
        var form = new UploadModel { Known = await KnownAsync(material), Material = material, Language = "vi" };
        return View(Form, await FillAsync(form));
    }

    [HttpPost(MaterialLinks.Upload)]
    [RequestSizeLimit(MostSent), RequestFormLimits(MultipartBodyLengthLimit = MostSent)]
    public async Task<IActionResult> Upload(UploadModel form, CancellationToken cancel)
    {
        form.Known = await KnownAsync(form.Material);
        var campaign = form.Known is { } known ? await campaigns.FindAsync(known.CampaignId) : await campaigns.FindAsync(form.Campaign ?? "");
        if (campaign is null)
        {
            throw new NotFoundException($"No campaign {form.Campaign}.");
        }

        await user.DemandAsync(Permission.ApproveMaterials, campaign.UnitPath);
        if (!ModelState.IsValid)
        {
            return View(Form, await FillAsync(form));
        }

        try
        {
            var published = await uploads.PublishAsync(form, campaign, form.Known, user.Actor, cancel);
            this.Say(FlashKind.Done, Text.Of(
                $"Đã đăng “{published.Draft.Title}”, phiên bản {published.Version}. Cơ quan báo chí được báo tin.",
                $"'{published.Draft.TitleEn}', version {published.Version}, is published. Press offices are told."));
            return LocalRedirect($"{MaterialLinks.Page}#m{published.MaterialId}");
        }
        catch (MaterialRefusedException refused)
        {
            ModelState.AddModelError("", refused.Message);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(Form, await FillAsync(form));
        }
    }

    private async Task<UploadModel> FillAsync(UploadModel form)
    {
        form.Campaigns = [.. (await scope.PublishesAsync()).Select(campaign => (campaign.Slug, Text.Of(campaign.Name, campaign.NameEn)))];
        return form;
    }

    private async Task<Material?> KnownAsync(long? id)
    {
        if (id is not { } known)
        {
            return null;
        }

        var material = await queries.FindAsync(known) ?? throw new NotFoundException($"No material {known}.");
        await user.DemandAsync(Permission.ApproveMaterials, material.Path);
        return material;
    }
}
