using System.Globalization;
using System.Text.RegularExpressions;
using Campaign111.Features.Shared.Charts;
using Campaign111.Platform.Localisation;
using Campaign111.Tests.Platform.Localisation;

namespace Campaign111.Tests.Features.Shared;

/// <summary>Drawings of boundaries: smaller than the files, and still right.</summary>
public partial class MapSheetTests
{
    [Fact]
    public void Neighbours_keep_one_border()
    {
        // Two squares with a wavy border between them, walked in opposite directions.
        var wave = Enumerable.Range(0, 401).Select(i => (X: 500 + (int)Math.Round((40 * Math.Sin(i / 25d)) + (i % 3)), Y: i)).ToList();
        IReadOnlyList<(int X, int Y)> west = [(0, 0), .. wave, (0, 400)];
        IReadOnlyList<(int X, int Y)> east = [(1000, 400), .. Enumerable.Reverse(wave), (1000, 0)];
        var topology = new MapTopology([west, east], 2.5);

        var (a, b) = (topology.Simplify(west), topology.Simplify(east));

        a.Count.ShouldBeLessThan(west.Count / 8);
        var inA = a.Where(point => point.X is > 300 and < 700).ToList();
        b.Where(point => point.X is > 300 and < 700).Reverse().ShouldBe(inA);
        inA.ShouldContain(wave[0]);
        inA.ShouldContain(wave[^1]);
    }

    [Fact]
    public void What_is_dropped_lies_within_the_tolerance()
    {
        var coast = Enumerable.Range(0, 720).Select(i => ((int)Math.Round(500 + (400 * Math.Cos(i * Math.PI / 360)) + (i % 5)), (int)Math.Round(500 + (400 * Math.Sin(i * Math.PI / 360))))).ToList();
        var kept = new MapTopology([coast], 3).Simplify(coast);

        kept.Count.ShouldBeLessThan(coast.Count / 4);
        foreach (var point in coast)
        {
            Enumerable.Range(0, kept.Count).Min(i => Apart(point, kept[i], kept[(i + 1) % kept.Count])).ShouldBeLessThanOrEqualTo(3.01);
        }
    }

    [Fact]
    public void An_island_too_small_to_draw_is_a_dot_and_one_beside_its_shore_is_not()
    {
        var sheet = MapSheetBuilder.Draw([new("1", "Tỉnh", [Dense(105, 10, 4), Square(108.9, 12, 0.001), Square(109.05, 12, 0.001), Square(114, 9, 0.005)])], country: true);

        sheet.Paths["1"].Count(letter => letter == 'M').ShouldBe(2, "the province and the one island far out");
    }

    [Fact]
    public void The_country_names_both_archipelagos_east_of_the_shore()
    {
        using var culture = new CultureScope(Cultures.Vietnamese);
        var sheet = MapSheetBuilder.Draw([new("48", "Đà Nẵng", [Square(107, 15, 1.5), Square(112, 16.5, 0.05)]), new("56", "Khánh Hòa", [Square(107, 11, 2), Square(114, 9, 0.05)])], country: true);

        sheet.Labels.Select(label => label.Text()).ShouldBe(["Quần đảo Hoàng Sa|(Đà Nẵng)", "Quần đảo Trường Sa|(Khánh Hòa)"]);
        sheet.Boxes.ShouldBeEmpty();
        Numbers().Count(sheet.Paths["48"]).ShouldBeGreaterThan(1, "the islands are drawn too");
        sheet.Labels[0].Y.ShouldBeLessThan(sheet.Labels[1].Y);
    }

    [Fact]
    public void On_the_provinces_own_map_the_far_islands_stand_in_a_named_frame()
    {
        var sheet = MapSheetBuilder.Draw([new("490", "Quận Liên Chiểu", [Square(108, 16, 0.4)]), new("498", "Huyện Hoàng Sa", [Square(112, 16.5, 0.05)])], country: false, code => "Tên " + code);

        sheet.Boxes.Count.ShouldBe(1);
        sheet.Labels.Select(label => label.Text()).ShouldContain("Tên 498");
        Start(sheet.Paths["498"]).X.ShouldBeInRange(sheet.Boxes[0].X, sheet.Boxes[0].X + sheet.Boxes[0].Width);
        Start(sheet.Paths["490"]).X.ShouldBeLessThan(sheet.Boxes[0].X);
    }

    [Fact]
    public void Tiles_hold_each_unit_once_in_order()
    {
        var sheet = TileSheet.Of([.. Enumerable.Range(1, 14).Select(i => ($"thon-{i}", $"Thôn {i}", "50%"))]);

        sheet.Paths.Keys.ShouldBe(Enumerable.Range(1, 14).Select(i => $"thon-{i}"));
        sheet.Paths.Values.Distinct().Count().ShouldBe(14);
        sheet.Labels[3].Text().ShouldBe("Thôn 4|50%");
        Start(sheet.Paths["thon-4"]).Y.ShouldBeGreaterThan(Start(sheet.Paths["thon-3"]).Y, "three in a row");
        sheet.Height.ShouldBe((5 * 150) - 10);
    }

    private static IReadOnlyList<(double Lon, double Lat)> Square(double lon, double lat, double side) =>
        [(lon, lat), (lon, lat + side), (lon + side, lat + side), (lon + side, lat), (lon, lat)];

    // As boundaries are: points all along the shore.
    private static IReadOnlyList<(double Lon, double Lat)> Dense(double lon, double lat, double side)
    {
        var corners = Square(lon, lat, side);
        return [.. Enumerable.Range(0, 4).SelectMany(i => Enumerable.Range(0, 50).Select(step => (Between(corners[i].Lon, corners[i + 1].Lon, step), Between(corners[i].Lat, corners[i + 1].Lat, step)))), corners[0]];
    }

    private static double Between(double from, double to, int step) => from + ((to - from) * step / 50);

    private static (double X, double Y) Start(string path) => Numbers().Match(path) is var match
        ? (double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
        : default;

    private static double Apart((int X, int Y) point, (int X, int Y) from, (int X, int Y) to)
    {
        var (dx, dy) = ((double)to.X - from.X, (double)to.Y - from.Y);
        var share = dx == 0 && dy == 0 ? 0 : Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        return Math.Sqrt(Math.Pow(point.X - from.X - (share * dx), 2) + Math.Pow(point.Y - from.Y - (share * dy), 2));
    }

    [GeneratedRegex(@"M([0-9.]+) ([0-9.]+)")]
    private static partial Regex Numbers();
}
