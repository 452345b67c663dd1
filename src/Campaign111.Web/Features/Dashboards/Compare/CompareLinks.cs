using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Dashboards.Compare;

/// <summary>Addresses of comparisons.</summary>
public static class CompareLinks
{
    /// <summary>A comparison with everything that was chosen.</summary>
    public static string Page(Campaign campaign, Unit unit, CompareForm form)
    {
        (string Name, string? Value)[] parts =
        [
            ("with", form.With), ("from1", Day(form.From1)), ("to1", Day(form.To1)), ("from2", Day(form.From2)), ("to2", Day(form.To2)),
            ("page", form.Page > 1 ? form.Page.ToString(CultureInfo.InvariantCulture) : null),
        ];
        var query = string.Join('&', parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return DashboardLinks.Compare(campaign, unit) + (query.Length == 0 ? "" : "?" + query);
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
