using System.Globalization;
using System.Text.RegularExpressions;

namespace Campaign111.Platform.Pdf;

/// <summary>An affine map in SVG's order: x' = A x + C y + E, y' = B x + D y + F.</summary>
public readonly partial record struct SvgMatrix(double A, double B, double C, double D, double E, double F)
{
    public static SvgMatrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    public static SvgMatrix Scale(double x, double y) => new(x, 0, 0, y, 0, 0);

    public static SvgMatrix Translate(double x, double y) => new(1, 0, 0, 1, x, y);

    /// <summary>This map after <paramref name="inner"/>: the inner one is applied first, as in nested SVG groups.</summary>
    public SvgMatrix Then(SvgMatrix inner) => new(
        (A * inner.A) + (C * inner.B), (B * inner.A) + (D * inner.B),
        (A * inner.C) + (C * inner.D), (B * inner.C) + (D * inner.D),
        (A * inner.E) + (C * inner.F) + E, (B * inner.E) + (D * inner.F) + F);

    /// <summary>Reads a transform attribute (translate, scale, rotate, skewX, skewY, matrix, in a list).</summary>
    /// <exception cref="FormatException">Another function or number of arguments.</exception>
    public static SvgMatrix Parse(string? transform)
    {
        var result = Identity;
        foreach (Match match in Function().Matches(transform ?? ""))
        {
            var n = match.Groups[2].Value.Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
                .Select(text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)).ToArray();
            result = result.Then(One(match.Groups[1].Value, n));
        }

        return result;
    }

    private static SvgMatrix One(string name, double[] n) => (name, n.Length) switch
    {
        ("translate", 1) => Translate(n[0], 0),
        ("translate", 2) => Translate(n[0], n[1]),
        ("scale", 1) => Scale(n[0], n[0]),
        ("scale", 2) => Scale(n[0], n[1]),
        ("rotate", 1) => Rotate(n[0]),
        ("rotate", 3) => Translate(n[1], n[2]).Then(Rotate(n[0])).Then(Translate(-n[1], -n[2])),
        ("skewX", 1) => new(1, 0, Math.Tan(n[0] * Math.PI / 180), 1, 0, 0),
        ("skewY", 1) => new(1, Math.Tan(n[0] * Math.PI / 180), 0, 1, 0, 0),
        ("matrix", 6) => new(n[0], n[1], n[2], n[3], n[4], n[5]),
        _ => throw new FormatException($"transform {name} with {n.Length} numbers"),
    };

    private static SvgMatrix Rotate(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new(cos, sin, -sin, cos, 0, 0);
    }

    [GeneratedRegex(@"(\w+)\s*\(([^)]*)\)")]
    private static partial Regex Function();
}
