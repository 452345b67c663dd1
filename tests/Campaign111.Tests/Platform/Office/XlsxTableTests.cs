using System.Text;

namespace Campaign111.Tests.Platform.Office;

public sealed class XlsxTableTests
{
    private const string Head = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Mã</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Tên</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Ngày</t></is></c></row>";

    [Fact]
    public void Shared_inline_and_rich_strings_are_read_and_hidden_sheets_passed_over()
    {
        var file = new XlsxBuilder { Shared = "<si><t>Mã</t></si><si><r><t>Tên </t></r><r><rPr><b/></rPr><t>đơn vị</t></r><rPh><t>x</t></rPh></si><si><t xml:space=\"preserve\"> Lộc_x000D_\nNinh </t></si>" }
            .Sheet("<sheetData><row r=\"1\"><c r=\"A1\"><v>9</v></c></row></sheetData>", "hidden")
            .Sheet("<sheetData/>", "veryHidden")
            .Sheet("<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c></row><row r=\"5\"><c r=\"B5\" t=\"s\"><v>2</v></c><c r=\"A5\"><v>00692</v></c></row></sheetData>");

        var row = Tables.Read(file.Build()).Single();

        row["name"].ShouldBe("Lộc\r\nNinh");
        row["code"].ShouldBe("692");
        row.Line.ShouldBe(5);
    }

    [Theory]
    [InlineData("0", "44104", "44104")]
    [InlineData("14", "44104", "30/9/2020")]
    [InlineData("22", "44104.3125", "30/9/2020 07:30")]
    [InlineData("20", "0.3125", "07:30:00")]
    [InlineData("10", "0.915", "91.5%")]
    [InlineData("3", "1234567", "1234567")]
    [InlineData("2", "0.30000000000000004", "0.3")]
    [InlineData("0", "1.2E-7", "1.2E-07")]
    [InlineData("0", "1.5E200", "1.5E+200")]
    [InlineData("164", "123", "00123")]
    [InlineData("165", "44104", "30/9/2020")]
    [InlineData("166", "1500", "1500")]
    [InlineData("14", "-5", "-5")]
    [InlineData("14", "1", "1/1/1900")]
    [InlineData("14", "99999999", "99999999")]
    [InlineData("9999", "7", "7")]
    public void Numbers_come_as_the_sheet_shows_them(string format, string stored, string shown)
    {
        var styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/><numFmt numFmtId=\"165\" formatCode=\"[$-42A]dd/mm/yyyy;@\"/><numFmt numFmtId=\"166\" formatCode=\"#,##0\\ &quot;hộ dân&quot;\"/></numFmts>"
            + $"<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"{format}\"/></cellXfs>";
        var file = new XlsxBuilder { Styles = styles }.Sheet($"<sheetData>{Head}<row r=\"2\"><c r=\"A2\"><v>1</v></c>{XlsxBuilder.Text("B2", "a")}<c r=\"C2\" s=\"1\"><v>{stored}</v></c></row></sheetData>");

        Tables.Read(file.Build()).Single()["day"].ShouldBe(shown);
    }

    [Fact]
    public void Dates_counted_from_1904_are_four_years_on()
    {
        var file = new XlsxBuilder { Styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>", From1904 = true }
            .Sheet($"<sheetData>{Head}<row><c><v>1</v></c><c><v>2</v></c><c s=\"0\"><v>42642</v></c></row></sheetData>");

        Tables.Read(file.Build()).Single()["day"].ShouldBe("30/9/2020");
    }

    [Fact]
    public void A_cell_merged_downwards_means_all_its_rows_and_one_merged_sidewards_is_a_title()
    {
        var file = new XlsxBuilder().Sheet(
            "<sheetData><row r=\"1\">" + XlsxBuilder.Text("A1", "DANH SÁCH") + "</row>"
            + "<row r=\"2\">" + XlsxBuilder.Text("A2", "Tên") + XlsxBuilder.Text("B2", "Mã") + "</row>"
            + "<row r=\"3\">" + XlsxBuilder.Text("A3", "Bù Đốp") + XlsxBuilder.Text("B3", "1") + "</row>"
            + "<row r=\"4\"><c r=\"A4\"/>" + XlsxBuilder.Text("B4", "2") + "</row>"
            + "<row r=\"5\"><c r=\"A5\"/></row>"
            + "<row r=\"6\">" + XlsxBuilder.Text("A6", "Lộc Ninh") + XlsxBuilder.Text("B6", "3") + "</row></sheetData>"
            + "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A3:A5\"/><mergeCell ref=\"XFD1:XFD9\"/><mergeCell ref=\"rác\"/></mergeCells>");

        var rows = Tables.Read(file.Build());

        rows.Select(row => $"{row.Line} {row["code"]} {row["name"]}").ShouldBe(["3 1 Bù Đốp", "4 2 Bù Đốp", "6 3 Lộc Ninh"]);
        rows.ShouldAllBe(row => row.Errors.Count == 0);
    }

    [Fact]
    public void Formulas_give_their_stored_result_and_are_never_run()
    {
        var file = new XlsxBuilder().Sheet($"<sheetData>{Head}<row r=\"2\"><c r=\"A2\"><f>6*7</f><v>42</v></c><c r=\"B2\" t=\"str\"><f>HYPERLINK(\"x\")</f><v>=cmd</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\"><f>1+1</f></c><c r=\"B3\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>");

        var rows = Tables.Read(file.Build());

        (rows[0]["code"], rows[0]["name"]).ShouldBe(("42", "=cmd"));
        rows[0].Errors.ShouldBeEmpty();
        rows[1].Errors.Select(error => error.Column).ShouldBe(["Mã", "Tên"]);
        rows[1].Errors[0].Message.En.ShouldContain("no stored result");
        rows[1].Errors[1].Message.En.ShouldContain("#DIV/0!");
    }

    [Fact]
    public void Side_notes_and_broken_hyperlinks_do_no_harm()
    {
        var links = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"h\" TargetMode=\"External\" Type=\"http://x/hyperlink\" Target=\"mailto:a@b@c d\"/></Relationships>";
        var file = new XlsxBuilder().Rows(["Mã", "Tên"], ["1", "a", "", "ghi chú riêng"]).Part("xl/worksheets/_rels/sheet1.xml.rels", Encoding.UTF8.GetBytes(links));

        Tables.Read(file.Build()).Single().Errors.ShouldBeEmpty();
    }
}
