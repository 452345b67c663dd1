using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Campaign111.Platform.Pdf;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>Trim and bleed as a print shop's program reads them.</summary>
public sealed partial class PdfBoxesTests(PdfLab lab) : IClassFixture<PdfLab>
{
    [Fact]
    public void Every_page_names_its_trim_and_bleed_to_a_tenth_of_a_millimetre()
    {
        var plain = File.ReadAllBytes(lab.Write([Page(164, 226), Page(121, 164), Page(226, 313)]));

        var boxes = Boxes(Written(plain, 8, 5));

        boxes.Select(page => page.Media.Width).ShouldBe([164, 121, 226], 0.1);
        foreach (var (media, bleed, trim) in boxes)
        {
            (trim.X, trim.Y, trim.Width, trim.Height).ShouldBeNear((8, 8, media.Width - 16, media.Height - 16));
            (bleed.X, bleed.Y, bleed.Width, bleed.Height).ShouldBeNear((5, 5, media.Width - 10, media.Height - 10));
        }
    }

    [Fact]
    public void Nothing_else_of_the_file_changes()
    {
        var plain = lab.Write(PdfLab.Leaflet(false, "Xã Tân Thành", QrMatrix.Create("HTTPS://BINHPHUOC.EXAMPLE.VN/Q/7K2M9QX4TB")));
        var written = Written(File.ReadAllBytes(plain), 8, 5);

        File.ReadAllBytes(written).AsSpan().StartsWith(File.ReadAllBytes(plain)).ShouldBeTrue();
        PdfLab.Text(written).ShouldBe(PdfLab.Text(plain));
        PdfLab.Run("pdffonts", written).ShouldBe(PdfLab.Run("pdffonts", plain));
        lab.Picture(written, 2, 72).Pixels.ShouldBe(lab.Picture(plain, 2, 72).Pixels);
        PdfLab.Run("pdfinfo", written).ShouldContain("Tờ rơi 111");
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.4\ntrailer\n<< /Size 1 >>\nstartxref\n0\n%%EOF\n")]
    [InlineData("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n9\n%%EOF\n")]
    [InlineData("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n99999999999\n%%EOF\n")]
    public void A_file_that_it_does_not_understand_is_refused_not_spoilt(string pdf)
    {
        using var output = new MemoryStream();

        Should.Throw<PdfException>(() => PdfBoxes.Write(Encoding.Latin1.GetBytes(pdf), new PdfInsets(8, 5), output)).Message.ShouldContain("khổ cắt");

        output.Length.ShouldBe(0);
    }

    private static SvgPage Page(double width, double height) => new(SvgTemplate.Parse(string.Create(
        CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"><rect x="8" y="8" width="20" height="20" fill="#333333"/></svg>""")));

    private string Written(byte[] pdf, double trim, double bleed)
    {
        var path = lab.Scratch("pdf");
        using var file = File.Create(path);
        PdfBoxes.Write(pdf, new PdfInsets(trim, bleed), file);
        return path;
    }

    /// <summary>Media, bleed and trim of each page, mm.</summary>
    internal static IReadOnlyList<(Box Media, Box Bleed, Box Trim)> Boxes(string pdf)
    {
        var found = Line().Matches(PdfLab.Run("pdfinfo", "-box", "-f", "1", "-l", "99", pdf)).ToLookup(line => line.Groups["name"].Value, Of);
        return [.. found["Media"].Select((media, page) => (media, found["Bleed"].ElementAt(page), found["Trim"].ElementAt(page)))];
    }

    private static Box Of(Match line)
    {
        var sides = new[] { "left", "bottom", "right", "top" }.Select(name => double.Parse(line.Groups[name].Value, CultureInfo.InvariantCulture) * 25.4 / 72).ToArray();
        return new Box(sides[0], sides[1], sides[2] - sides[0], sides[3] - sides[1]);
    }

    internal sealed record Box(double X, double Y, double Width, double Height);

    [GeneratedRegex(@"(?<name>Media|Bleed|Trim)Box:\s+(?<left>[\d.]+)\s+(?<bottom>[\d.]+)\s+(?<right>[\d.]+)\s+(?<top>[\d.]+)")]
    private static partial Regex Line();
}

/// <summary>Lengths to a tenth of a millimetre.</summary>
internal static class NearShould
{
    public static void ShouldBeNear(this (double X, double Y, double Width, double Height) box, (double X, double Y, double Width, double Height) wanted)
    {
        box.X.ShouldBe(wanted.X, 0.1);
        box.Y.ShouldBe(wanted.Y, 0.1);
        box.Width.ShouldBe(wanted.Width, 0.1);
        box.Height.ShouldBe(wanted.Height, 0.1);
    }
}
