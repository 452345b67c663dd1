using System.Text.RegularExpressions;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Platform.Pdf;
using Campaign111.Tests.Platform.Pdf;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>Every design as its files leave the product: in its own size, for the print shop, several on A4; in colour and for copiers, in every language.</summary>
public sealed partial class LeafletFormsTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Longest = "Thị trấn Nông trường Mộc Châu";

    public static TheoryData<string, SheetForm> Cases
    {
        get
        {
            var cases = new TheoryData<string, SheetForm>();
            foreach (var design in PdfLab.Designs.All)
            {
                foreach (var form in Enum.GetValues<SheetForm>().Where(form => form != SheetForm.Imposed || SheetGrid.For(design.Paper.WidthMm, design.Paper.HeightMm) is not null))
                {
                    cases.Add(design.Id, form);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Embeds_its_fonts_names_the_commune_has_exact_boxes_and_a_code_that_reads(string id, SheetForm form)
    {
        var design = PdfLab.Designs.Get(id);
        foreach (var ((mono, language), templates) in design.Pages)
        {
            var code = $"HTTPS://BINHPHUOC.EXAMPLE.VN/Q/7K2M9QX{(mono ? 'M' : 'C')}{language.ToUpperInvariant()}";
            var sheets = templates.Select((page, at) => Imposition.On(form, page, design.Paper, at + 1)).ToList();
            var pdf = Print(design, form, sheets, code);

            PdfLab.Run("pdffonts", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ShouldAllBe(font => Embedded().IsMatch(font), $"{id} {language} {mono}");
            if (sheets.Any(sheet => sheet.Placeholders.Contains("commune.name")))
            {
                PdfLab.Text(pdf).ShouldContain(Longest);
            }

            var boxes = PdfBoxesTests.Boxes(pdf);
            boxes.Count.ShouldBe(sheets.Count);
            boxes.Zip(sheets).ShouldAllBe(pair => Math.Abs(pair.First.Media.Width - pair.Second.WidthMm) < 0.1 && Math.Abs(pair.First.Media.Height - pair.Second.HeightMm) < 0.1);
            if (form == SheetForm.Bleed)
            {
                boxes.ShouldAllBe(box => Math.Abs(box.Trim.Width - design.Paper.WidthMm) < 0.1 && Math.Abs(box.Trim.Height - design.Paper.HeightMm) < 0.1
                    && Math.Abs(box.Bleed.Width - design.Paper.WidthMm - (2 * design.Paper.Bleed)) < 0.1);
            }

            var copies = form == SheetForm.Imposed ? SheetGrid.For(design.Paper.WidthMm, design.Paper.HeightMm)!.Count : 1;
            lab.Decode(lab.Picture(pdf, design.QrPage)).ShouldBe(Enumerable.Repeat(code, copies), $"{id} {form} {language} {mono}");
        }
    }

    private string Print(LeafletDesign design, SheetForm form, List<SvgTemplate> sheets, string code)
    {
        var values = PdfLab.Values(Longest);
        var path = lab.Scratch("pdf");
        using var file = File.Create(path);
        lab.Renderer.Render(
            sheets.Select((sheet, at) => new SvgPage(sheet, values, at + 1 == design.QrPage ? QrMatrix.Create(code, design.QrLevel) : null)),
            PdfLab.Metadata with { Insets = form == SheetForm.Bleed ? Imposition.Insets(design.Paper) : null },
            file);
        return path;
    }

    [GeneratedRegex(@" yes yes yes +\d+ +\d+$")]
    private static partial Regex Embedded();
}
