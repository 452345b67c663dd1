using System.Text.Json;

namespace Campaign111.Tests.Features.Reports.Exports;

/// <summary>What is wrong with a map, by RFC 7946.</summary>
internal static class GeoJson
{
    public static IReadOnlyList<string> Problems(JsonElement map)
    {
        var problems = new List<string>();
        if (map.GetProperty("type").GetString() != "FeatureCollection")
        {
            problems.Add("no FeatureCollection");
        }

        if (map.TryGetProperty("crs", out _))
        {
            problems.Add("crs was taken out of the format");
        }

        foreach (var feature in map.GetProperty("features").EnumerateArray())
        {
            if (feature.GetProperty("type").GetString() != "Feature" || feature.GetProperty("properties").ValueKind != JsonValueKind.Object)
            {
                problems.Add("a feature without type or properties");
            }

            foreach (var polygon in Polygons(feature.GetProperty("geometry")))
            {
                problems.AddRange(polygon.EnumerateArray().SelectMany((ring, at) => OfRing([.. ring.EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble()))], at == 0)));
            }
        }

        return problems;
    }

    private static List<JsonElement> Polygons(JsonElement geometry) =>
        geometry.ValueKind == JsonValueKind.Null ? []
        : geometry.GetProperty("type").GetString() == "MultiPolygon" ? [.. geometry.GetProperty("coordinates").EnumerateArray()]
        : [geometry.GetProperty("coordinates")];

    private static IEnumerable<string> OfRing(List<(double X, double Y)> ring, bool outer)
    {
        if (ring.Count < 4 || ring[0] != ring[^1])
        {
            yield return "a ring is not closed, or has fewer than four positions";
        }

        if (ring.Exists(point => point.X is < 100 or > 120 || point.Y is < 5 or > 25))
        {
            yield return "a position outside Vietnam: latitude before longitude?";
        }

        var area = Enumerable.Range(1, ring.Count - 1).Sum(at => (ring[at - 1].X * ring[at].Y) - (ring[at].X * ring[at - 1].Y));
        if (area > 0 != outer)
        {
            yield return outer ? "an outer ring runs clockwise" : "a hole runs counter-clockwise";
        }
    }
}
