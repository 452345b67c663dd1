using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Dashboards;

/// <summary>Where a unit stands in a campaign, and its children.</summary>
[Requires(Permission.Read)]
public sealed class DashboardController(DashboardQueries queries) : Controller
{
    [HttpGet("/campaigns/{slug}/units/{code}")]
    public async Task<IActionResult> Show(string slug, string code, [FromQuery] ChildFilter filter) =>
        View(filter.IsMeeting ? "Meeting" : "Unit", await queries.ReadAsync(slug, code, filter) with { BadDay = IsBad(filter) });

    // A day that was asked for and not understood, or that is not over.
    private bool IsBad(ChildFilter filter) => ModelState.TryGetValue(nameof(filter.Day), out var day) && (day.Errors.Count > 0 || filter.Day is not null);
}
