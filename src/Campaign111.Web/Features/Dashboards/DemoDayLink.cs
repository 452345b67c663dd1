using System.Security.Claims;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Dashboards;

/// <summary>Offers the change of the demo's day, in the strip on every page, to those who may.</summary>
public sealed class DemoDayLink(CurrentUser user, ProductMode mode) : ILayoutSource
{
    public async Task FillAsync(LayoutModel layout, ClaimsPrincipal principal)
    {
        if (mode.IsDemo && await user.MayAnywhereAsync(Permission.ManageCampaigns))
        {
            layout.DemoHref = DashboardLinks.Demo;
        }
    }
}
