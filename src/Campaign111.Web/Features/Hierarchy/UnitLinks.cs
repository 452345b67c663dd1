using System.Globalization;

namespace Campaign111.Features.Hierarchy;

/// <summary>Addresses of the feature's pages.</summary>
public static class UnitLinks
{
    public const string Units = "/units";

    public const string Import = "/units/import";

    public static string Browse(string? text = null, DateOnly? on = null, long? after = null) =>
        Units + Query(("q", text), ("on", Day(on)), ("after", after?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A unit's page; for a hamlet, give its commune's code too.</summary>
    /// <param name="unit">Where to.</param>
    /// <param name="on">The day, or null for today.</param>
    /// <param name="communeCode">Code of the commune when the unit is a hamlet.</param>
    public static string Of(Unit unit, DateOnly? on, string? communeCode = null) =>
        (communeCode is null ? $"/units/{unit.Code}" : $"/units/{communeCode}/hamlets/{unit.Code}") + Query(("on", Day(on)));

    /// <summary>The page of whatever unit bears an official code on the day.</summary>
    public static string OfCode(string code, DateOnly? on) => $"/units/{code}" + Query(("on", Day(on)));

    /// <summary>Where a commune's hamlets are posted to and imported ("import").</summary>
    public static string Hamlets(string communeCode, DateOnly? on, string? act = null) =>
        $"/units/{communeCode}/hamlets" + (act is null ? "" : "/" + act) + Query(("on", Day(on)));

    public static string Organisation(Organisation organisation) => string.Create(CultureInfo.InvariantCulture, $"/organisations/{organisation.Id}");

    /// <summary>The unit's dashboard in a campaign.</summary>
    public static string Dashboard(string slug, Unit unit) => $"/campaigns/{slug}/units/{unit.Code}";

    private static string? Day(DateOnly? on) => on?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Query(params (string Name, string? Value)[] parts)
    {
        var given = parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}").ToList();
        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }
}
