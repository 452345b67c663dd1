using System.Globalization;
using System.Text.RegularExpressions;
using Campaign111.Features.Shared;
using Campaign111.Features.Shared.Charts;
using Campaign111.Tests.Architecture;

namespace Campaign111.Tests.Features.Shared;

/// <summary>The fills of any two statuses stay apart for everybody: seen normally and by the three kinds of colour blindness (Machado, Oliveira and Fernandes
/// 2009, severity 1), measured by CIEDE2000 (Sharma, Wu and Dalal 2005). Two neighbouring fills at 10 are told apart at a glance.</summary>
public partial class StatusColourTests
{
    private const double Least = 12;

    private static readonly Dictionary<string, double[][]> Eyes = new()
    {
        ["normal"] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        ["protanopia"] = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        ["deuteranopia"] = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        ["tritanopia"] = [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    };

    [Theory]
    [InlineData("normal")]
    [InlineData("protanopia")]
    [InlineData("deuteranopia")]
    [InlineData("tritanopia")]
    public void Fills_stay_apart(string eyes)
    {
        var fills = Fills();
        fills.Count.ShouldBe(StatusMap.Statuses.Count);
        var close =
            from a in fills
            from b in fills
            where string.CompareOrdinal(a.Key, b.Key) < 0
            let apart = Ciede2000(Lab(Seen(a.Value, Eyes[eyes])), Lab(Seen(b.Value, Eyes[eyes])))
            where apart < Least
            select $"{a.Key} and {b.Key}: {apart:0.0}";

        close.ShouldBeEmpty();
    }

    [Fact]
    public void The_simulation_finds_the_pair_that_everybody_confuses()
    {
        // The control: the red and green that the map had before.
        var (red, green) = (Rgb("#b8505f"), Rgb("#2c7a4f"));
        Ciede2000(Lab(red), Lab(green)).ShouldBeGreaterThan(40);
        Ciede2000(Lab(Seen(red, Eyes["deuteranopia"])), Lab(Seen(green, Eyes["deuteranopia"]))).ShouldBeLessThan(Least);
    }

    [Theory]
    [InlineData(50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425)]
    [InlineData(50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000)]
    [InlineData(50, 2.5, 0, 73, 25, -18, 27.1492)]
    [InlineData(60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644)]
    [InlineData(2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082)]
    public void The_measure_gives_its_authors_values(double l1, double a1, double b1, double l2, double a2, double b2, double expected) =>
        Ciede2000((l1, a1, b1), (l2, a2, b2)).ShouldBe(expected, 0.0001);

    [Fact]
    public void Each_status_has_a_texture_of_its_own_and_two_are_plain()
    {
        var areas = StatusMap.Statuses.Select((kind, i) => new MapArea($"{i}", $"{i}", null, kind, "", "M0 0h9v9z")).ToList();
        var patterns = StatusMap.Build(new StatusMapData("m", "x", 9, 9, areas, [])).Root.Descendants("pattern").ToList();

        var textures = patterns.Select(pattern => pattern.Element("path")?.Attribute("d")!.Value ?? "").ToList();
        textures.Count(texture => texture.Length == 0).ShouldBe(2);
        textures.Where(texture => texture.Length > 0).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void On_paper_a_ground_is_black_white_or_one_grey()
    {
        var print = File.ReadAllText(Path.Combine(Source.Web, "wwwroot", "css", "dashboard-print.css"));
        var grounds = Ground().Matches(print).Select(match => match.Groups["fill"].Value).ToList();

        grounds.ShouldBe(["#fff", "#555", "#000"], ignoreOrder: true);
        print.ShouldNotContain("var(--s-");
    }

    private static Dictionary<string, double[]> Fills() => Fill().Matches(File.ReadAllText(Path.Combine(Source.Web, "wwwroot", "css", "tokens.css")))
        .ToDictionary(match => match.Groups["status"].Value, match => Rgb(match.Groups["hex"].Value));

    private static double[] Rgb(string hex)
    {
        var digits = hex.Length == 4 ? string.Concat(hex.Skip(1).Select(digit => $"{digit}{digit}")) : hex[1..];
        return [.. Enumerable.Range(0, 3).Select(i => Linear(int.Parse(digits.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d))];
    }

    private static double Linear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double[] Seen(double[] rgb, double[][] matrix) => [.. matrix.Select(row => Math.Clamp(row.Zip(rgb, (a, b) => a * b).Sum(), 0, 1))];

    private static (double L, double A, double B) Lab(double[] rgb)
    {
        var x = Root(((0.4124564 * rgb[0]) + (0.3575761 * rgb[1]) + (0.1804375 * rgb[2])) / 0.95047);
        var y = Root((0.2126729 * rgb[0]) + (0.7151522 * rgb[1]) + (0.0721750 * rgb[2]));
        var z = Root(((0.0193339 * rgb[0]) + (0.1191920 * rgb[1]) + (0.9503041 * rgb[2])) / 1.08883);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Root(double value) => value > 0.008856 ? Math.Cbrt(value) : (7.787 * value) + (16d / 116);

    private static double Ciede2000((double L, double A, double B) one, (double L, double A, double B) two)
    {
        var mean = Math.Pow((Math.Sqrt((one.A * one.A) + (one.B * one.B)) + Math.Sqrt((two.A * two.A) + (two.B * two.B))) / 2, 7);
        var g = 0.5 * (1 - Math.Sqrt(mean / (mean + Math.Pow(25, 7))));
        var (c1, h1) = Polar((1 + g) * one.A, one.B);
        var (c2, h2) = Polar((1 + g) * two.A, two.B);
        var (l, c) = ((one.L + two.L) / 2, (c1 + c2) / 2);
        var turn = h2 - h1 is var raw && c1 * c2 == 0 ? 0 : raw > 180 ? raw - 360 : raw < -180 ? raw + 360 : raw;
        var h = c1 * c2 == 0 ? h1 + h2 : Math.Abs(raw) <= 180 ? (h1 + h2) / 2 : h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
        var t = 1 - (0.17 * Cos(h - 30)) + (0.24 * Cos(2 * h)) + (0.32 * Cos((3 * h) + 6)) - (0.2 * Cos((4 * h) - 63));
        var (sl, sc, sh) = (1 + (0.015 * Math.Pow(l - 50, 2) / Math.Sqrt(20 + Math.Pow(l - 50, 2))), 1 + (0.045 * c), 1 + (0.015 * c * t));
        var c7 = Math.Pow(c, 7);
        var rt = -Math.Sin(2 * 30 * Math.Exp(-Math.Pow((h - 275) / 25, 2)) * Math.PI / 180) * 2 * Math.Sqrt(c7 / (c7 + Math.Pow(25, 7)));
        var (dl, dc, dh) = ((two.L - one.L) / sl, (c2 - c1) / sc, 2 * Math.Sqrt(c1 * c2) * Math.Sin(turn / 2 * Math.PI / 180) / sh);
        return Math.Sqrt((dl * dl) + (dc * dc) + (dh * dh) + (rt * dc * dh));
    }

    private static (double C, double H) Polar(double a, double b) =>
        (Math.Sqrt((a * a) + (b * b)), a == 0 && b == 0 ? 0 : ((Math.Atan2(b, a) * 180 / Math.PI) + 360) % 360);

    private static double Cos(double degrees) => Math.Cos(degrees * Math.PI / 180);

    [GeneratedRegex(@"--s-(?<status>[a-z]+)-fill:\s*(?<hex>#[0-9a-f]{3,6})")]
    private static partial Regex Fill();

    [GeneratedRegex(@"\.map-ground(\.is-[a-z]+)? \{ fill: (?<fill>#[0-9a-f]+)")]
    private static partial Regex Ground();
}
