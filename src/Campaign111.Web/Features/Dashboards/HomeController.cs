using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Dashboards;

/// <summary>The first page: everybody lands where they work.</summary>
[Authorize]
public sealed class HomeController(CurrentUser user, HomeFinder homes) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Start()
    {
        var memberships = await user.MembershipsAsync();
        if (memberships.Any(membership => membership.Role == Role.Administrator))
        {
            return Redirect(await homes.HasCampaignsAsync() ? DashboardLinks.Campaigns : DashboardLinks.Start);
        }

        var choices = await homes.ChoicesAsync();
        return Redirect(
            choices.Count > 0 ? choices[0].Href
            : memberships.Any(membership => membership.Role == Role.PressOffice) ? DashboardLinks.Materials
            : memberships.Any(membership => membership.Role == Role.ProvinceCommittee) ? DashboardLinks.Start
            : DashboardLinks.Home);
    }

    /// <summary>The choice for a person with several campaigns or units.</summary>
    [HttpGet(DashboardLinks.Home)]
    public async Task<IActionResult> Choose() => View("Home", new HomeModel { Choices = await homes.ChoicesAsync() });
}
