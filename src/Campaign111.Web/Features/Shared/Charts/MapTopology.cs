namespace Campaign111.Features.Shared.Charts;

/// <summary>
/// Fewer points on a border, the same ones for both neighbours. Where three areas meet (or an outline turns back) a border is cut into arcs; an arc is
/// simplified once (Douglas and Peucker 1973), in one direction, whoever's ring it belongs to: no gaps and no overlaps between neighbours.
/// </summary>
public sealed class MapTopology
{
    private readonly double tolerance;
    private readonly Dictionary<(int X, int Y), (int X, int Y)[]> neighbours = [];

    /// <summary>Learns the borders of all rings; points are whole units of the drawing, rings are closed without repeating the first point.</summary>
    /// <param name="rings">All rings of all areas of the drawing.</param>
    /// <param name="tolerance">How far, in units, a dropped point may lie beside the line that replaces it.</param>
    public MapTopology(IEnumerable<IReadOnlyList<(int X, int Y)>> rings, double tolerance)
    {
        this.tolerance = tolerance;
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                Learn(ring[i], ring[(i + ring.Count - 1) % ring.Count], ring[(i + 1) % ring.Count]);
            }
        }
    }

    /// <summary>The ring with fewer points; fewer than three when nothing of it is left at this scale.</summary>
    public IReadOnlyList<(int X, int Y)> Simplify(IReadOnlyList<(int X, int Y)> ring)
    {
        var corners = Enumerable.Range(0, ring.Count).Where(i => neighbours[ring[i]].Length != 2).ToList();
        if (corners.Count == 0)
        {
            // An island: nobody shares it. Cut at its first point and the one farthest from it.
            var far = Enumerable.Range(0, ring.Count).MaxBy(i => Distance(ring[0], ring[i]));
            corners = far == 0 ? [0] : [0, far];
        }

        var kept = new List<(int X, int Y)>();
        for (var i = 0; i < corners.Count; i++)
        {
            var (from, to) = (corners[i], corners[(i + 1) % corners.Count]);
            var length = ((to - from + ring.Count) % ring.Count) is var steps && steps == 0 ? ring.Count : steps;
            var arc = Enumerable.Range(from, length + 1).Select(at => ring[at % ring.Count]).ToList();
            kept.AddRange(Arc(arc).SkipLast(1));
        }

        return kept;
    }

    private void Learn((int X, int Y) point, (int X, int Y) before, (int X, int Y) after)
    {
        var known = neighbours.GetValueOrDefault(point) ?? [];
        neighbours[point] = [.. known.Append(before).Append(after).Distinct()];
    }

    /// <summary>Both neighbours walk an arc in opposite directions; it is simplified from its smaller end.</summary>
    private List<(int X, int Y)> Arc(List<(int X, int Y)> arc)
    {
        var turned = arc[^1].CompareTo(arc[0]) < 0;
        if (turned)
        {
            arc.Reverse();
        }

        var keep = new bool[arc.Count];
        (keep[0], keep[^1]) = (true, true);
        Keep(arc, keep, 0, arc.Count - 1);
        var kept = arc.Where((_, i) => keep[i]).ToList();
        if (turned)
        {
            kept.Reverse();
        }

        return kept;
    }

    private void Keep(List<(int X, int Y)> arc, bool[] keep, int from, int to)
    {
        var (farthest, distance) = (from, tolerance);
        for (var i = from + 1; i < to; i++)
        {
            if (Beside(arc[i], arc[from], arc[to]) is var beside && beside > distance)
            {
                (farthest, distance) = (i, beside);
            }
        }

        if (farthest != from)
        {
            keep[farthest] = true;
            Keep(arc, keep, from, farthest);
            Keep(arc, keep, farthest, to);
        }
    }

    private static double Beside((int X, int Y) point, (int X, int Y) from, (int X, int Y) to)
    {
        var length = Distance(from, to);
        return length == 0
            ? Distance(from, point)
            : Math.Abs((((double)to.X - from.X) * (from.Y - point.Y)) - (((double)from.X - point.X) * (to.Y - from.Y))) / length;
    }

    private static double Distance((int X, int Y) a, (int X, int Y) b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));
}
