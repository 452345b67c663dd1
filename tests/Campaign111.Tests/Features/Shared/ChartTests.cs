using System.Globalization;
using System.Xml.Linq;
using Campaign111.Features.Shared;
using Campaign111.Features.Shared.Charts;
using Campaign111.Platform.Localisation;
using Campaign111.Tests.Platform.Localisation;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Features.Shared;

public sealed class ChartTests : IDisposable
{
    private static readonly DateOnly Start = new(2020, 8, 1);
    private static readonly DateOnly Last = new(2020, 9, 29);
    private readonly CultureScope culture = new(Cultures.Vietnamese);

    public void Dispose() => culture.Dispose();

    [Fact]
    public void The_burn_up_is_well_formed_and_escapes_what_it_shows()
    {
        var html = Written(BurnUpChart.Render(Data([(Start, 10)]) with { Title = "Xã <A> & \"B\"" }));
        XElement.Parse(html).Descendants("title").First().Value.ShouldBe("Xã <A> & \"B\"");
        html.ShouldNotContain("style=");
    }

    [Fact]
    public void A_count_stands_at_its_share_of_the_axis()
    {
        // Plot of the wide drawing: x 58 to 584 over 59 days, y 272 (0) to 52 (1,000: the axis ends at the target).
        var line = Path(BurnUpChart.Build(Data([(Start, 0), (new(2020, 8, 31), 500)])), "chart-line");
        line[0].ShouldBe((58, 272));
        line[1].X.ShouldBe(58 + (526d * 30 / 59), 0.06);
        line[1].Y.ShouldBe(162, 0.06);
    }

    [Fact]
    public void The_line_stays_level_until_today_and_never_passes_it()
    {
        var line = Path(BurnUpChart.Build(Data([(Start, 100), (new(2020, 8, 20), 300), (new(2020, 9, 15), 900)])), "chart-line");
        line.Count.ShouldBe(3);
        line[2].X.ShouldBe(58 + (526d * 31 / 59), 0.06);
        line[2].Y.ShouldBe(line[1].Y);
    }

    [Fact]
    public void The_pace_line_ends_at_the_target_on_the_last_day()
    {
        var pace = Path(BurnUpChart.Build(Data([])), "chart-pace");
        pace.ShouldBe([(58, 272), (584, 52)]);
    }

    [Fact]
    public void More_than_the_target_still_fits_the_plot() =>
        Path(BurnUpChart.Build(Data([(Start, 0), (new(2020, 8, 31), 1730)])), "chart-line").ShouldAllBe(point => point.Y >= 52);

    [Fact]
    public void The_chart_says_itself_in_a_sentence()
    {
        var text = BurnUpChart.Build(Data([(new(2020, 8, 30), 1234)]) with { Target = 2000, Pace = [(Start, 0), (Last, 2000)] }).Root.Descendants("desc").First().Value;
        text.ShouldBe("Đến 1/9/2020 đã đến 1.234 hộ trên 2.000; tiến độ cần đạt 1.051. Ngày cuối 29/9/2020.");
    }

    [Theory]
    [InlineData("2020-07-31", 0)]
    [InlineData("2020-08-01", 0)]
    [InlineData("2020-08-11", 100)]
    [InlineData("2020-08-31", 550)]
    [InlineData("2020-09-10", 1000)]
    [InlineData("2020-10-01", 1000)]
    public void Expected_follows_the_milestones(string day, int expected)
    {
        var data = Data([]) with { Pace = [(Start, 0), (new(2020, 8, 21), 200), (new(2020, 9, 10), 900), (new(2020, 9, 10), 1000)] };
        data.ExpectedBy(DateOnly.Parse(day, CultureInfo.InvariantCulture)).ShouldBe(expected);
    }

    [Fact]
    public void Areas_link_and_say_name_status_and_figure()
    {
        var svg = StatusMap.Build(Map()).Root;
        var link = svg.Descendants("a").Single();
        link.Attribute("href")!.Value.ShouldBe("/units/25318");
        link.Attribute("aria-label")!.Value.ShouldBe("Xã Tân Tiến: Chậm, 62,5%");
        link.Element("path")!.Attribute("fill")!.Value.ShouldBe("url(#m-is-behind)");
        XElement.Parse(Written(new Svg(svg))).Name.LocalName.ShouldBe("figure");
    }

    [Fact]
    public void Each_status_on_the_map_has_its_pattern_and_its_line_in_the_legend()
    {
        var svg = StatusMap.Build(Map()).Root;
        svg.Descendants("pattern").Select(pattern => pattern.Attribute("id")!.Value).ShouldBe(["m-is-behind", "m-is-completed"]);
        svg.Descendants("li").Select(line => line.Value).ShouldBe(["Chậm · 1", "Hoàn thành · 2"]);
        svg.Descendants("pattern").First().Elements("path").ShouldNotBeEmpty();
    }

    private static StatusMapData Map() => new("m", "Bản đồ", 100, 80,
    [
        new("25318", "Xã Tân Tiến", "/units/25318", StatusKind.Behind, "62,5%", "M0 0l5 5Z"),
        new("25195", "Phường Tân Phú", null, StatusKind.Completed, "100%", "M0 0l5 5Z"),
        new("25198", "Phường Tân Đồng", null, StatusKind.Completed, "100%", "M0 0l5 5Z"),
    ], []);

    private static BurnUpData Data(IReadOnlyList<(DateOnly, long)> reached) =>
        new("b", "Số hộ", Start, Last, new(2020, 9, 1), 1000, reached, [(Start, 0), (Last, 1000)]);

    private static List<(double X, double Y)> Path(Svg chart, string css) =>
        Points.Of(chart.Root.Elements("svg").First().Descendants("path").Single(path => path.Attribute("class")!.Value == css).Attribute("d")!.Value);

    private static string Written(Microsoft.AspNetCore.Html.IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }
}
