using System.Collections.Concurrent;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared.Charts;

namespace Campaign111.Features.Dashboards;

/// <summary>The drawings of boundaries, each made once: projecting and simplifying a country takes a second, filling the drawing with the day's statuses
/// nothing. A unit's row is of one tree, so its id names the tree too, but for a province that lived on through July 2025.</summary>
public sealed class MapSheets(UnitShapes shapes)
{
    /// <summary>More areas than this have no room for their names.</summary>
    private const int MostNamed = 24;

    // The names on it are those of a language.
    private readonly ConcurrentDictionary<(long Parent, UnitLevel Level, bool TwoTiers, string Language), Lazy<Task<MapSheet?>>> kept = new();

    /// <summary>The first day of the tree without districts.</summary>
    public static readonly DateOnly TwoTiersFrom = new(2025, 7, 1);

    /// <summary>The areas of one tier inside a unit, as they stood on the campaign's tree date; null where there is no shape of any.</summary>
    public async Task<MapSheet?> OfAsync(Campaign campaign, Unit parent, UnitLevel level)
    {
        var key = (parent.Id, level, campaign.TreeDate >= TwoTiersFrom, System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        var drawing = kept.GetOrAdd(key, _ => new(() => DrawAsync(campaign.TreeDate, parent, level)));
        try
        {
            return await drawing.Value;
        }
        catch
        {
            // The database was away, say: the next one who asks draws it anew.
            kept.TryRemove(KeyValuePair.Create(key, drawing));
            throw;
        }
    }

    private async Task<MapSheet?> DrawAsync(DateOnly tree, Unit parent, UnitLevel level)
    {
        var found = await shapes.BelowAsync(parent, level, tree);
        if (found.Count == 0)
        {
            return null;
        }

        var names = found.ToDictionary(shape => shape.Unit.Code, shape => shape.Unit, StringComparer.Ordinal);
        var drawn = found.Select(shape => new MapShape(shape.Unit.Code, shape.Unit.FullName, [.. shape.Polygons.SelectMany(rings => rings).Select(Ring)])).ToList();
        return MapSheetBuilder.Draw(drawn, parent.Level == UnitLevel.Nation, found.Count <= MostNamed ? code => Short(names[code]) : null);
    }

    private static IReadOnlyList<(double Lon, double Lat)> Ring(IReadOnlyList<GeoPoint> ring) => [.. ring.Select(point => (point.Longitude, point.Latitude))];

    private static string Short(Unit unit) => Platform.Localisation.Text.Of(unit.Name, unit.NameEn);
}
