using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Dashboards;

/// <summary>Addresses of the feature's pages, and of the pages of others that it leads to.</summary>
public static class DashboardLinks
{
    public const string Home = "/home";

    public const string Demo = "/demo";

    public const string Materials = "/materials";

    public const string Units = "/units";

    public const string Campaigns = "/campaigns";

    public static string Of(Campaign campaign, Unit unit) => $"/campaigns/{campaign.Slug}/units/{unit.Code}";

    /// <summary>The same with sort and filters; what stands at its default is left out.</summary>
    public static string Of(Campaign campaign, Unit unit, ChildFilter filter)
    {
        var parts = new List<string>();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        Add("q", filter.Q);
        Add("status", filter.Status);
        Add("silent", filter.Silent ? "true" : null);
        Add("sort", filter.Order == ChildOrder.Name ? null : filter.Sort);
        Add("reverse", filter.Reverse ? "true" : null);
        Add("page", filter.Page > 1 ? filter.Page.ToString(CultureInfo.InvariantCulture) : null);
        return Of(campaign, unit) + (parts.Count == 0 ? "" : "?" + string.Join('&', parts)) + "#units";
    }

    public static string Campaign(Campaign campaign) => $"/campaigns/{campaign.Slug}";

    public static string Coverage(Campaign campaign, Unit commune) => $"/campaigns/{campaign.Slug}/coverage/{commune.Code}";

    public static string Coverage(Campaign campaign, Unit commune, Unit hamlet) => $"{Coverage(campaign, commune)}/{hamlet.Code}";

    public static string Leaflets(Campaign campaign) => $"/campaigns/{campaign.Slug}/leaflets";
}
