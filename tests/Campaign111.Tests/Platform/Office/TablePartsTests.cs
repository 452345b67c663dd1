using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Campaign111.Platform.Office;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using TablePart = Campaign111.Platform.Office.TablePart;
using TableParts = Campaign111.Platform.Office.TableParts;

namespace Campaign111.Tests.Platform.Office;

/// <summary>Tables written part by part, and both formats against one another.</summary>
public sealed partial class TablePartsTests
{
    private static readonly SheetHead Head = new("Lượt ghi", [new("Số", 12, SheetFormat.Name), new("Nơi", 30), new("Ngày"), new("Lúc"), new("Tỷ lệ", 10, SheetFormat.Percent), new("Xong")], ["SỐ LIỆU MINH HOẠ", "Số liệu lúc 14:05 1/9/2020"]);

    [Fact]
    public async Task Parts_join_into_a_workbook_with_frozen_headings_a_filter_and_typed_cells()
    {
        var file = await WriteAsync(TableParts.Xlsx, Head, [[Row(1, "Xã Tân Thành"), Row(2, "=1+1")], [Row(3, "Đắk Nhau & <b>")], []]);

        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        sheet.Descendants<Pane>().Single().VerticalSplit!.Value.ShouldBe(3);
        sheet.Descendants<Pane>().Single().State!.Value.ShouldBe(PaneStateValues.Frozen);
        sheet.Descendants<AutoFilter>().Single().Reference!.Value.ShouldBe("A3:F6");
        sheet.Descendants<Column>().Select(column => column.Width!.Value).ShouldBe([12, 30, 16, 16, 10, 16]);
        var rows = sheet.Descendants<Row>().ToList();
        rows.Select(row => row.RowIndex!.Value).ShouldBe([1u, 2u, 3u, 4u, 5u, 6u]);
        rows[0].InnerText.ShouldBe("SỐ LIỆU MINH HOẠ");
        var cells = rows[4].Elements<Cell>().ToList();
        cells[1].DataType!.Value.ShouldBe(CellValues.InlineString);
        cells[1].CellFormula.ShouldBeNull();
        cells[1].InnerText.ShouldBe("=1+1");
        DateTime.FromOADate(double.Parse(cells[2].CellValue!.Text, CultureInfo.InvariantCulture)).ShouldBe(new DateTime(2020, 9, 2));
        FormatOf(document, cells[2]).ShouldBe("d/m/yyyy");
        FormatOf(document, cells[3]).ShouldBe("d/m/yyyy\\ hh:mm");
        FormatOf(document, cells[4]).ShouldBe("0.0%");
        rows[5].Elements<Cell>().ElementAt(1).InnerText.ShouldBe("Đắk Nhau & <b>");
    }

    [Fact]
    public async Task Parts_and_one_piece_give_the_same_bytes_each_time()
    {
        IReadOnlyList<object?>[] rows = [.. Enumerable.Range(1, 40).Select(at => Row(at, $"Thôn {at}"))];

        var once = await WriteAsync(TableParts.Csv, Head, [rows]);
        var parts = await WriteAsync(TableParts.Csv, Head, [rows[..7], rows[7..8], rows[8..]]);
        var workbook = await WriteAsync(TableParts.Xlsx, Head, [rows[..7], rows[7..]]);

        parts.ShouldBe(once);
        (await WriteAsync(TableParts.Xlsx, Head, [rows[..7], rows[7..]])).ShouldBe(workbook);
    }

    [Fact]
    public async Task What_one_sheet_cannot_hold_goes_on_in_the_next()
    {
        var head = new SheetHead("Rất nhiều", [new("Số")], ["chú thích"]);
        var all = head.RowsOfSheet + 5;
        var parts = new List<TablePart>();
        var folder = Directory.CreateTempSubdirectory("campaign111-parts-").FullName;
        for (var before = 0L; before < all;)
        {
            var take = (int)Math.Min(all - before, TableParts.Xlsx.Room(head, before));
            var rows = Enumerable.Range((int)before, take).Select(at => (IReadOnlyList<object?>)[at]).ToList();
            parts.Add(await TableParts.Xlsx.WriteAsync(Path.Combine(folder, $"{parts.Count}"), head, before, Portions([rows]), CancellationToken.None));
            before += take;
        }

        var path = Path.Combine(folder, "all.xlsx");
        await using (var output = File.Create(path))
        {
            await TableParts.Xlsx.JoinAsync(output, head, parts, CancellationToken.None);
        }

        using var zip = ZipFile.OpenRead(path);
        var (first, second) = (Read(zip, 1), Read(zip, 2));
        first.Lines.ShouldBe(1_048_576);
        first.Tail.ShouldContain("<row r=\"1048576\">");
        second.Lines.ShouldBe(2 + 5);
        second.Tail.ShouldContain($"<c r=\"A7\" s=\"2\" t=\"n\"><v>{all - 1}</v>");
        XElement.Load(zip.GetEntry("xl/workbook.xml")!.Open()).Descendants().Select(sheet => (string?)sheet.Attribute("name")).OfType<string>().ShouldBe(["Rất nhiều", "Rất nhiều 2"]);
        zip.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_checksum_of_two_pieces_is_that_of_both()
    {
        Prop.ForAll<byte[], byte[]>((first, second) =>
        {
            var (a, b) = (first ?? [], second ?? []);
            return Crc32.Combine(Crc32.Append(0, a), Crc32.Append(0, b), b.Length) == Crc32.Append(0, [.. a, .. b]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
        Crc32.Append(0, "123456789"u8).ShouldBe(0xCBF43926);
    }

    [Fact]
    public void Csv_and_workbook_hold_the_same_values()
    {
        var texts = Gen.OneOf(
            Gen.Elements("=1+1", "+84", "-x", "@SUM(A1)", "\tx", "\rx", "Bình Phước", "_x0041_", "\u0001\u0007a", "a\r\nb", "\uD800", "😀", "'", "", " trắng ", "1e5", "00123", "\uFFFE", "]]>", "&amp;"),
            // A text that itself begins with the guard's sign reads like a guarded one: CSV cannot tell them apart.
            ArbMap.Default.GeneratorFor<string>().Select(text => (text ?? "").Replace("'", "", StringComparison.Ordinal)));
        var cells = Gen.OneOf(
            texts.Select(text => (object?)text), ArbMap.Default.GeneratorFor<int>().Select(number => (object?)number), ArbMap.Default.GeneratorFor<bool>().Select(flag => (object?)flag),
            ArbMap.Default.GeneratorFor<int>().Select(number => (object?)(number / 1000m)), Gen.Choose(0, 90_000).Select(days => (object?)new DateOnly(1901, 1, 1).AddDays(days)),
            Gen.Choose(0, 2_000_000_000).Select(seconds => (object?)DateTimeOffset.FromUnixTimeSeconds(seconds)), Gen.Constant((object?)null));
        Prop.ForAll(cells.ArrayOf(4).Select(row => row.ToArray()).ArrayOf(5).ToArbitrary(), rows =>
        {
            var head = new SheetHead("x", [new("a"), new("b"), new("c"), new("d")], []);
            IReadOnlyList<object?>[] table = [.. rows];
            var csv = ReadCsv(WriteAsync(TableParts.Csv, head, [table]).GetAwaiter().GetResult());
            var xlsx = ReadXlsx(WriteAsync(TableParts.Xlsx, head, [table]).GetAwaiter().GetResult(), 4);
            csv.Count.ShouldBe(6);
            for (var at = 0; at < csv.Count; at++)
            {
                csv[at].ShouldBe(xlsx[at], $"row {at}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    /// <summary>Rows of a CSV with CsvHelper: its guard against formulas taken off.</summary>
    internal static List<string[]> ReadCsv(byte[] file, int notes = 0)
    {
        file.AsSpan(0, 3).ToArray().ShouldBe(Encoding.UTF8.GetPreamble());
        using var text = new StreamReader(new MemoryStream(file), Encoding.UTF8);
        using var csv = CsvReader.Create(text, new CsvReaderOptions { HasHeader = false, MalformedData = CsvMalformedDataHandling.Throw });
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(at => Unguarded(csv.GetString(at)))]);
        }

        return rows[notes..];
    }

    /// <summary>Rows of the first sheet with the OpenXML SDK, in the forms that a CSV has.</summary>
    internal static List<string[]> ReadXlsx(byte[] file, int columns)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        return [.. document.WorkbookPart!.WorksheetParts.First().Worksheet.Descendants<Row>().Select(row =>
        {
            var cells = new string[columns];
            Array.Fill(cells, "");
            foreach (var cell in row.Elements<Cell>())
            {
                cells[cell.CellReference!.Value![0] - 'A'] = Text(document, cell);
            }

            return cells;
        })];
    }

    private static string Text(SpreadsheetDocument document, Cell cell)
    {
        if (cell.DataType!.Value == CellValues.InlineString)
        {
            return Escape().Replace(cell.InnerText, match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        }

        if (cell.DataType.Value == CellValues.Boolean)
        {
            return cell.CellValue!.Text == "1" ? "TRUE" : "FALSE";
        }

        var value = cell.CellValue!.Text;
        return FormatOf(document, cell) switch
        {
            "d/m/yyyy" => DateOnly.FromDateTime(DateTime.FromOADate(double.Parse(value, CultureInfo.InvariantCulture))).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "d/m/yyyy\\ hh:mm" => DateTime.FromOADate(double.Parse(value, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            _ => value,
        };
    }

    private static string FormatOf(SpreadsheetDocument document, Cell cell)
    {
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        var id = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)(cell.StyleIndex?.Value ?? 0)).NumberFormatId!.Value;
        return styles.NumberingFormats!.Elements<NumberingFormat>().FirstOrDefault(format => format.NumberFormatId!.Value == id)?.FormatCode!.Value ?? $"{id}";
    }

    private static string Unguarded(string cell) => cell.Length > 1 && cell[0] == '\'' && cell[1] is '=' or '+' or '-' or '@' or '\t' or '\r' ? cell[1..] : cell;

    private static IReadOnlyList<object?> Row(int at, string place) => [at, place, new DateOnly(2020, 9, 1).AddDays(at - 1), new DateTimeOffset(2020, 9, 1, 1, 2, 3, TimeSpan.Zero), at / 10m, at % 2 == 0];

    private static async Task<byte[]> WriteAsync(TableParts format, SheetHead head, IReadOnlyList<object?>[][] parts)
    {
        var folder = Directory.CreateTempSubdirectory("campaign111-parts-").FullName;
        var written = new List<TablePart>();
        foreach (var rows in parts)
        {
            written.Add(await format.WriteAsync(Path.Combine(folder, $"{written.Count}"), head, written.Sum(part => part.Rows), Portions([.. rows.Chunk(3)]), CancellationToken.None));
        }

        using var output = new MemoryStream();
        await format.JoinAsync(output, head, written, CancellationToken.None);
        Directory.Delete(folder, recursive: true);
        return output.ToArray();
    }

    private static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> Portions(IReadOnlyList<IReadOnlyList<IReadOnlyList<object?>>> portions)
    {
        foreach (var portion in portions)
        {
            await Task.Yield();
            yield return portion;
        }
    }

    private static (int Lines, string Tail) Read(ZipArchive zip, int sheet)
    {
        using var reader = new StreamReader(zip.GetEntry($"xl/worksheets/sheet{sheet}.xml")!.Open());
        var text = reader.ReadToEnd();
        return (Regex.Count(text, "<row "), text[^Math.Min(400, text.Length)..]);
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
