using Campaign111.Platform.Pdf;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>
/// Both engines draw the same page: the pictures that lie in leaflets/pictures are the basic set's, and whichever set runs is compared with them. In the
/// basic set this shows that the pictures are those of the designs as they are now (bench pictures makes them anew).
/// </summary>
public sealed class EnginePictureTests(PdfLab lab) : IClassFixture<PdfLab>
{
    // Of 255, in the worst tile: edges are smoothed differently, a line that is missing or moved weighs several times as much.
    private const double Tolerance = 45;
    private const int Tile = 20;

    public static TheoryData<string> Designs => [.. PdfLab.Designs.Ids];

    [Theory]
    [MemberData(nameof(Designs))]
    public void Every_page_looks_as_its_picture(string id)
    {
        foreach (var (name, _, page) in LeafletPictures.Of(PdfLab.Designs.Get(id)))
        {
            Difference(Drawn(page), Kept(name)).ShouldBeLessThan(Tolerance, name);
        }
    }

    [Fact]
    public void A_text_that_is_missing_or_moved_is_seen()
    {
        var (name, _, page) = LeafletPictures.Of(PdfLab.A5).First();
        var kept = Kept(name);

        Difference(Drawn(page with { Template = Changed("BẢO VỆ TRẺ EM", "") }), kept).ShouldBeGreaterThan(Tolerance);
        Difference(Drawn(page with { Template = Changed("x=\"74\" y=\"97.6\"", "x=\"80\" y=\"97.6\"") }), kept).ShouldBeGreaterThan(Tolerance);
    }

    [Fact]
    public void The_pictures_are_small()
    {
        var files = Directory.GetFiles(Folder, "*.png");

        files.Length.ShouldBeGreaterThan(20);
        files.ShouldAllBe(file => new FileInfo(file).Length < 60 * 1024);
    }

    private static string Folder => Path.Combine(PdfLab.Folder("leaflets"), "pictures");

    private static SvgTemplate Changed(string old, string with) => SvgTemplate.Parse(PdfLab.A5.Pages[(false, "vi")][0].Svg.Replace(old, with, StringComparison.Ordinal));

    private GreyImage Drawn(SvgPage page) => GreyImage.From(PixelPicture.Decode(lab.Renderer.RenderPng(page, LeafletPictures.Dpi(page))));

    private static GreyImage Kept(string name) => GreyImage.From(PixelPicture.Decode(File.ReadAllBytes(Path.Combine(Folder, $"{name}.png"))));

    /// <summary>Mean difference, 0 to 255, in the tile that differs most, after a blur that forgives the half pixel by which engines round.</summary>
    private static double Difference(GreyImage one, GreyImage other)
    {
        Math.Abs(one.Width - other.Width).ShouldBeLessThanOrEqualTo(1);
        Math.Abs(one.Height - other.Height).ShouldBeLessThanOrEqualTo(1);
        var (a, b) = (one.Blur(1), other.Blur(1));
        return (from y in Enumerable.Range(0, Math.Min(a.Height, b.Height) / Tile) from x in Enumerable.Range(0, Math.Min(a.Width, b.Width) / Tile) select Mean(a, b, x * Tile, y * Tile)).Max();
    }

    private static double Mean(GreyImage a, GreyImage b, int left, int top)
    {
        var sum = 0;
        for (var y = top; y < top + Tile; y++)
        {
            for (var x = left; x < left + Tile; x++)
            {
                sum += Math.Abs(a.Pixels[(y * a.Width) + x] - b.Pixels[(y * b.Width) + x]);
            }
        }

        return (double)sum / (Tile * Tile);
    }
}
