using System.Xml.Linq;
using Campaign111.Platform.Pdf;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>Filling a page: names are words, never markup; long ones shrink; missing ones are errors.</summary>
public sealed class SvgTemplateTests(PdfLab lab) : IClassFixture<PdfLab>
{
    [Fact]
    public void Knows_its_size_placeholders_and_code_box()
    {
        var template = PdfLab.Template(2);

        (template.WidthMm, template.HeightMm).ShouldBe((148, 210));
        template.Placeholders.ShouldBe(["qr.address"]);
        template.QrBoxMm!.Value.ShouldBe(34, 0.001);
        PdfLab.Template(1).Placeholders.Order().ShouldBe(["commune.name", "district.name", "local.line", "province.name"]);
    }

    [Fact]
    public void A_name_with_markup_stays_words_in_both_outputs()
    {
        const string name = "Xã <b>&\"A\"</b> {{district.name}}";
        var page = new SvgPage(PdfLab.Template(1), PdfLab.Values(name));

        XDocument.Parse(page.Template.ToSvg(page.Values, null, lab.Fonts)).Root!.Value.ShouldContain(name);
        PdfLab.Text(lab.Write([page])).ShouldContain(name);
    }

    [Fact]
    public void A_missing_value_is_an_error_that_names_it()
    {
        var page = new SvgPage(PdfLab.Template(1), new Dictionary<string, string>());

        Should.Throw<PdfException>(() => lab.Write([page])).Message.ShouldContain("{{commune.name}}");
        Should.Throw<PdfException>(() => page.Template.ToSvg(page.Values, null, lab.Fonts)).Message.ShouldContain("{{commune.name}}");
    }

    [Fact]
    public void A_name_in_decomposed_letters_prints_composed()
    {
        var page = new SvgPage(PdfLab.Template(1), PdfLab.Values("Thị trấn Đức Phong".Normalize(System.Text.NormalizationForm.FormD)));

        PdfLab.Run("pdftotext", "-enc", "UTF-8", lab.Write([page]), "-").ShouldContain("Thị trấn Đức Phong");
    }

    [Fact]
    public void A_long_name_is_set_smaller_and_stays_in_its_room()
    {
        var line = PdfLab.Template(1).Layers.OfType<TextLayer>().Single(layer => layer.Text.Lines[0].Runs[0].Pieces[0].Text == "commune.name").Text.Lines[0];
        var values = PdfLab.Values("Xã Phước Tân – Thành phố Đồng Xoài – Tỉnh Bình Phước");
        var style = line.Runs[0].Style;

        line.FitScale(PdfLab.Values("Xã Tân Thành"), lab.Fonts).ShouldBe(1);
        var scale = line.FitScale(values, lab.Fonts);
        scale.ShouldBeInRange(SvgTextLine.SmallestFit, 0.99);
        (lab.Fonts.Find(style).Measure(values["commune.name"]) * style.Size * scale).ShouldBe(line.FitWidth!.Value, 0.01);
    }

    [Fact]
    public void The_browser_preview_shows_the_same_code()
    {
        var qr = QrMatrix.Create("HTTPS://BINHPHUOC.EXAMPLE.VN/Q/ABC");
        var template = PdfLab.Template(2);
        var preview = template.ToSvg(PdfLab.Values("Xã Tân Thành"), qr, lab.Fonts);

        SvgSubset.Check(preview).ShouldBeEmpty();
        lab.Decode(lab.Picture(lab.Write([new SvgPage(SvgTemplate.Parse(preview))]), 1)).ShouldBe([qr.Payload]);
    }

    [Fact]
    public void A_font_that_is_not_there_is_named()
    {
        var template = SvgTemplate.Parse("""<svg xmlns="http://www.w3.org/2000/svg" width="50mm" height="50mm" viewBox="0 0 50 50"><text x="1" y="9" font-family="Comic Neue">a</text></svg>""");

        Should.Throw<PdfException>(() => lab.Write([new SvgPage(template)])).Message.ShouldContain("Comic Neue");
    }

    [Fact]
    public void The_fonts_hold_every_letter_of_Vietnamese() => lab.Fonts.Find("Be Vietnam Pro", 700).Has(
        "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđAÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴĐ–•").ShouldBeTrue();
}
