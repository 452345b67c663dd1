using System.Globalization;
using System.Text;

namespace Campaign111.Features.Shared.Charts;

/// <summary>An area to be drawn: rings of longitude and latitude (WGS 84), closed, outer rings and holes alike.</summary>
public sealed record MapShape(string Code, string Name, IReadOnlyList<IReadOnlyList<(double Lon, double Lat)>> Rings);

/// <summary>
/// Draws areas into a sheet: equirectangular, longitudes shortened by the cosine of the middle latitude, whole units, borders simplified alike for both
/// neighbours. Islands that would vanish at this scale stay as dots. The islands of the East Sea stand where they are on a map of the country; on the
/// map of the one province they stand in an inset, because the province would shrink to a dot beside them.
/// </summary>
public sealed class MapSheetBuilder
{
    private const double Width = 1000;
    private const double Margin = 8;
    private const double Tolerance = 1.4;
    private const double LeastArea = 14;
    private const int Dot = 3;
    private readonly double west;
    private readonly double north;
    private readonly double scale;
    private readonly double shrink;
    private readonly (double X, double Y) corner;

    private MapSheetBuilder(IReadOnlyList<(double Lon, double Lat)> points, double width, (double X, double Y) corner, double mostHeight = double.MaxValue)
    {
        (west, north) = (points.Min(point => point.Lon), points.Max(point => point.Lat));
        var (east, south) = (points.Max(point => point.Lon), points.Min(point => point.Lat));
        shrink = Math.Cos((south + north) / 2 * Math.PI / 180);
        scale = Math.Min((width - (2 * Margin)) / Math.Max((east - west) * shrink, 1e-6), (mostHeight - (2 * Margin)) / Math.Max(north - south, 1e-6));
        this.corner = corner;
        Right = corner.X + ((east - west) * shrink * scale) + (2 * Margin);
        Bottom = corner.Y + ((north - south) * scale) + (2 * Margin);
    }

    private double Right { get; }

    private double Bottom { get; }

    /// <summary>The sheet of these areas.</summary>
    /// <param name="shapes">At least one, each with at least one ring.</param>
    /// <param name="country">All provinces: the islands stay where they are, and the archipelagos are named.</param>
    /// <param name="named">Write the areas' names where there is room.</param>
    public static MapSheet Draw(IReadOnlyList<MapShape> shapes, bool country, Func<string, string>? named = null)
    {
        var far = country ? [] : shapes.Select(shape => shape with { Rings = [.. shape.Rings.Where(IsFar)] }).Where(shape => shape.Rings.Count > 0).ToList();
        var near = far.Count == 0 ? shapes : [.. shapes.Select(shape => shape with { Rings = [.. shape.Rings.Where(ring => !IsFar(ring))] }).Where(shape => shape.Rings.Count > 0)];
        if (near.Count == 0)
        {
            (near, far) = (shapes, []);
        }

        var main = new MapSheetBuilder([.. near.SelectMany(shape => shape.Rings).SelectMany(ring => ring)], far.Count == 0 ? Width : Width * 0.68, (0, 0));
        var paths = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        var labels = new List<MapLabel>();
        var boxes = new List<MapBox>();
        main.Add(near, paths, labels, named, dots: country);
        var height = main.Bottom;
        for (var i = 0; i < far.Count; i++)
        {
            var box = new MapBox(Width * 0.72, Margin + (i * 300), (Width * 0.28) - Margin, 260);
            var inset = new MapSheetBuilder([.. far[i].Rings.SelectMany(ring => ring)], box.Width, (box.X, box.Y + 30), box.Height - 60);
            inset.Add([far[i]], paths, [], null, dots: true);
            var shape = far[i];
            labels.Add(new(box.X + (box.Width / 2), box.Y + 24, () => named?.Invoke(shape.Code) ?? shape.Name, shape.Code));
            boxes.Add(box);
            height = Math.Max(height, box.Y + box.Height + Margin);
        }

        if (country)
        {
            labels.AddRange(Archipelagos.All.Select(islands => islands.Label(main.Place(islands.Longitude, islands.Latitude))));
        }

        return new(Width, Math.Ceiling(height), paths.ToDictionary(path => path.Key, path => path.Value.ToString(), StringComparer.Ordinal), labels, boxes);
    }

    /// <summary>East of the mainland's coast, and south-east of it below Khánh Hòa's, lie only Hoàng Sa, Trường Sa and the banks that belong to them.</summary>
    private static bool IsFar(IReadOnlyList<(double Lon, double Lat)> ring) => ring[0] is { Lon: > 110.4 } or { Lon: > 109.3, Lat: < 10.9 };

    private void Add(
        IReadOnlyList<MapShape> shapes, Dictionary<string, StringBuilder> paths, List<MapLabel> labels, Func<string, string>? named, bool dots)
    {
        var placed = shapes.Select(shape => (Shape: shape, Rings: shape.Rings.Select(Whole).Where(ring => ring.Count > 0).ToList())).ToList();
        var topology = new MapTopology(placed.SelectMany(area => area.Rings), Tolerance);
        foreach (var (shape, rings) in placed)
        {
            var path = paths.TryGetValue(shape.Code, out var known) ? known : paths[shape.Code] = new StringBuilder();
            var largest = rings.MaxBy(Area) ?? [];
            var spots = new HashSet<(int, int)>();
            foreach (var ring in rings)
            {
                var simple = topology.Simplify(ring);
                if (ring == largest ? simple.Count > 2 : simple.Count > 2 && Area(simple) >= LeastArea)
                {
                    Write(path, simple);
                }
                else if (ring == largest || (dots && Away(ring, largest) && spots.Add((ring[0].X / (2 * Dot), ring[0].Y / (2 * Dot)))))
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{ring[0].X} {ring[0].Y - Dot}l{Dot} {Dot}-{Dot} {Dot}-{Dot}-{Dot}z");
                }
            }

            if (named is not null && Area(largest) > 2600)
            {
                Name(labels, Centre(largest), shape, named);
            }
        }
    }

    /// <summary>Writes a name unless it would run into another.</summary>
    private static void Name(List<MapLabel> labels, (double X, double Y) at, MapShape shape, Func<string, string> named)
    {
        var width = 13 * named(shape.Code).Length;
        if (!labels.Any(label => Math.Abs(label.Y - at.Y) < 30 && Math.Abs(label.X - at.X) < (width + (13 * label.Text().Length)) / 2))
        {
            labels.Add(new(at.X, at.Y, () => named(shape.Code), shape.Code));
        }
    }

    /// <summary>A dot is worth its place only where no larger part of the unit says that there is something.</summary>
    private static bool Away(List<(int X, int Y)> ring, List<(int X, int Y)> largest) =>
        largest.Count == 0 || largest.Min(point => Math.Abs(point.X - ring[0].X) + Math.Abs(point.Y - ring[0].Y)) > 24;

    private (double X, double Y) Place(double longitude, double latitude) =>
        (corner.X + Margin + ((longitude - west) * shrink * scale), corner.Y + Margin + ((north - latitude) * scale));

    /// <summary>Whole units; points that fall together are one, and the closing point is left out.</summary>
    private List<(int X, int Y)> Whole(IReadOnlyList<(double Lon, double Lat)> ring)
    {
        var points = new List<(int X, int Y)>();
        foreach (var (x, y) in ring.Select(point => Place(point.Lon, point.Lat)))
        {
            var point = ((int)Math.Round(x), (int)Math.Round(y));
            if (points.Count == 0 || points[^1] != point)
            {
                points.Add(point);
            }
        }

        if (points.Count > 1 && points[^1] == points[0])
        {
            points.RemoveAt(points.Count - 1);
        }

        return points;
    }

    private static void Write(StringBuilder path, IReadOnlyList<(int X, int Y)> ring)
    {
        path.Append(CultureInfo.InvariantCulture, $"M{ring[0].X} {ring[0].Y}l");
        for (var i = 1; i < ring.Count; i++)
        {
            var (x, y) = (ring[i].X - ring[i - 1].X, ring[i].Y - ring[i - 1].Y);
            path.Append(i > 1 && x >= 0 ? " " : "").Append(x.ToString(CultureInfo.InvariantCulture)).Append(y >= 0 ? " " : "").Append(y.ToString(CultureInfo.InvariantCulture));
        }

        path.Append('z');
    }

    private static double Area(IReadOnlyList<(int X, int Y)> ring) =>
        Math.Abs(Enumerable.Range(0, ring.Count).Sum(i => Cross(ring[i], ring[(i + 1) % ring.Count]))) / 2;

    private static (double X, double Y) Centre(List<(int X, int Y)> ring)
    {
        var (area, x, y) = (0d, 0d, 0d);
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            var cross = Cross(a, b);
            (area, x, y) = (area + cross, x + ((a.X + b.X) * cross), y + ((a.Y + b.Y) * cross));
        }

        return area == 0 ? (ring[0].X, ring[0].Y) : (x / (3 * area), y / (3 * area));
    }

    private static double Cross((int X, int Y) a, (int X, int Y) b) => ((double)a.X * b.Y) - ((double)b.X * a.Y);
}
