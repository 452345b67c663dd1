using Campaign111.Platform.Pdf;
using Campaign111.Tests.Platform.Pdf;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>Every leaflet's code is read by zbar at 300 dpi, and survives two generations of photocopies.</summary>
public sealed class LeafletQrTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const int Dpi = 300;

    public static TheoryData<string> Designs => [.. PdfLab.Designs.Ids];

    [Theory]
    [MemberData(nameof(Designs))]
    public void Every_language_and_variant_decodes_at_300_dpi(string id)
    {
        var design = PdfLab.Designs.Get(id);
        var pictures = new List<GreyImage>();
        var payloads = new List<string>();
        foreach (var ((mono, language), pages) in design.Pages)
        {
            payloads.Add($"HTTPS://BINHPHUOC.EXAMPLE.VN/Q/7K2M9QX{(mono ? 'M' : 'C')}{language.ToUpperInvariant()}");
            var page = new SvgPage(pages[design.QrPage - 1].Template, PdfLab.Values("Xã Tân Thành"), QrMatrix.Create(payloads[^1], design.QrLevel));
            pictures.Add(GreyImage.From(PixelPicture.Decode(lab.Renderer.RenderPng(page, Dpi))));
        }

        payloads.Count.ShouldBeGreaterThanOrEqualTo(4);
        lab.Decode([.. pictures]).Order().ShouldBe(payloads.Order());
    }

    [Fact]
    public void Of_100_codes_at_least_98_survive_two_generations_of_copies()
    {
        // The smallest box that any design has, in the form that the linter allows at least.
        var box = PdfLab.Designs.All.Min(design => design.Pages.Values.SelectMany(pages => pages).Min(page => page.Template.QrBoxMm ?? double.MaxValue));
        box.ShouldBe(30, 0.5);
        var codes = Enumerable.Range(0, 100).Select(i => $"HTTPS://BINHPHUOC.EXAMPLE.VN/Q/{(i * 7919L) + 1_000_000_007:D10}").ToList();

        var copies = codes.Select((code, seed) => lab.Code(code, box, QrLevel.H, Dpi).Photocopy(seed).Photocopy(1000 + seed));

        lab.Decode([.. copies]).Intersect(codes).Count().ShouldBeGreaterThanOrEqualTo(98);
    }
}
