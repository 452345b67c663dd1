using System.Globalization;
using System.Text.RegularExpressions;
using Campaign111.Platform.Pdf;
using Shouldly;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>The shipped leaflet as paper: opened by poppler, scanned by zbar, copied by a simulated copier.</summary>
public sealed partial class LeafletPdfTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Payload = "HTTPS://BINHPHUOC.EXAMPLE.VN/Q/7K2M9QX4TB";

    public static TheoryData<string, string> VariantsAndCommunes => new()
    {
        { "", "Xã Tân Thành" }, { ".mono", "Thị trấn Tân Phú" }, { "", "Thị trấn Đức Phong" }, { ".mono", "Xã Phước Tân – Thành phố Đồng Xoài" },
    };

    [Theory]
    [MemberData(nameof(VariantsAndCommunes))]
    public void Text_is_text_and_names_the_commune(string variant, string commune)
    {
        var text = PdfLab.Text(lab.Write(PdfLab.Leaflet(variant, commune, QrMatrix.Create(Payload))));

        text.ShouldContain(commune);
        text.ShouldContain("Huyện Bù Đốp");
        text.ShouldContain("binhphuoc.example.vn/q/7k2m9qx4tb");
        text.ShouldNotContain("{{");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".mono")]
    public void Every_fact_that_a_leaflet_must_state_is_on_it(string variant)
    {
        var text = PdfLab.Text(lab.Write(PdfLab.Leaflet(variant, "Xã Tân Thành", QrMatrix.Create(Payload))));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(PdfLab.DesignFolder, "design.yaml"))));
        var facts = (YamlMappingNode)((YamlMappingNode)yaml.Documents[0].RootNode)["facts"];

        facts.Children.Count.ShouldBeGreaterThan(9);
        foreach (var (name, fact) in facts.Children)
        {
            text.ShouldContain(fact["text"].ToString(), Case.Sensitive, $"fact {name}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".mono")]
    public void Fonts_are_embedded_paper_is_A5_and_the_file_describes_itself(string variant)
    {
        var pdf = lab.Write(PdfLab.Leaflet(variant, "Xã Tân Thành", QrMatrix.Create(Payload)));

        var fonts = PdfLab.Run("pdffonts", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        fonts.ShouldNotBeEmpty();
        fonts.ShouldAllBe(line => EmbeddedSubsetUnicode().IsMatch(line) && line.Contains("BeVietnamPro"));
        var info = PdfLab.Run("pdfinfo", pdf);
        var size = PageSize().Match(info);
        Millimetres(size.Groups[1].Value).ShouldBe(148, 0.1);
        Millimetres(size.Groups[2].Value).ShouldBe(210, 0.1);
        info.ShouldContain("Tờ rơi 111");
        info.ShouldContain("UBND tỉnh Bình Phước");
        info.ShouldContain("2020");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".mono")]
    public void The_code_is_read_from_the_print_and_from_its_photocopy(string variant)
    {
        var pdf = lab.Write(PdfLab.Leaflet(variant, "Xã Tân Thành", QrMatrix.Create(Payload)));
        var print = lab.Picture(pdf, 2);

        lab.Decode(print).ShouldBe([Payload]);
        lab.Decode(print.Photocopy(seed: 111)).ShouldBe([Payload]);
    }

    [Fact]
    public void The_photocopy_is_harsh_enough_to_break_a_code_that_is_too_small()
    {
        // Without this the test above could pass on a copier that does nothing.
        var pdf = lab.Write([new SvgPage(SvgTemplate.Parse(
            """<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="30mm" viewBox="0 0 30 30"><rect id="qr" x="10" y="10" width="9" height="9"/></svg>"""),
            PdfLab.Values(""), QrMatrix.Create(Payload))]);

        lab.Decode(lab.Picture(pdf, 1, 600)).ShouldBe([Payload]);
        lab.Decode(lab.Picture(pdf, 1).Photocopy(seed: 111)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("front.vi.mono.svg")]
    [InlineData("back.vi.mono.svg")]
    public void The_mono_pages_hold_no_grey(string file) =>
        Colour().Matches(File.ReadAllText(Path.Combine(PdfLab.DesignFolder, file))).Select(match => match.Value).Distinct().Order().ShouldBe(["#000000", "#ffffff"]);

    [Fact]
    public void The_code_is_at_least_24_mm_without_its_quiet_zone()
    {
        var box = PdfLab.Template("back.vi.svg").QrBoxMm!.Value;
        var qr = QrMatrix.Create(Payload);

        (qr.ModuleMm(box) * (qr.Size - (2 * QrMatrix.QuietZone))).ShouldBeGreaterThanOrEqualTo(24);
    }

    private static double Millimetres(string points) => double.Parse(points, CultureInfo.InvariantCulture) * 25.4 / 72;

    [GeneratedRegex(@"Page size:\s+([\d.]+) x ([\d.]+) pts")]
    private static partial Regex PageSize();

    [GeneratedRegex(@" yes yes yes +\d+ +\d+$")]
    private static partial Regex EmbeddedSubsetUnicode();

    [GeneratedRegex("#[0-9a-fA-F]{3,6}")]
    private static partial Regex Colour();
}
