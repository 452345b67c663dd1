using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Dashboards;

/// <summary>Addresses of the feature's pages, and of the pages of others that it leads to.</summary>
public static class DashboardLinks
{
    public const string Home = "/home";

    /// <summary>The guided first run.</summary>
    public const string Start = "/start";

    public const string Demo = "/demo";

    public const string DemoReset = "/demo/reset";

    public const string Materials = "/materials";

    public const string Units = "/units";

    public const string Campaigns = "/campaigns";

    public static string Of(Campaign campaign, Unit unit) => $"/campaigns/{campaign.Slug}/units/{unit.Code}";

    /// <summary>The same with sort and filters; what stands at its default is left out.</summary>
    public static string Of(Campaign campaign, Unit unit, ChildFilter filter) => View(campaign, unit, filter) + "#units";

    /// <summary>The same, opened at its top.</summary>
    public static string View(Campaign campaign, Unit unit, ChildFilter filter)
    {
        var parts = new List<string>();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        Add("day", filter.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("since", filter.Back == ChildFilter.Spans[0] ? null : filter.Back.ToString(CultureInfo.InvariantCulture));
        Add("map", filter.ShowsCommunes ? filter.Map : null);
        Add("view", filter.IsMeeting ? filter.View : null);
        Add("q", filter.Q);
        Add("status", filter.Status);
        Add("silent", filter.Silent ? "true" : null);
        Add("sort", filter.Order == ChildOrder.Name ? null : filter.Sort);
        Add("reverse", filter.Reverse ? "true" : null);
        Add("page", filter.Page > 1 ? filter.Page.ToString(CultureInfo.InvariantCulture) : null);
        return Of(campaign, unit) + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
    }

    public static string Compare(Campaign campaign, Unit unit) => $"{Of(campaign, unit)}/compare";

    public static string Reminders(Campaign campaign, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"/campaigns/{campaign.Slug}/reminders?day={day:yyyy-MM-dd}");

    public static string PublicSettings(Campaign campaign) => $"/campaigns/{campaign.Slug}/public";

    public static string Campaign(Campaign campaign) => $"/campaigns/{campaign.Slug}";

    public static string Coverage(Campaign campaign, Unit commune) => $"/campaigns/{campaign.Slug}/coverage/{commune.Code}";

    public static string Coverage(Campaign campaign, Unit commune, Unit hamlet) => $"{Coverage(campaign, commune)}/{hamlet.Code}";

    public static string Leaflets(Campaign campaign) => $"/campaigns/{campaign.Slug}/leaflets";
}
