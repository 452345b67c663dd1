using System.Collections.Concurrent;
using System.Text.Json;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Hierarchy;

/// <summary>A point on the globe, degrees, WGS 84.</summary>
public readonly record struct GeoPoint(double Longitude, double Latitude);

/// <summary>The outline of a unit. Not a legal boundary (db/README.md, Doubts).</summary>
public sealed class UnitShape
{
    public required Unit Unit { get; init; }

    /// <summary>The GeoJSON feature with properties code, name and level.</summary>
    public required JsonElement Feature { get; init; }

    /// <summary>Polygons; of each the outer ring, then its holes; rings are closed.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<GeoPoint>>> Polygons => Read(Feature.GetProperty("geometry"));

    private static List<IReadOnlyList<IReadOnlyList<GeoPoint>>> Read(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() == "MultiPolygon"
            ? [.. coordinates.EnumerateArray().Select(Polygon)]
            : [Polygon(coordinates)];
    }

    private static IReadOnlyList<IReadOnlyList<GeoPoint>> Polygon(JsonElement rings) =>
        [.. rings.EnumerateArray().Select(ring => (IReadOnlyList<GeoPoint>)[.. ring.EnumerateArray().Select(at => new GeoPoint(at[0].GetDouble(), at[1].GetDouble()))])];
}

/// <summary>Boundaries of units for maps, from the GeoJSON that ships in db/seed/geo; each file is read once and kept in memory.</summary>
/// <remarks>Shipped: provinces of both trees, districts of 2020, communes of 2025, and communes of 2020 for the provinces 20, 70 and 89. Đà Nẵng
/// (48) contains Hoàng Sa and Khánh Hòa (56) Trường Sa: 2020 also as districts 498 and 576, 2025 as communes 20333 and 22736.</remarks>
public sealed class UnitShapes(UnitDirectory units)
{
    private readonly ConcurrentDictionary<string, Lazy<IReadOnlyDictionary<string, JsonElement>>> files = new(StringComparer.Ordinal);

    /// <summary>Outlines of the direct children of a unit on a day: provinces of the nation, districts or communes of a province, communes
    /// of a district. Children without an outline (hamlets, communes of 2020 outside three provinces) are left out: no shape at all, no map.</summary>
    public async Task<IReadOnlyList<UnitShape>> ChildrenAsync(Unit parent, DateOnly on) =>
        await ShapesAsync(parent, await units.ChildrenAsync(parent.Id, on), on);

    /// <summary>Outlines of all units of one tier inside a unit, e.g. the 111 communes of Bình Phước.</summary>
    public async Task<IReadOnlyList<UnitShape>> BelowAsync(Unit within, UnitLevel level, DateOnly on) =>
        await ShapesAsync(within, await units.BelowAsync(within.Path, level, on), on);

    /// <summary>The shapes as one GeoJSON FeatureCollection.</summary>
    public static JsonElement Collection(IEnumerable<UnitShape> shapes) =>
        JsonSerializer.SerializeToElement(new { type = "FeatureCollection", features = shapes.Select(shape => shape.Feature) });

    private async Task<IReadOnlyList<UnitShape>> ShapesAsync(Unit within, IReadOnlyList<Unit> wanted, DateOnly on)
    {
        var shapes = new List<UnitShape>();
        foreach (var level in wanted.GroupBy(unit => unit.Level))
        {
            var file = File(level.Key, await ProvinceCodeAsync(within), on < OfficialUnits.TwoTiersFrom ? "2020" : "2025");
            var outlines = file is null ? null : files.GetOrAdd(file, name => new(() => Read(name))).Value;
            shapes.AddRange(level
                .Where(unit => outlines?.ContainsKey(unit.Code) ?? false)
                .Select(unit => new UnitShape { Unit = unit, Feature = outlines![unit.Code] }));
        }

        return shapes;
    }

    private async Task<string?> ProvinceCodeAsync(Unit within) =>
        (await units.LineageAsync(within)).FirstOrDefault(unit => unit.Level == UnitLevel.Province)?.Code;

    // The finer file of one province where there is one.
    private static string? File(UnitLevel level, string? province, string tree)
    {
        string[] candidates = level switch
        {
            UnitLevel.Province => [$"geo/provinces-{tree}.geojson"],
            UnitLevel.District => [$"geo/districts-{tree}-{province}.geojson", $"geo/districts-{tree}.geojson"],
            UnitLevel.Commune when province is not null => [$"geo/communes-{tree}-{province}.geojson"],
            _ => [],
        };
        return candidates.FirstOrDefault(SeedFiles.Exists);
    }

    private static Dictionary<string, JsonElement> Read(string name)
    {
        using var stream = SeedFiles.Open(name);
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("features").EnumerateArray()
            .ToDictionary(feature => feature.GetProperty("properties").GetProperty("code").GetString()!, feature => feature.Clone(), StringComparer.Ordinal);
    }
}
