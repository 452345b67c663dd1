using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Campaign111.Platform.Office;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;

namespace Campaign111.Tests.Platform.Office;

public sealed class OutputTests
{
    private static readonly SheetColumn[] Columns = [new("Mã"), new("Tên", 30), new("Số hộ"), new("Ngày"), new("Tỷ lệ", 10, SheetFormat.Percent)];
    private static readonly TableSchema Schema = new(new TableColumn("code", "Mã"), new TableColumn("name", "Tên") { MaxLength = 40_000 }, new TableColumn("households", "Số hộ"), new TableColumn("day", "Ngày"), new TableColumn("share", "Tỷ lệ"));

    [Fact]
    public async Task Csv_has_a_mark_crlf_plain_numbers_and_no_formulas()
    {
        var text = await Csv([["00123", "=1+1", -5, new DateOnly(2020, 9, 30), 0.915m], ["1", "a;b, \"c\"", null, new DateTimeOffset(2020, 9, 29, 18, 0, 0, TimeSpan.Zero), -1.5], ["2", "@x", 1L, null, true]]);

        text.ShouldBe("\uFEFFMã,Tên,Số hộ,Ngày,Tỷ lệ\r\n00123,\"'=1+1\",-5,2020-09-30,0.915\r\n1,\"a;b, \"\"c\"\"\",,2020-09-30 01:00:00,-1.5\r\n2,\"'@x\",1,,TRUE\r\n");
    }

    [Theory]
    [InlineData("+84 1")]
    [InlineData("-x")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    public async Task Csv_guards_every_start_of_a_formula(string text) => (await Csv([["1", text, 0, null, 0]])).ShouldContain("'" + text[0]);

    [Fact]
    public async Task What_is_written_reads_back_the_same()
    {
        object?[][] rows = [["00123", "=SUM(A1)", 12_345, new DateOnly(2020, 9, 30), 0.5m], ["25318", "Đắk \"R'lấp\"\nhai dòng", 0, null, 1m]];

        var csv = Tables.Read(Encoding.UTF8.GetBytes(await Csv(rows)), schema: Schema);
        var xlsx = Tables.Read(Xlsx(rows), schema: Schema);

        foreach (var read in new[] { csv, xlsx })
        {
            read.Select(row => row["code"]).ShouldBe(["00123", "25318"]);
            read.Select(row => row["name"]).ShouldBe(["=SUM(A1)", "Đắk \"R'lấp\"\nhai dòng"]);
            read.Select(row => row.Whole("households")).ShouldBe([12_345L, 0L]);
            read[0].Day("day").ShouldBe(new DateOnly(2020, 9, 30));
        }

        xlsx[0]["share"].ShouldBe("50%");
    }

    [Fact]
    public void Any_text_survives_both_formats()
    {
        Prop.ForAll<string>(text =>
        {
            // Both formats drop what no cell can hold; reading trims, composes and joins kinds of line breaks.
            var clean = new string([.. (text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is < '\uFDD0' && !(c is >= '\u200B' and <= '\u200D' or '\u2060' or '\uFEFF'))]).Trim().Trim('\'').Trim();
            var expected = clean.Normalize(NormalizationForm.FormC).Trim();
            object?[][] rows = [["1", clean, 1, null, null]];
            var csv = Tables.Read(Encoding.UTF8.GetBytes(Csv(rows).GetAwaiter().GetResult()), schema: Schema).Single()["name"];
            var xlsx = Tables.Read(Xlsx(rows), schema: Schema).Single()["name"];
            return csv == expected && xlsx == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Fact]
    public void Xlsx_is_valid_frozen_filterable_and_has_real_numbers_and_dates()
    {
        var file = Xlsx([["1", "a", 1_234, new DateOnly(2020, 9, 30), 0.915]], "Số liệu minh hoạ");
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}").ShouldBeEmpty();

        using var zip = new ZipArchive(new MemoryStream(file));
        var sheet = XElement.Load(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var ns = sheet.Name.Namespace;
        sheet.Descendants(ns + "pane").Single().Attribute("ySplit")!.Value.ShouldBe("2");
        sheet.Element(ns + "autoFilter")!.Attribute("ref")!.Value.ShouldBe("A2:E3");
        sheet.Descendants(ns + "c").Where(cell => (string?)cell.Attribute("t") == "n").Select(cell => cell.Value).ShouldBe(["1234", "44104", "0.915"]);
    }

    [Fact]
    public void Odd_names_long_numbers_and_odd_characters_do_not_break_a_workbook()
    {
        var memory = new MemoryStream();
        XlsxOutput.Write(memory, new Sheet("Xã [1]/<2>: 'dài quá ba mươi mốt ký tự'", Columns, [[123_456_789_012_345_678L, "\u0001a\uFFFF😀\uD800", new DateOnly(1890, 1, 1), new string('x', 40_000), double.NaN]]));
        var row = Tables.Read(memory.ToArray(), schema: Schema).Single();

        row["code"].ShouldBe("123456789012345678");
        row["name"].ShouldBe("a😀\uFFFD");
        row["households"].ShouldBe("1890-01-01");
        row["day"].Length.ShouldBe(32_767);
        Should.Throw<ArgumentException>(() => XlsxOutput.Write(new MemoryStream(), new Sheet("x", Columns, [[new object()]])));
    }

    private static async Task<string> Csv(object?[][] rows)
    {
        var memory = new MemoryStream();
        await CsvOutput.WriteAsync(memory, new Sheet("x", Columns, rows));
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    private static byte[] Xlsx(object?[][] rows, params string[] notes)
    {
        var memory = new MemoryStream();
        XlsxOutput.Write(memory, new Sheet("Trang", Columns, rows) { Notes = notes });
        return memory.ToArray();
    }
}
