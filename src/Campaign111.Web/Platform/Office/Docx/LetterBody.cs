using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using WordRow = DocumentFormat.OpenXml.Wordprocessing.TableRow;
using static Campaign111.Platform.Office.Docx.LetterLayout;

namespace Campaign111.Platform.Office.Docx;

/// <summary>The body of a letter: addressees, paragraphs, tables; then copies on the left and the signature on the right.</summary>
internal static class LetterBody
{
    // Room for signature and stamp.
    private const int SignatureRoom = 1400;

    public static IEnumerable<OpenXmlElement> AddresseesOf(OfficialLetter letter)
    {
        if (letter.To.Count == 0)
        {
            yield break;
        }

        if (letter.To.Count == 1)
        {
            yield return Line($"Kính gửi: {letter.To[0]}", BodySize, JustificationValues.Center, before: 360, after: 240);
            yield break;
        }

        yield return Addressee("Kính gửi:", before: 360);
        for (var i = 0; i < letter.To.Count; i++)
        {
            yield return Addressee($"- {letter.To[i]}{(i == letter.To.Count - 1 ? "." : ";")}", before: 0, after: i == letter.To.Count - 1 ? 240 : 0, hanging: true);
        }
    }

    public static IEnumerable<OpenXmlElement> Of(LetterBlock block) => block switch
    {
        LetterParagraph paragraph => [Paragraph(paragraph)],
        LetterTable table => TableOf(table),
        LetterHeading heading => [new Paragraph(new ParagraphProperties(new KeepNext(), Spacing(ParagraphGap, ParagraphGap), new Justification { Val = JustificationValues.Both }), Run(heading.Text, BodySize, bold: true))],
        _ => throw new ArgumentException($"A letter has no {block.GetType().Name}.", nameof(block)),
    };

    public static Table SignatureOf(OfficialLetter letter)
    {
        const int left = 4300;
        return Halves(left, TextWidth - left, CopiesOf(letter), CapacityOf(letter));
    }

    public static IEnumerable<OpenXmlElement> AppendixOf(LetterAppendix appendix)
    {
        var title = Line("PHỤ LỤC", BodySize, JustificationValues.Center, bold: true);
        title.ParagraphProperties!.PrependChild(new PageBreakBefore());
        return
        [
            title,
            Line($"({appendix.Of})", BodySize, JustificationValues.Center, italic: true, after: ParagraphGap),
            .. appendix.Body.SelectMany(Of),
        ];
    }

    private static Paragraph Paragraph(LetterParagraph paragraph)
    {
        var properties = new ParagraphProperties(Spacing(0, ParagraphGap), new Indentation { FirstLine = Written(FirstLine) }, new Justification { Val = JustificationValues.Both });
        if (paragraph.KeepsNext)
        {
            properties.PrependChild(new KeepNext());
        }

        return new Paragraph(properties, Run(paragraph.Text, BodySize, italic: paragraph.Emphasis));
    }

    private static Paragraph Addressee(string text, int before, int after = 0, bool hanging = false) => new(
        new ParagraphProperties(
            Spacing(before, after),
            hanging ? new Indentation { Left = Written(2880), Hanging = Written(200) } : new Indentation { Left = Written(1700) },
            new Justification { Val = JustificationValues.Left }),
        Run(text, BodySize));

    private static IEnumerable<OpenXmlElement> TableOf(LetterTable table)
    {
        yield return new Paragraph(
            new ParagraphProperties(new KeepNext(), Spacing(ParagraphGap, ParagraphGap), new Justification { Val = JustificationValues.Center }),
            Run(table.Title, TableSize, bold: true));
        var widths = Widths(table.Columns);
        yield return new Table(
        [
            new TableProperties(
                new TableWidth { Width = Written(TextWidth), Type = TableWidthUnitValues.Dxa },
                Borders(),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 60, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 60, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(width => new GridColumn { Width = Written(width) })),
            Row(table.Columns.Select(column => column.Heading), table.Columns, widths, heading: true),
            .. table.Rows.Select(row => row.Count == 1 && widths.Length > 1 ? Group(row[0], widths) : Row(row, table.Columns, widths, heading: false)),
        ]);
        yield return Line("", CopiesSize, JustificationValues.Left);
    }

    private static int[] Widths(IReadOnlyList<LetterColumn> columns)
    {
        var shares = columns.Sum(column => column.Share);
        return [.. columns.Select(column => TextWidth * column.Share / shares)];
    }

    private static WordRow Row(IEnumerable<string> cells, IReadOnlyList<LetterColumn> columns, int[] widths, bool heading)
    {
        // No row breaks over two pages; the heading row stands on each.
        var properties = new TableRowProperties(new CantSplit());
        if (heading)
        {
            properties.Append(new TableHeader());
        }

        return new WordRow([properties, .. cells.Select((text, i) => new TableCell(
            new TableCellProperties(
                new TableCellWidth { Width = Written(widths[i]), Type = TableWidthUnitValues.Dxa },
                new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
            Line(text, TableSize, heading ? JustificationValues.Center : columns[i].IsNumber ? JustificationValues.Right : JustificationValues.Left, bold: heading, before: 30, after: 30)))]);
    }

    private static WordRow Group(string title, int[] widths)
    {
        var line = Line(title, TableSize, JustificationValues.Left, bold: true, before: 30, after: 30);
        line.ParagraphProperties!.PrependChild(new KeepNext());
        return new WordRow(
            new TableRowProperties(new CantSplit()),
            new TableCell(
                new TableCellProperties(new TableCellWidth { Width = Written(widths.Sum()), Type = TableWidthUnitValues.Dxa }, new GridSpan { Val = widths.Length }),
                line));
    }

    private static TableBorders Borders() => new(
        new TopBorder { Val = BorderValues.Single, Size = 4 },
        new LeftBorder { Val = BorderValues.Single, Size = 4 },
        new BottomBorder { Val = BorderValues.Single, Size = 4 },
        new RightBorder { Val = BorderValues.Single, Size = 4 },
        new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 },
        new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 });

    private static IEnumerable<OpenXmlElement> CopiesOf(OfficialLetter letter) =>
    [
        Line("Nơi nhận:", CopiesTitleSize, JustificationValues.Left, bold: true, italic: true),
        .. letter.Copies.Select((copy, i) => Line($"- {copy}{(i == letter.Copies.Count - 1 ? "." : ";")}", CopiesSize, JustificationValues.Left)),
    ];

    private static IEnumerable<OpenXmlElement> CapacityOf(OfficialLetter letter) =>
    [
        .. letter.Capacity.Select(line => Line(line, SignatureSize, JustificationValues.Center, bold: true)),
        Line(letter.Signatory ?? "", SignatureSize, JustificationValues.Center, bold: true, before: SignatureRoom),
    ];
}
