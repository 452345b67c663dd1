using Campaign111.Platform.Pdf;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>Khmer, Cham and the Latin letters of minority languages: shaped, embedded, and text again when copied out. Words: short, well known, for tests only.</summary>
public sealed class ScriptTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Khmer = "Noto Sans Khmer";
    private const string Cham = "Noto Sans Cham";
    private const string Latin = "Noto Sans";

    // Khmer "children", "group"; Cham "Cam" (the people's name); letters of Ê Đê, Gia Rai, Ba Na, H'Mông, Tày.
    public static TheoryData<string, string, string> Words => new()
    {
        { Khmer, "កុមារ", "NotoSansKhmer" }, { Khmer, "ក្រុម", "NotoSansKhmer" }, { Cham, "ꨌꩌ", "NotoSansCham" }, { Latin, "Ƀuôn ƀ ŏ ĕ ĭ ŭ č ñ", "NotoSans" }, { Latin, "ê̆ ô̆ ơ̆ ư̆", "NotoSans" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void Words_are_embedded_in_their_font_and_are_text_again(string family, string words, string font)
    {
        var pdf = lab.Write([Page(family, words)]);

        PdfLab.Run("pdffonts", pdf).ShouldContain(font);
        var text = PdfLab.Text(pdf);
        // As sets: poppler sorts by place, and a vowel under a letter comes out below its line.
        Letters(text).Order().ShouldBe(Letters(words).Order());
        lab.Fonts.Missing(words).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Khmer, "កខគ", "ឃងច")]
    [InlineData(Cham, "ꨀꨁꨂ", "ꨆꨇꨈ")]
    [InlineData(Latin, "ƀŏĕ", "čñŭ")]
    public void Different_letters_look_different_so_they_are_no_boxes(string family, string one, string other)
    {
        Picture(family, one).Pixels.ShouldNotBe(Picture(family, other).Pixels);

        // What boxes would look like: two different words of one length, the same picture.
        Picture(family, "\uE123\uE124\uE125").Width.ShouldBe(Picture(family, one).Width);
        lab.Fonts.Missing("\uE123").ShouldBe(["\uE123"]);
    }

    [Theory]
    [InlineData(Khmer, "ក", "េ")]
    [InlineData(Cham, "ꨆ", "ꨯ")]
    public void A_sign_that_is_written_after_its_letter_is_drawn_before_it(string family, string letter, string sign)
    {
        var (alone, both) = (Picture(family, letter), Picture(family, letter + sign));
        var shift = Right(both) - Right(alone);

        // Moved to the right by the sign's width, the letter's own ink is where its picture says: the sign stands left of it.
        shift.ShouldBeGreaterThan(3);
        Ink(both, Left(alone) + shift, Right(alone) + shift).ShouldBe(Ink(alone, Left(alone), Right(alone)), 0.08 * Ink(alone, Left(alone), Right(alone)));
    }

    [Fact]
    public void A_consonant_under_a_consonant_takes_no_width_of_its_own()
    {
        var style = new TextStyle(Khmer, 10, 400, false, 0, 1, TextAnchor.Start);

        var shaped = lab.Measure.Measure(style, "ក្ម");
        var apart = lab.Measure.Measure(style, "ក").Width + lab.Measure.Measure(style, "ម").Width;

        shaped.Width.ShouldBeLessThan(0.75 * apart);
        shaped.Bottom.ShouldBeGreaterThan(lab.Measure.Measure(style, "ក").Bottom + 1);
    }

    [Fact]
    public void A_breve_over_a_circumflex_takes_no_width_and_stands_higher()
    {
        var style = new TextStyle(Latin, 10, 400, false, 0, 1, TextAnchor.Start);

        lab.Measure.Measure(style, "ê̆").Width.ShouldBe(lab.Measure.Measure(style, "ê").Width, 0.05);
        lab.Measure.Measure(style, "ê̆").Top.ShouldBeLessThan(lab.Measure.Measure(style, "ê").Top - 0.5);
    }

    [Fact]
    public void Khmer_lines_break_at_zero_width_spaces_and_nowhere_else()
    {
        var style = new TextStyle(Khmer, 4, 400, false, 0, 1, TextAnchor.Start);
        var flow = new TextFlow(lab.Fonts, style, style);

        flow.Lines("កុមារ\u200Bកុមារ\u200Bកុមារ", 20, 1).Count.ShouldBeGreaterThan(1);
        flow.Lines("កុមារ\u200Bកុមារ\u200Bកុមារ", 20, 1).ShouldAllBe(line => line[0].Text.Replace("កុមារ", "").Length == 0);
        flow.Lines("កុមារកុមារកុមារ", 20, 1).Count.ShouldBe(1);
    }

    private static SvgPage Page(string family, string words) => new(SvgTemplate.Parse(
        $"""<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="20mm" viewBox="0 0 60 20"><text x="8" y="12" font-size="5" font-family="{family}">{words}</text></svg>"""));

    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter != '\u200B'));

    private GreyImage Picture(string family, string words) => GreyImage.From(PixelPicture.Decode(lab.Renderer.RenderPng(Page(family, words), 200)));

    private static int Left(GreyImage image) => Enumerable.Range(0, image.Width).First(x => Ink(image, x, x + 1) > 0);

    private static int Right(GreyImage image) => Enumerable.Range(0, image.Width).Last(x => Ink(image, x, x + 1) > 0) + 1;

    private static double Ink(GreyImage image, int from, int to) =>
        Enumerable.Range(0, image.Height).Sum(y => Enumerable.Range(from, to - from).Sum(x => (255 - image.Pixels[(y * image.Width) + x]) / 255.0));
}
