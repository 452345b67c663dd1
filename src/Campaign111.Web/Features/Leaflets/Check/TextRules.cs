using System.Globalization;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>No text may run out of its room, off the paper, over a fold, into another text or into the code, be too small to read, or lack a letter in its font.</summary>
internal static class TextRules
{
    /// <summary>Printers of offices leave 4 to 5 mm unprinted; a knife may be off by 1 mm.</summary>
    private const double Margin = 4;

    /// <summary>6 pt, the smallest that copies and eyes take.</summary>
    private const double SmallestMm = 2.1;

    /// <summary>Rounding of fitted sizes, and kerning that fitting does not see.</summary>
    private const double Tolerance = 1.01;

    /// <summary>Accents of one line may reach between the letters of the next by this much, mm.</summary>
    private const double Touch = 0.25;

    public static void Check(CheckedPage page, LeafletDesign design, FontLibrary fonts, Findings findings)
    {
        foreach (var line in page.Lines)
        {
            Room(page, line, findings);
            Place(page, line, design, findings);
            if (fonts.Missing(line.Text) is [_, ..] missing)
            {
                findings.Add(page, line.Source, "font", $"phông chữ không có chữ “{string.Join(' ', missing)}” trong “{line.Text}”: chọn phông khác cho ngôn ngữ này", $"no font draws '{string.Join(' ', missing)}' in '{line.Text}': give the language another font");
            }
        }

        Lines(page, findings);
        Overlaps(page, findings);
    }

    private static void Room(CheckedPage page, PrintedLine line, Findings findings)
    {
        if (line.Room is { } room && line.Width > room * Tolerance)
        {
            findings.Add(page, line.Source, "overflow", $"“{line.Text}” rộng {Figure(line.Width)}, chỗ chỉ có {Figure(room)}: rút ngắn lời hoặc nới ô", $"'{line.Text}' is {Figure(line.Width)} wide, its room {Figure(room)}: shorten the text or widen the box");
        }

        var size = line.Runs.Min(run => run.SizeMm);
        if (size < SmallestMm)
        {
            findings.Add(page, line.Source, "small", $"“{line.Text}” chỉ còn cỡ {Figure(size * 72 / 25.4)} pt, tối thiểu 6 pt: nới ô hoặc rút ngắn lời", $"'{line.Text}' comes out at {Figure(size * 72 / 25.4)} pt, at least 6 pt are needed: widen the box or shorten the text");
        }
    }

    private static void Place(CheckedPage page, PrintedLine line, LeafletDesign design, Findings findings)
    {
        var (ink, template) = (line.Ink, page.Template);
        if (ink.Left < Margin || ink.Top < Margin || ink.Right > template.WidthMm - Margin || ink.Bottom > template.HeightMm - Margin)
        {
            findings.Add(page, line.Source, "overflow", $"“{line.Text}” nằm ngoài vùng in an toàn (cách mép giấy {Margin} mm)", $"'{line.Text}' lies outside the safe area ({Margin} mm from the edge)");
        }

        if (design.Paper.Folds.GetValueOrDefault(page.Number)?.Any(fold => ink.Left < fold - 1 && ink.Right > fold + 1) == true)
        {
            findings.Add(page, line.Source, "fold", $"“{line.Text}” nằm vắt qua đường gấp", $"'{line.Text}' crosses a fold");
        }

        if (page.Qr is { } qr && ink.Overlap(qr) > 0)
        {
            findings.Add(page, line.Source, "qr", $"“{line.Text}” lấn vào ô mã QR và vùng trắng của nó", $"'{line.Text}' runs into the QR code's box and its quiet zone");
        }
    }

    private static void Lines(CheckedPage page, Findings findings)
    {
        foreach (var (element, index) in page.Elements.Select((element, index) => (element, index)).Where(entry => entry.element.Attribute("data-wrap") is not null))
        {
            var (most, lines) = (SvgTextReader.Number(element, "data-lines", 1), page.Lines.Where(line => line.Element == index).ToList());
            if (lines.Count > most)
            {
                findings.Add(page, lines[0].Source, "overflow", $"mục “{(string?)element.Attribute("data-key")}” cần {lines.Count} dòng, chỗ chỉ có {most}: rút ngắn lời", $"the text '{(string?)element.Attribute("data-key")}' needs {lines.Count} lines, its room has {most}: shorten it");
            }
        }
    }

    private static void Overlaps(CheckedPage page, Findings findings)
    {
        for (var one = 0; one < page.Lines.Count; one++)
        {
            for (var other = one + 1; other < page.Lines.Count; other++)
            {
                var (first, second) = (page.Lines[one], page.Lines[other]);
                if (first.Element != second.Element && first.Runs.Any(run => second.Runs.Any(next => run.Ink.Overlap(next.Ink) > Touch)))
                {
                    findings.Add(page, second.Source, "overlap", $"“{second.Text}” đè lên “{first.Text}”", $"'{second.Text}' overlaps '{first.Text}'");
                }
            }
        }
    }

    private static string Figure(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
