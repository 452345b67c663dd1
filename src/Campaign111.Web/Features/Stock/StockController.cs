using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Stock;

/// <summary>Where a unit's leaflets are, its book, who runs out when, and what the chain to the door does not explain.</summary>
[Requires(Permission.ReadStock)]
[Route("campaigns/{slug}/stock")]
public sealed class StockController(
    StockDesk desk, StockPages pages, StockQueries queries, StockRuns runs, StockDoors doors, StockForecasts forecasts, StockReconciliation reconciliation, StockBands bands,
    StockCorrections corrections, BusinessClock clock, CurrentUser user) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(string slug, string? unit)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ReadStock);
        return View(await pages.UnitAsync(campaign, place));
    }

    /// <summary>Brings the coverage entries of a commune, or of all communes, into the book now; a job does it every hour.</summary>
    [HttpPost("doors"), Requires(Permission.ManageStock)]
    public async Task<IActionResult> Doors(string slug, string? unit, CancellationToken cancel)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ManageStock);
        var actor = await user.ActorForAsync(place.Unit.Id, place.Name);
        if (place.Unit.Level == UnitLevel.Hamlet)
        {
            await doors.PostAsync(campaign, place.Unit, actor);
        }
        else
        {
            await doors.PostAsync(campaign, [.. (await desk.CommunesAsync(campaign, place)).Select(commune => commune.Unit)], actor, cancel);
        }

        this.Say(FlashKind.Done, Text.Of("Đã ghi vào sổ kho theo lượt phát đến lúc này.", "The book follows the coverage entries up to now."));
        return LocalRedirect(StockLinks.Page(slug, place.Code));
    }

    [HttpGet("book")]
    public async Task<IActionResult> Book(string slug, string? unit, long? before)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ReadStock);
        var moves = await queries.MovesAsync(campaign.Id, place.Unit, PageSize, before ?? long.MaxValue);
        return View(new BookModel(
            campaign, place, await desk.StepsAsync(campaign, place, Text.Of("Sổ kho", "Stock book")), (await runs.OfAsync(campaign.Id)).ToDictionary(run => run.Id),
            await desk.PlacesAsync(moves.Select(move => move.UnitId)), moves, await user.MayAsync(Permission.ManageStock, place.Unit.Path), moves.Count == PageSize ? moves[^1].Id : null));
    }

    /// <summary>Takes a movement back by a counter-movement.</summary>
    [HttpPost("book/{id:long}/reverse"), Requires(Permission.ManageStock)]
    public async Task<IActionResult> Reverse(string slug, long id, Guid key, string? reason)
    {
        var (campaign, _) = await desk.PlaceAsync(slug, null, Permission.ReadStock);
        var move = await queries.MoveAsync(id) is { } found && found.CampaignId == campaign.Id ? found : throw new NotFoundException($"No movement {id} in {slug}.");
        await user.DemandAsync(Permission.ManageStock, move.Path);
        var place = (await desk.PlacesAsync([move.UnitId]))[move.UnitId];
        try
        {
            await corrections.ReverseAsync(campaign, move, key, await clock.TodayAsync(), reason ?? "", await user.ActorForAsync(place.Unit.Id, place.Name));
            this.Say(FlashKind.Done, move.Kind == StockKind.Receive
                ? Text.Of("Đã đảo. Kiện hàng lại ở trên đường: mở phiếu để nhận lại cho đúng.", "Taken back. The package is on its way again: open its note to receive it right.")
                : Text.Of("Đã đảo bằng một bút toán ngược; dòng cũ vẫn còn trong sổ.", "Taken back by a counter-movement; the old line stays in the book."));
        }
        catch (StockRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return LocalRedirect(StockLinks.Book(slug, place.Code));
    }

    [HttpGet("forecast")]
    public async Task<IActionResult> Forecast(string slug, string? unit)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ReadStock);
        return View(new ForecastModel(
            campaign, place, await desk.StepsAsync(campaign, place, Text.Of("Nơi nào sắp hết", "Who runs out")), await clock.TodayAsync(),
            await forecasts.OfAsync(campaign, await desk.CommunesAsync(campaign, place))));
    }

    [HttpGet("reconciliation")]
    public async Task<IActionResult> Reconciliation(string slug, string? unit, long? run)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ReadStock);
        var all = await runs.OfAsync(campaign.Id);
        var chosen = run is null ? null : all.FirstOrDefault(known => known.Id == run) ?? throw new NotFoundException($"No print run {run} in {slug}.");
        var (own, children) = await reconciliation.ChainsAsync(campaign, place, chosen?.Id);
        // A difference is one of all runs: households and entries name no run.
        var (whole, parts) = chosen is null ? (own, children) : await reconciliation.ChainsAsync(campaign, place, null);
        return View(new ReconciliationModel(
            campaign, place, await desk.StepsAsync(campaign, place, Text.Of("Đối chiếu", "Reconciliation")), await clock.TodayAsync(), all, chosen, own, children,
            await reconciliation.DifferencesAsync(campaign, whole, parts), await bands.OfAsync(campaign.Id), await user.MayAsync(Permission.ManageStock, campaign.UnitPath)));
    }

    /// <summary>The band of leaflets a household, for the whole campaign. Given as 1 or 1,5.</summary>
    [HttpPost("band"), Requires(Permission.ManageStock)]
    public async Task<IActionResult> Band(string slug, decimal? least, decimal? most)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, null, Permission.ManageStock);
        await user.DemandAsync(Permission.ManageStock, campaign.UnitPath);
        try
        {
            // Numbers that could not be read, or are too large for a band, make none.
            await bands.SetAsync(campaign, new StockBand(Hundredths(least), Hundredths(most)), user.Actor);
            this.Say(FlashKind.Done, Text.Of("Đã đổi mức tờ rơi mỗi hộ.", "The band is changed."));
        }
        catch (StockRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return LocalRedirect(StockLinks.Reconciliation(slug, place.Code));
    }

    private static int Hundredths(decimal? typed) => typed is >= 0 and <= 1000 ? (int)Math.Round(typed.Value * 100) : -1;
}
