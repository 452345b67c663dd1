using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>What is due when, from all dispatches that bind a unit: as a list, as a month, and the secret addresses for calendar programs.</summary>
[Requires(Permission.Read)]
public sealed class CalendarController(
    CurrentUser user, CalendarDesk desk, CalendarFeeds feeds, UnitDirectory units, IWorkingDays workingDays, BusinessClock clock, IConfiguration configuration) : Controller
{
    private const int PerPage = 30;
    private const int Backwards = 400;
    private const int Forwards = 800;

    [HttpGet(CalendarLinks.Page)]
    public async Task<IActionResult> List(string? unit, bool past, int page, CancellationToken cancel) =>
        View("List", await ListAsync(unit, past, page, cancel));

    [HttpGet("/calendar/month")]
    public async Task<IActionResult> Month(string? unit, string? month, CancellationToken cancel)
    {
        var frame = await FrameAsync(unit, cancel);
        var first = DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is >= 2000 and < 2100
            ? asked
            : new DateOnly(frame.Today.Year, frame.Today.Month, 1);
        var found = await desk.ListAsync(frame.Place.Unit, MonthModel.GridStart(first), MonthModel.GridEnd(first), cancel);
        return View(new MonthModel(frame, first, found.ToLookup(one => one.Day)));
    }

    [HttpPost(CalendarLinks.Feeds)]
    public async Task<IActionResult> MakeFeed([FromForm] string? unit, CancellationToken cancel)
    {
        var place = await desk.PlaceAsync(unit, await desk.OwnAsync());
        await user.DemandAsync(Permission.Read, place.Unit.Path);
        try
        {
            var secret = await feeds.CreateAsync(user.Actor, user.AccountId!.Value, place.Unit.Id, Text.Language);
            return View("List", await ListAsync(place.Key, past: false, 1, cancel) with { NewFeed = configuration.SiteAddressFor(Request) + CalendarLinks.Feed(secret) });
        }
        catch (CampaignRuleException error)
        {
            this.Say(FlashKind.Failed, error.Problems[0].Notice.Say());
            return LocalRedirect(CalendarLinks.List(place.Key) + "#feeds");
        }
    }

    /// <summary>The address of the form when its page is loaded again.</summary>
    [HttpGet(CalendarLinks.Feeds)]
    public IActionResult Feeds() => LocalRedirect(CalendarLinks.Page + "#feeds");

    [HttpPost("/calendar/feeds/{id:long}/revoke")]
    public async Task<IActionResult> RevokeFeed(long id)
    {
        if (!await feeds.RevokeAsync(user.Actor, user.AccountId!.Value, id))
        {
            return NotFound();
        }

        this.Say(FlashKind.Done, Text.Of("Đã thu hồi địa chỉ lịch: phần mềm dùng nó không còn nhận được gì.", "The address is taken back: programs that use it get nothing any more."));
        return LocalRedirect(CalendarLinks.Page + "#feeds");
    }

    private async Task<ListModel> ListAsync(string? unit, bool past, int page, CancellationToken cancel)
    {
        var frame = await FrameAsync(unit, cancel);
        var (first, last) = past ? (frame.Today.AddDays(-Backwards), frame.Today.AddDays(-1)) : (frame.Today, frame.Today.AddDays(Forwards));
        var found = await desk.ListAsync(frame.Place.Unit, first, last, cancel);
        var ordered = past ? [.. found.Reverse()] : found;
        var pages = Math.Max(1, (ordered.Count + PerPage - 1) / PerPage);
        page = Math.Clamp(page, 1, pages);
        var own = await feeds.OfAccountAsync(user.AccountId!.Value);
        var named = await units.FindAsync(own.Select(feed => feed.UnitId));
        return new ListModel(frame, past, [.. ordered.Skip((page - 1) * PerPage).Take(PerPage)], new PagerModel(page, pages, ordered.Count, to => CalendarLinks.List(frame.Place.Key, past, to)))
        {
            Feeds = [.. own.Select(feed => (feed, named[feed.UnitId].FullName))],
        };
    }

    private async Task<CalendarFrame> FrameAsync(string? unit, CancellationToken cancel)
    {
        var own = await desk.OwnAsync();
        return new CalendarFrame(await desk.PlaceAsync(unit, own), own, await clock.TodayAsync(cancel), await workingDays.LoadAsync(cancel));
    }
}
