using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using WordRow = DocumentFormat.OpenXml.Wordprocessing.TableRow;

namespace Campaign111.Platform.Office.Docx;

/// <summary>Sizes of Decree 30/2020/NĐ-CP, Annex I, in the units of Word: twentieths of a point, font sizes in half points.</summary>
internal static class LetterLayout
{
    public const string FontName = "Times New Roman";

    // Part I, 1 to 3: A4; margins 20-25 mm at top and bottom, 30-35 mm left, 15-20 mm right.
    public const int PageWidth = 11906;
    public const int PageHeight = 16838;
    public const int MarginTop = 1134;
    public const int MarginBottom = 1134;
    public const int MarginLeft = 1701;
    public const int MarginRight = 1134;
    public const int TextWidth = PageWidth - MarginLeft - MarginRight;

    // The left half of the head is narrower: the country's name must fit one line.
    public const int HeadLeft = 3400;
    public const int HeadRight = TextWidth - HeadLeft;

    // Part II: country 12-13, motto 13-14 (one more), agency 12-13, number 13, place and date 13-14, subject 12-13, body 13-14,
    // capacity and name 13-14, "Nơi nhận" 12, its list 11, page number 13-14.
    public const int CountrySize = 24;
    public const int MottoSize = 26;
    public const int AgencySize = 24;
    public const int NumberSize = 26;
    public const int PlaceAndDateSize = 26;
    public const int SubjectSize = 24;
    public const int BodySize = 28;
    public const int TableSize = 24;
    public const int SignatureSize = 28;
    public const int CopiesTitleSize = 24;
    public const int CopiesSize = 22;
    public const int PageNumberSize = 26;

    /// <summary>A first line is indented by 1 to 1.27 cm, paragraphs stand at least 6 pt apart.</summary>
    public const int FirstLine = 720;
    public const int ParagraphGap = 120;

    public static Run Run(string text, int size, bool bold = false, bool italic = false)
    {
        // The order of these is prescribed by the schema.
        var properties = new RunProperties(new RunFonts { Ascii = FontName, HighAnsi = FontName, EastAsia = FontName, ComplexScript = FontName });
        if (bold)
        {
            properties.Append(new Bold());
        }

        if (italic)
        {
            properties.Append(new Italic());
        }

        properties.Append(new FontSize { Val = Written(size) }, new FontSizeComplexScript { Val = Written(size) });
        return new Run(properties, new Text(text) { Space = SpaceProcessingModeValues.Preserve });
    }

    public static Paragraph Line(string text, int size, JustificationValues align, bool bold = false, bool italic = false, int before = 0, int after = 0) =>
        new(
            new ParagraphProperties(Spacing(before, after), new Justification { Val = align }),
            Run(text, size, bold, italic));

    /// <summary>The rule below the motto and below the agency: an empty, very low paragraph with a line above it.</summary>
    public static Paragraph Rule(int cellWidth, int length) => new(new ParagraphProperties(
        new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 6, Space = 1 }),
        new SpacingBetweenLines { Before = "20", After = "0", Line = "60", LineRule = LineSpacingRuleValues.Exact },
        new Indentation { Left = Written((cellWidth - length) / 2), Right = Written((cellWidth - length) / 2) }));

    public static SpacingBetweenLines Spacing(int before, int after) => new() { Before = Written(before), After = Written(after), Line = "240", LineRule = LineSpacingRuleValues.Auto };

    public static Table Halves(int left, int right, IEnumerable<OpenXmlElement> first, IEnumerable<OpenXmlElement> second) => new(
        new TableProperties(
            new TableWidth { Width = Written(left + right), Type = TableWidthUnitValues.Dxa },
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableCellMarginDefault(new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa })),
        new TableGrid(new GridColumn { Width = Written(left) }, new GridColumn { Width = Written(right) }),
        new WordRow(new TableRowProperties(new CantSplit()), Cell(left, first), Cell(right, second)));

    public static string Written(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TableCell Cell(int width, IEnumerable<OpenXmlElement> content) =>
        new([new TableCellProperties(new TableCellWidth { Width = Written(width), Type = TableWidthUnitValues.Dxa }), .. content]);
}
