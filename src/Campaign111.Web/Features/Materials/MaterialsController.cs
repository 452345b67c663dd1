using Campaign111.Features.Campaigns;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Shared;
using Campaign111.Platform.Files;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Materials;

/// <summary>What press offices find, and publishing for the committee.</summary>
[Requires(Permission.DownloadMaterials)]
public sealed class MaterialsController(
    CurrentUser user, MaterialQueries queries, MaterialVault vault, MaterialPublisher publisher, MaterialDownloads downloads, PublishingScope scope, ICampaignDirectory campaigns, BusinessClock clock) : Controller
{
    private const int LongestText = 20_000;

    [HttpGet(MaterialLinks.Page)]
    public async Task<IActionResult> Index(string? q, string? kind, string? language, long? before)
    {
        var filter = new MaterialFilter(q ?? "", kind ?? "", language ?? "");
        var shelves = await queries.VisibleAsync(await user.MembershipsAsync(), filter, before);
        var publishes = await scope.PublishesAsync();
        var today = await clock.TodayAsync();
        return View(new IndexModel
        {
            Shelves = shelves,
            Filter = filter,
            Today = today,
            Texts = await TextsAsync(shelves, today, publishes),
            Older = shelves.Count == MaterialQueries.Shown ? shelves[^1].Material.Id : null,
            Publishes = publishes,
            Logs = publishes.Count > 0 || (await user.MembershipsAsync()).Any(PublishingScope.IsOffice),
            Downloads = publishes.Count > 0 ? await downloads.FiguresAsync(publishes[0].UnitPath) : [],
        });
    }

    [HttpPost(MaterialLinks.Publish), Requires(Permission.ApproveMaterials)]
    public async Task<IActionResult> Publish([FromForm] string? campaign, CancellationToken cancel)
    {
        var chosen = await campaigns.FindAsync(campaign ?? "") ?? throw new NotFoundException($"No campaign {campaign}.");
        await user.DemandAsync(Permission.ApproveMaterials, chosen.UnitPath);
        try
        {
            var count = await publisher.PublishAsync(chosen, user.Actor, tell: true, cancel);
            this.Say(FlashKind.Done, Text.Of($"Đã xuất bản {count} tài liệu. Cơ quan báo chí tải được ngay và nhận được tin.", $"{count} materials are published. Press offices can download them now and are told."));
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
        var material = await queries.FindAsync(id) is { } found && MaterialQueries.Reaches(await user.MembershipsAsync(), found) ? found : throw new NotFoundException($"No material {id}.");
        await user.DemandAsync(Permission.ApproveMaterials, material.Path);
        try
        {
            var told = await publisher.RecallAsync(material, version, reason ?? "", user.Actor);
            this.Say(FlashKind.Done, Text.Of(
                $"Đã thu hồi và báo cho {told} người đã tải. Tệp không tải được nữa, lịch sử vẫn còn.",
                $"Recalled; {told} who had downloaded it are told. The files can no longer be downloaded; the history stays."));
        }
        catch (MaterialRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return LocalRedirect(MaterialLinks.Page);
    }

    private async Task<Dictionary<long, string>> TextsAsync(IReadOnlyList<MaterialShelf> shelves, DateOnly today, IReadOnlyList<Campaign> publishes)
    {
        var texts = new Dictionary<long, string>();
        var open = shelves.Where(shelf => shelf.Current is { } current && (!current.Version.IsEmbargoed(today) || publishes.Any(campaign => campaign.Id == shelf.Material.CampaignId)));
        foreach (var file in open.SelectMany(shelf => shelf.Current!.Files))
        {
            if (file.MediaType == "text/plain" && file.Size <= LongestText && await vault.Store.FindAsync(MaterialVault.NameOf(file.Sha256)) is not null)
            {
                texts[file.Id] = System.Text.Encoding.UTF8.GetString(await vault.Store.ReadAsync(MaterialVault.NameOf(file.Sha256)));
            }
        }

        return texts;
    }
}
