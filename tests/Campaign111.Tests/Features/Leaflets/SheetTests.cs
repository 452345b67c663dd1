using System.Globalization;
using System.Text.RegularExpressions;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Platform.Pdf;
using Campaign111.Tests.Platform.Pdf;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>Sheets as they come out of a printer: sizes, marks, and what lies behind what once the paper is turned over.</summary>
public sealed partial class SheetTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const double PointsPerMm = 72 / 25.4;

    [Theory]
    [InlineData(148, 210, 297, 210, 2)]
    [InlineData(105, 148, 210, 297, 4)]
    [InlineData(90, 90, 210, 297, 6)]
    [InlineData(99, 210, 297, 210, 3)]
    public void As_many_as_fit_lie_on_a_sheet_and_its_block_stands_in_the_middle(double width, double height, double sheetWidth, double sheetHeight, int count)
    {
        var grid = SheetGrid.For(width, height)!;

        (grid.SheetWidth, grid.SheetHeight, grid.Count).ShouldBe((sheetWidth, sheetHeight, count));
        grid.Left.ShouldBe(sheetWidth - grid.Left - (grid.Columns * width), 0.001);
    }

    [Theory]
    [InlineData(210, 297)]
    [InlineData(297, 210)]
    [InlineData(160, 220)]
    public void What_does_not_fit_twice_is_refused_with_the_reason(double width, double height) =>
        Should.Throw<LeafletRefusedException>(() => Imposition.Grid(width, height)).Message.ShouldContain("lớn hơn nửa tờ A4");

    // The proof by folding: a number on each page, the sheet turned over as the product says; behind each front lies the back of the same leaflet, upright.
    [Theory]
    [InlineData(148, 210)]
    [InlineData(105, 148)]
    [InlineData(90, 90)]
    public void Turned_over_as_it_says_each_page_has_its_own_back_behind_it(double width, double height)
    {
        var grid = Imposition.Grid(width, height);
        var pdf = lab.Write(new[] { "Truoc", "Sau" }.Select((word, at) => new SvgPage(Imposition.On(SheetForm.Imposed, Page(width, height, word), Paper(width, height), at + 1))));

        var fronts = Words(pdf, 1).Where(word => word.Text == "Truoc").ToList();
        var backs = Words(pdf, 2).Where(word => word.Text == "Sau").ToList();

        fronts.Count.ShouldBe(grid.Count);
        // Both ways of turning that the product names (long edge of an upright sheet, short edge of a lying one) exchange left and right and nothing else.
        (grid.FlipsOnShortEdge ? grid.SheetWidth > grid.SheetHeight : grid.SheetHeight > grid.SheetWidth).ShouldBeTrue();
        foreach (var front in fronts)
        {
            // The word begins 10 mm from its page's left edge; its page is mirrored, so the back's word begins 10 mm from the mirrored page's left edge.
            var mirrored = grid.SheetWidth - (front.X - 10) - width + 10;
            backs.ShouldContain(back => Math.Abs(back.X - mirrored) < 0.6 && Math.Abs(back.Y - front.Y) < 0.6);
        }
    }

    [Fact]
    public void For_the_print_shop_a_page_has_its_bleed_and_crop_marks_at_exactly_its_edges()
    {
        var pdf = lab.Write([new SvgPage(Imposition.On(SheetForm.Bleed, Page(148, 210, "Trang"), Paper(148, 210), 1))]);

        var (width, height) = Size(pdf);
        width.ShouldBe(148 + (2 * Imposition.MarksMm), 0.1);
        height.ShouldBe(210 + (2 * Imposition.MarksMm), 0.1);
        // The page's ground is drawn 3 mm beyond the trimmed edge: dark there, white beyond, and a mark in line with the edge.
        var picture = lab.Picture(pdf, 1);
        Dark(picture, Imposition.MarksMm - 2, 100).ShouldBeTrue();
        Dark(picture, Imposition.MarksMm - 4, 100).ShouldBeFalse();
        Enumerable.Range(-2, 5).Any(pixel => Dark(picture, Imposition.MarksMm + (pixel * 25.4 / 300), Imposition.MarksMm - 4.2)).ShouldBeTrue();
    }

    [Fact]
    public void Several_on_a_sheet_do_not_bleed_into_one_another()
    {
        var grid = Imposition.Grid(105, 148);
        var pdf = lab.Write([new SvgPage(Imposition.On(SheetForm.Imposed, Page(105, 148, "Trang", ground: "M-3 -3H52V151H-3Z"), Paper(105, 148), 1))]);

        // Only the left half of each page is dark: the right edge of the left page stays white, though its neighbour's bleed begins there.
        var picture = lab.Picture(pdf, 1);
        Dark(picture, grid.Left + 104, 60).ShouldBeFalse();
        Dark(picture, grid.Left + 106, 60).ShouldBeTrue();
    }

    [Fact]
    public void Every_shipped_design_prints_in_its_size_with_bleed_and_where_it_fits_on_A4()
    {
        foreach (var design in PdfLab.Designs.All)
        {
            foreach (var form in Enum.GetValues<SheetForm>().Where(form => form != SheetForm.Imposed || SheetGrid.For(design.Paper.WidthMm, design.Paper.HeightMm) is not null))
            {
                var page = design.Pages[(true, "vi")][0];
                var sheet = Imposition.On(form, page, design.Paper, 1);
                var pdf = lab.Write([new SvgPage(sheet, sheet.Placeholders.ToDictionary(name => name, name => "Xã Tân Thành"), design.QrPage == 1 ? QrMatrix.Create("HTTPS://111.EXAMPLE/Q/2345678ABC", design.QrLevel) : null)]);
                var (width, height) = Size(pdf);
                width.ShouldBe(sheet.WidthMm, 0.1, design.Id);
                height.ShouldBe(sheet.HeightMm, 0.1, design.Id);
            }
        }
    }

    private static DesignPaper Paper(double width, double height) => new("", width, height, 3, true, new Dictionary<int, IReadOnlyList<double>>());

    private static LeafletTemplate Page(double width, double height, string word, string? ground = null)
    {
        var svg = string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">
            <path d="{ground ?? $"M-3 -3H{width + 3}V{height + 3}H-3Z"}" fill="#333333"/>
            <text x="10" y="30" font-family="Be Vietnam Pro" font-size="6" fill="#ffffff">{word}</text></svg>
            """);
        return new LeafletTemplate(SvgTemplate.Parse(svg), svg);
    }

    private static bool Dark(GreyImage picture, double x, double y) => picture.Pixels[((int)Math.Round(y * 300 / 25.4) * picture.Width) + (int)Math.Round(x * 300 / 25.4)] < 128;

    private static (double Width, double Height) Size(string pdf)
    {
        var box = PageSize().Match(PdfLab.Run("pdfinfo", pdf));
        return (Number(box.Groups[1].Value) / PointsPerMm, Number(box.Groups[2].Value) / PointsPerMm);
    }

    // Upper left corners in mm, as poppler finds the words on the paper.
    private static List<(string Text, double X, double Y)> Words(string pdf, int page) =>
    [
        .. Word().Matches(PdfLab.Run("pdftotext", "-bbox", "-f", $"{page}", "-l", $"{page}", pdf, "-"))
            .Select(word => (word.Groups[3].Value, Number(word.Groups[1].Value) / PointsPerMm, Number(word.Groups[2].Value) / PointsPerMm)),
    ];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Page size:\s+([\d.]+) x ([\d.]+) pts")]
    private static partial Regex PageSize();

    [GeneratedRegex("""<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>""")]
    private static partial Regex Word();
}
