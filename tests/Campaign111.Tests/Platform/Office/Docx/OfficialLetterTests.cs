using Campaign111.Platform.Office.Docx;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Campaign111.Tests.Platform.Office.Docx;

/// <summary>The layout of Decree 30/2020/NĐ-CP, Annex I, read back from the file.</summary>
public class OfficialLetterTests
{
    private static readonly OfficialLetter Sample = new()
    {
        Agency = ["ỦY BAN NHÂN DÂN", "TỈNH BÌNH PHƯỚC"],
        Symbol = "UBND-KGVX",
        Subject = "V/v đôn đốc phát tờ rơi Tổng đài 111",
        Place = "Bình Phước",
        Year = 2020,
        To = ["Ủy ban nhân dân huyện Đồng Phú", "Ủy ban nhân dân huyện Bù Đăng"],
        Body =
        [
            new LetterParagraph("Đến ngày 1/9/2020 còn hai nơi chậm."),
            new LetterTable("Các nơi chậm", [new("TT", 1, true), new("Xã", 4), new("Tỷ lệ", 2, true)], [.. Enumerable.Range(1, 60).Select(i => (IReadOnlyList<string>)[$"{i}", $"Xã {i}", "12,5"])]),
            new LetterParagraph("Đề nghị các đơn vị thực hiện./."),
        ],
        Copies = ["Như trên", "Lưu: VT, KGVX"],
        Capacity = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    };

    [Fact]
    public void The_page_is_A4_with_the_margins_of_the_decree()
    {
        var section = Read(Sample).Descendants<SectionProperties>().Single();

        var page = section.GetFirstChild<PageSize>()!;
        (Millimetres(page.Width!.Value), Millimetres(page.Height!.Value)).ShouldBe((210, 297));
        var margin = section.GetFirstChild<PageMargin>()!;
        Millimetres(margin.Top!.Value).ShouldBeInRange(20, 25);
        Millimetres(margin.Bottom!.Value).ShouldBeInRange(20, 25);
        Millimetres(margin.Left!.Value).ShouldBeInRange(30, 35);
        Millimetres(margin.Right!.Value).ShouldBeInRange(15, 20);
    }

    [Fact]
    public void Every_letter_is_in_Times_New_Roman_and_the_body_in_13_to_14_points()
    {
        var body = Read(Sample);

        body.Descendants<Run>().ShouldAllBe(run => run.RunProperties!.RunFonts!.Ascii == "Times New Roman" && run.RunProperties.RunFonts.HighAnsi == "Times New Roman");
        foreach (var text in new[] { "Đến ngày 1/9/2020 còn hai nơi chậm.", "Đề nghị các đơn vị thực hiện./.", "Kính gửi:" })
        {
            Points(Of(body, text)).ShouldBeInRange(13, 14);
        }

        var paragraph = Of(body, "Đến ngày 1/9/2020 còn hai nơi chậm.").Ancestors<Paragraph>().Single().ParagraphProperties!;
        paragraph.Justification!.Val!.Value.ShouldBe(JustificationValues.Both);
        int.Parse(paragraph.Indentation!.FirstLine!).ShouldBeInRange(567, 720);
        int.Parse(paragraph.SpacingBetweenLines!.After!).ShouldBeGreaterThanOrEqualTo(120);
    }

    [Theory]
    [InlineData("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 13, true, false)]
    [InlineData("Độc lập - Tự do - Hạnh phúc", 13, 14, true, false)]
    [InlineData("TỈNH BÌNH PHƯỚC", 12, 13, true, false)]
    [InlineData("Số:         /UBND-KGVX", 13, 13, false, false)]
    [InlineData("Bình Phước, ngày       tháng       năm 2020", 13, 14, false, true)]
    [InlineData("V/v đôn đốc phát tờ rơi Tổng đài 111", 12, 13, false, false)]
    [InlineData("TM. ỦY BAN NHÂN DÂN", 13, 14, true, false)]
    [InlineData("PHÓ CHỦ TỊCH", 13, 14, true, false)]
    [InlineData("Nơi nhận:", 12, 12, true, true)]
    [InlineData("- Lưu: VT, KGVX.", 11, 11, false, false)]
    public void Each_element_of_the_head_and_foot_has_its_size_and_weight(string text, int least, int most, bool bold, bool italic)
    {
        var run = Of(Read(Sample), text);

        Points(run).ShouldBeInRange(least, most);
        (run.RunProperties!.Bold is not null).ShouldBe(bold);
        (run.RunProperties.Italic is not null).ShouldBe(italic);
    }

    [Fact]
    public void Agency_and_number_stand_on_the_left_country_and_place_on_the_right_with_rules_below()
    {
        var body = Read(Sample);
        var head = body.Elements<Table>().Take(2).SelectMany(table => table.Descendants<TableCell>()).ToList();

        head.Select(cell => cell.InnerText[..6]).ShouldBe(["ỦY BAN", "CỘNG H", "Số:   ", "Bình P"]);
        head.Take(2).ShouldAllBe(cell => cell.Elements<Paragraph>().Last().ParagraphProperties!.ParagraphBorders != null);
        head.Take(3).Concat(head.Skip(3)).ShouldAllBe(cell => cell.Elements<Paragraph>().Where(line => line.InnerText.Length > 0).All(line => line.ParagraphProperties!.Justification!.Val!.Value == JustificationValues.Center));
    }

    [Fact]
    public void The_tables_heading_row_is_repeated_and_no_row_breaks()
    {
        var table = Read(Sample).Elements<Table>().ElementAt(2);
        var rows = table.Elements<TableRow>().ToList();

        rows.Count.ShouldBe(61);
        rows[0].TableRowProperties!.GetFirstChild<TableHeader>().ShouldNotBeNull();
        rows.Skip(1).ShouldAllBe(row => row.TableRowProperties!.GetFirstChild<TableHeader>() == null);
        rows.ShouldAllBe(row => row.TableRowProperties!.GetFirstChild<CantSplit>() != null);
        rows[7].Elements<TableCell>().Select(cell => cell.InnerText).ShouldBe(["7", "Xã 7", "12,5"]);
        rows[0].Elements<TableCell>().Sum(cell => int.Parse(cell.TableCellProperties!.TableCellWidth!.Width!)).ShouldBeInRange(9060, 9071);
    }

    [Fact]
    public void Pages_are_numbered_at_the_top_centre_from_the_second_on()
    {
        using var package = Open(Sample);
        var section = package.MainDocumentPart!.Document.Descendants<SectionProperties>().Single();

        section.GetFirstChild<TitlePage>().ShouldNotBeNull();
        var numbered = Header(HeaderFooterValues.Default);
        numbered.Descendants<FieldCode>().Single().Text.Trim().ShouldBe("PAGE");
        numbered.Descendants<Justification>().Single().Val!.Value.ShouldBe(JustificationValues.Center);
        numbered.Descendants<Run>().ShouldAllBe(run => Points(run) >= 13 && Points(run) <= 14);
        Header(HeaderFooterValues.First).InnerText.ShouldBeEmpty();

        Header Header(HeaderFooterValues kind)
        {
            var id = section.Elements<HeaderReference>().Single(reference => reference.Type!.Value == kind).Id!;
            return ((HeaderPart)package.MainDocumentPart.GetPartById(id!)).Header;
        }
    }

    [Theory]
    [InlineData("2020-09-01", "Bình Phước, ngày 01 tháng 9 năm 2020")]
    [InlineData("2021-02-11", "Bình Phước, ngày 11 tháng 02 năm 2021")]
    public void Days_below_ten_and_months_below_three_have_a_zero_before_them(string day, string written) =>
        Of(Read(Sample with { IssuedOn = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Number = "2700" }), written).ShouldNotBeNull();

    [Fact]
    public void The_file_obeys_the_schema_of_Word()
    {
        using var package = Open(Sample);

        new OpenXmlValidator(FileFormatVersions.Office2013).Validate(package).Select(error => $"{error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
    }

    [Fact]
    public void One_addressee_stands_on_the_line_of_the_salutation()
    {
        var body = Read(Sample with { To = ["Ủy ban nhân dân huyện Đồng Phú"] });

        Of(body, "Kính gửi: Ủy ban nhân dân huyện Đồng Phú").ShouldNotBeNull();
        Of(Read(Sample), "- Ủy ban nhân dân huyện Bù Đăng.").ShouldNotBeNull();
    }

    private static WordprocessingDocument Open(OfficialLetter letter) => WordprocessingDocument.Open(new MemoryStream(OfficialLetterWriter.Write(letter)), isEditable: false);

    private static Body Read(OfficialLetter letter) => Open(letter).MainDocumentPart!.Document.Body!;

    private static Run Of(Body body, string text) => body.Descendants<Run>().Single(run => run.InnerText == text);

    private static double Points(Run run) => int.Parse(run.RunProperties!.FontSize!.Val!) / 2.0;

    private static int Millimetres(double twentieths) => (int)Math.Round(twentieths / 1440.0 * 25.4);
}
