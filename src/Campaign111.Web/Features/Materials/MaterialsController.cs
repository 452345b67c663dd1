using Campaign111.Features.Campaigns;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Campaign111.Features.Materials;

/// <summary>What press offices find, their downloads, and publishing for the committee.</summary>
[Requires(Permission.DownloadMaterials)]
public sealed class MaterialsController(
    CurrentUser user, MaterialQueries queries, MaterialVault vault, MaterialPublisher publisher, MaterialDownloads downloads, ICampaignDirectory campaigns) : Controller
{
    private const int LongestText = 20_000;

    [HttpGet(MaterialLinks.Page)]
    public async Task<IActionResult> Index(long? before)
    {
        var memberships = await user.MembershipsAsync();
        var shelves = await queries.VisibleAsync(memberships, before);
        var publishes = await PublishesAsync(memberships);
        return View(new IndexModel
        {
            Shelves = shelves,
            Texts = Texts(shelves),
            Older = shelves.Count == 50 ? shelves[^1].Material.Id : null,
            Publishes = publishes,
            Downloads = publishes.Count > 0 ? await downloads.FiguresAsync(publishes[0].UnitPath) : [],
        });
    }

    /// <summary>A file, whole or in ranges. A download is counted once, where it begins.</summary>
    [HttpGet("/materials/{id:long}/{version:int}/{file}"), HttpHead("/materials/{id:long}/{version:int}/{file}")]
    public async Task<IActionResult> Download(long id, int version, string file)
    {
        var material = await FindAsync(id);
        var (known, found) = await queries.FileAsync(material, version, file) ?? throw new NotFoundException($"No file {file} in material {id} version {version}.");
        if (known.IsRecalled)
        {
            return StatusCode(StatusCodes.Status410Gone);
        }

        var etag = new EntityTagHeaderValue($"\"{found.Sha256}\"");
        if (Begins(etag))
        {
            await downloads.RecordAsync(material, known, found, user);
        }

        Response.Headers.CacheControl = "private, no-cache";
        Response.Headers.XContentTypeOptions = "nosniff";
        var type = found.MediaType.StartsWith("text/", StringComparison.Ordinal) ? $"{found.MediaType}; charset=utf-8" : found.MediaType;
        return PhysicalFile(vault.PathOf(found.Sha256), type, found.Name, known.PublishedAt, etag, enableRangeProcessing: true);
    }

    [HttpPost(MaterialLinks.Publish), Requires(Permission.ApproveMaterials)]
    public async Task<IActionResult> Publish([FromForm] string? campaign, CancellationToken cancel)
    {
        var chosen = await campaigns.FindAsync(campaign ?? "") ?? throw new NotFoundException($"No campaign {campaign}.");
        await user.DemandAsync(Permission.ApproveMaterials, chosen.UnitPath);
        try
        {
            var count = await publisher.PublishAsync(chosen, user.Actor, cancel);
            this.Say(FlashKind.Done, Text.Of($"Đã xuất bản {count} tài liệu. Cơ quan báo chí tải được ngay.", $"{count} materials are published. Press offices can download them now."));
        }
        catch (Exception refused) when (refused is LeafletRefusedException or MaterialRefusedException)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return LocalRedirect(MaterialLinks.Page);
    }

    [HttpPost("/materials/{id:long}/{version:int}/recall"), Requires(Permission.ApproveMaterials)]
    public async Task<IActionResult> Recall(long id, int version, [FromForm] string? reason)
    {
        var material = await FindAsync(id);
        await user.DemandAsync(Permission.ApproveMaterials, material.Path);
        try
        {
            await publisher.RecallAsync(material, version, reason ?? "", user.Actor);
            this.Say(FlashKind.Done, Text.Of("Đã thu hồi. Tệp không tải được nữa, lịch sử vẫn còn.", "Recalled. The files can no longer be downloaded; the history stays."));
        }
        catch (MaterialRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return LocalRedirect(MaterialLinks.Page);
    }

    // A browser that goes on after a break, looks at the headers or has the file already has not downloaded it again.
    private bool Begins(EntityTagHeaderValue etag)
    {
        var headers = Request.GetTypedHeaders();
        var first = headers.Range?.Ranges.FirstOrDefault();
        return HttpMethods.IsGet(Request.Method)
            && (first is null || first.From == 0)
            && !headers.IfNoneMatch.Any(known => known.Compare(etag, useStrongComparison: false));
    }

    private async Task<Material> FindAsync(long id) =>
        await queries.FindAsync(id) is { } material && MaterialQueries.Reaches(await user.MembershipsAsync(), material)
            ? material
            : throw new NotFoundException($"No material {id}.");

    private async Task<IReadOnlyList<Campaign>> PublishesAsync(IReadOnlyList<Membership> memberships)
    {
        var found = new Dictionary<long, Campaign>();
        foreach (var membership in memberships.Where(known => RoleGrants.Allows(known.Role, Permission.ApproveMaterials)))
        {
            foreach (var campaign in (await campaigns.AtAsync(membership.UnitPath)).Where(known => membership.Allows(Permission.ApproveMaterials, known.UnitPath)))
            {
                found[campaign.Id] = campaign;
            }
        }

        return [.. found.Values.OrderByDescending(campaign => campaign.StartsOn)];
    }

    private Dictionary<long, string> Texts(IReadOnlyList<MaterialShelf> shelves)
    {
        var texts = new Dictionary<long, string>();
        foreach (var file in shelves.SelectMany(shelf => shelf.Versions.Where(version => !version.Version.IsRecalled).Take(1)).SelectMany(version => version.Files))
        {
            if (file.MediaType == "text/plain" && file.Size <= LongestText && System.IO.File.Exists(vault.PathOf(file.Sha256)))
            {
                texts[file.Id] = System.IO.File.ReadAllText(vault.PathOf(file.Sha256));
            }
        }

        return texts;
    }
}
