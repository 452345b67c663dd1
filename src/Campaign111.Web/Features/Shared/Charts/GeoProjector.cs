using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Campaign111.Features.Shared.Charts;

/// <summary>An area of a map in the drawing's coordinates.</summary>
/// <param name="Code">The unit's official code.</param>
/// <param name="Name">The unit's name as the boundary file has it.</param>
/// <param name="Path">SVG path data, relative, one decimal.</param>
public sealed record ProjectedShape(string Code, string Name, string Path);

/// <summary>Areas drawn into one frame; <paramref name="Width"/> and <paramref name="Height"/> are the viewBox.</summary>
public sealed record ProjectedMap(double Width, double Height, IReadOnlyList<ProjectedShape> Shapes);

/// <summary>
/// Draws GeoJSON boundaries (Polygon, MultiPolygon, WGS 84 longitude and latitude) as SVG paths: equirectangular, longitudes shortened by
/// the cosine of the middle latitude, north up. One projector draws several layers (communes, then district outlines) into the same frame.
/// </summary>
public sealed class GeoProjector
{
    private const double Margin = 4;
    private readonly double west;
    private readonly double north;
    private readonly double perDegree;
    private readonly double shrink;

    private GeoProjector(double west, double south, double east, double north, double width)
    {
        (this.west, this.north) = (west, north);
        shrink = Math.Cos((south + north) / 2 * Math.PI / 180);
        perDegree = (width - (2 * Margin)) / Math.Max((east - west) * shrink, 1e-9);
        Width = width;
        Height = Math.Round(((north - south) * perDegree) + (2 * Margin), 1);
    }

    /// <summary>Width of the drawing, as asked for.</summary>
    public double Width { get; }

    /// <summary>Height of the drawing, as the boundaries need it.</summary>
    public double Height { get; }

    /// <summary>A frame around all areas of a FeatureCollection.</summary>
    /// <exception cref="FormatException">The document has no area.</exception>
    public static GeoProjector Around(JsonElement collection, double width)
    {
        var (west, south, east, north) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var point in Features(collection).SelectMany(Rings).SelectMany(ring => ring))
        {
            (west, east) = (Math.Min(west, point.Lon), Math.Max(east, point.Lon));
            (south, north) = (Math.Min(south, point.Lat), Math.Max(north, point.Lat));
        }

        return west > east
            ? throw new FormatException("The boundary file holds no area: expected a FeatureCollection of Polygon or MultiPolygon.")
            : new GeoProjector(west, south, east, north, width);
    }

    /// <summary>Frame and areas of one file in one call.</summary>
    public static ProjectedMap Project(JsonElement collection, double width) => Around(collection, width).Draw(collection);

    /// <summary>The areas of a FeatureCollection in this frame, with <c>code</c> and <c>name</c> from their properties.</summary>
    public ProjectedMap Draw(JsonElement collection) => new(Width, Height, [.. Features(collection).Select(Shape)]);

    /// <summary>A point of the earth in the drawing.</summary>
    public (double X, double Y) Place(double longitude, double latitude) =>
        (Margin + ((longitude - west) * shrink * perDegree), Margin + ((north - latitude) * perDegree));

    private ProjectedShape Shape(JsonElement feature)
    {
        var properties = feature.GetProperty("properties");
        var path = new StringBuilder();
        foreach (var ring in Rings(feature))
        {
            Append(path, ring);
        }

        return new(properties.GetProperty("code").GetString() ?? "", properties.GetProperty("name").GetString() ?? "", path.ToString());
    }

    /// <summary>Whole tenths, then differences: exact, shared borders stay shared, and about half the bytes of absolute numbers.</summary>
    private void Append(StringBuilder path, IReadOnlyList<(double Lon, double Lat)> ring)
    {
        var points = ring.Select(point => Place(point.Lon, point.Lat))
            .Select(place => (X: (int)Math.Round(place.X * 10), Y: (int)Math.Round(place.Y * 10))).ToList();
        var last = points[0];
        path.Append('M').Append(Tenths(last.X)).Append(' ').Append(Tenths(last.Y)).Append('l');
        // The closing point equals the first: Z draws that line. Points that fall together at this scale are one.
        foreach (var point in points.Take(points.Count - 1))
        {
            if (point != last)
            {
                var gap = point.Y < last.Y ? "" : " ";
                path.Append(Tenths(point.X - last.X)).Append(gap).Append(Tenths(point.Y - last.Y)).Append(' ');
                last = point;
            }
        }

        // Takes the last space, or the "l" of an islet that became a dot.
        path.Length--;
        path.Append('Z');
    }

    private static string Tenths(int value) => (value / 10m).ToString("0.#", CultureInfo.InvariantCulture);

    private static JsonElement.ArrayEnumerator Features(JsonElement collection) =>
        collection.TryGetProperty("features", out var features) ? features.EnumerateArray() : default;

    private static IEnumerable<IReadOnlyList<(double Lon, double Lat)>> Rings(JsonElement feature)
    {
        var geometry = feature.GetProperty("geometry");
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => coordinates.EnumerateArray().Select(Ring),
            "MultiPolygon" => coordinates.EnumerateArray().SelectMany(polygon => polygon.EnumerateArray()).Select(Ring),
            var type => throw new FormatException($"A boundary of type '{type}' cannot be drawn: expected Polygon or MultiPolygon."),
        };
    }

    private static IReadOnlyList<(double Lon, double Lat)> Ring(JsonElement ring) =>
        [.. ring.EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble()))];
}
