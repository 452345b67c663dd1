using System.Globalization;
using System.Text.RegularExpressions;
using Campaign111.Platform.Pdf;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>The shipped leaflet as paper: opened by poppler, scanned by zbar, copied by a simulated copier.</summary>
public sealed partial class LeafletPdfTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Payload = "HTTPS://BINHPHUOC.EXAMPLE.VN/Q/7K2M9QX4TB";

    public static TheoryData<bool, string> VariantsAndCommunes => new()
    {
        { false, "Xã Tân Thành" }, { true, "Thị trấn Tân Phú" }, { false, "Thị trấn Đức Phong" }, { true, "Xã Phước Tân – Thành phố Đồng Xoài" },
    };

    [Theory]
    [MemberData(nameof(VariantsAndCommunes))]
    public void Text_is_text_and_names_the_commune(bool mono, string commune)
    {
        var text = PdfLab.Text(lab.Write(PdfLab.Leaflet(mono, commune, QrMatrix.Create(Payload))));

        text.ShouldContain(commune);
        text.ShouldContain("Huyện Bù Đốp");
        text.ShouldContain("binhphuoc.example.vn/q/7k2m9qx4tb");
        text.ShouldNotContain("{{");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_fact_that_a_leaflet_must_state_is_on_it(bool mono)
    {
        var text = PdfLab.Text(lab.Write(PdfLab.Leaflet(mono, "Xã Tân Thành", QrMatrix.Create(Payload))));
        var texts = PdfLab.A5.Texts["vi"].Texts;

        PdfLab.A5.Facts.Count.ShouldBeGreaterThan(9);
        foreach (var (name, fact) in PdfLab.A5.Facts)
        {
            fact.Keys.Select(key => TextFlow.Shown(texts[key])).Append(fact.Text ?? "").ShouldAllBe(words => text.Contains(words.Replace('\u00A0', ' '), StringComparison.Ordinal), $"fact {name}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fonts_are_embedded_paper_is_A5_and_the_file_describes_itself(bool mono)
    {
        var pdf = lab.Write(PdfLab.Leaflet(mono, "Xã Tân Thành", QrMatrix.Create(Payload)));

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
    [InlineData(false)]
    [InlineData(true)]
    public void The_code_is_read_from_the_print_and_from_its_photocopy(bool mono)
    {
        var pdf = lab.Write(PdfLab.Leaflet(mono, "Xã Tân Thành", QrMatrix.Create(Payload)));
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

    [Fact]
    public void The_mono_pages_of_every_design_hold_no_grey()
    {
        var pages = PdfLab.Designs.All.SelectMany(design => design.Pages.Where(entry => entry.Key.Mono)).SelectMany(entry => entry.Value).ToList();

        pages.Count.ShouldBeGreaterThan(10);
        pages.ShouldAllBe(page => Colour().Matches(page.Svg).All(match => match.Value == "#000000" || match.Value == "#ffffff") && !page.Svg.Contains("opacity"));
    }

    [Fact]
    public void The_code_is_at_least_24_mm_without_its_quiet_zone()
    {
        var box = PdfLab.A5.Pages[(false, "vi")][1].Template.QrBoxMm!.Value;
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
