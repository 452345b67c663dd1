using System.Globalization;
using System.Text;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>Gives a unit's calendar to whoever holds its secret address, as long as the owner may read there.</summary>
[AllowAnonymous]
public sealed class FeedController(CalendarFeeds feeds, CalendarDesk desk, UnitDirectory units, IWorkingDays workingDays, BusinessClock clock, IConfiguration configuration)
    : Controller
{
    private const int Backwards = 120;
    private const int Forwards = 800;

    [HttpGet("/calendar/{token}.ics")]
    public async Task<IActionResult> Feed(string token, CancellationToken cancel)
    {
        var today = await clock.TodayAsync(cancel);
        if (await feeds.FindAsync(token, cancel) is not { } feed || await units.FindAsync(feed.UnitId) is not { } unit)
        {
            return NotFound();
        }

        // In the language of the person who made the address, whatever the calendar program asks for.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Cultures.Find(feed.Language) ?? Cultures.Vietnamese;
        if (await desk.ListAsync(feed, unit, today.AddDays(-Backwards), today.AddDays(Forwards), cancel) is not { } obligations)
        {
            return NotFound();
        }

        var text = CalendarText.Write(
            $"111 – {unit.FullName}", await feeds.InstallationAsync(cancel), configuration.SiteAddressFor(Request), obligations, await workingDays.LoadAsync(cancel));
        // Shared caches must not keep what a secret address gives.
        Response.Headers.CacheControl = "private, max-age=900";
        Response.Headers["X-Robots-Tag"] = "noindex";
        return File(Encoding.UTF8.GetBytes(text), "text/calendar; charset=utf-8");
    }
}
