using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Campaign111.Platform.Office;

namespace Campaign111.Tests.Platform.Office;

public sealed class HostileFileTests
{
    private static readonly XlsxBuilder Sound = new XlsxBuilder().Rows(["Mã", "Tên"], ["1", "a"]);

    [Theory]
    [InlineData("", "empty (0 bytes)")]
    [InlineData("\uFEFF\n\n  \n,,\n", "is empty")]
    [InlineData("Mã,Tên\n", "no data")]
    [InlineData("Mã,Ghi chú\n1,a\n", "lacks the columns: name / tên")]
    [InlineData("Mã,Tên,code\n1,a,2\n", "'Mã' (A), 'code' (C) mean the same")]
    [InlineData("Mã,Tên\n1,\"a\n2,b\n", "line 2: a double quote is never closed")]
    [InlineData("Mã,Tên\n1,a\"b\"\n", "line 2: column 2: a double quote in the wrong place")]
    [InlineData("Mã,Tên\n1,\"a\" b\n", "line 2: column 2: a double quote in the wrong place")]
    [InlineData("Mã,Tên\n1,a\0b\n", "line 2: holds a NUL byte")]
    [InlineData("<html><table><tr><td>Mã</td></tr></table>", "HTML or XML")]
    [InlineData("%PDF-1.7", "a PDF")]
    public void Bad_text_is_refused_with_its_place(string text, string says) => Tables.CsvRefusal(text).ShouldContain(says);

    [Fact]
    public void Sizes_beyond_the_limits_are_refused()
    {
        var limits = new TableLimits { MaxRows = 100, MaxColumns = 20, MaxCellChars = 1_000, MaxFileBytes = 4 << 20 };

        Tables.CsvRefusal("Mã,Tên" + new string(',', 1_000_000), limits).ShouldContain("line 1: has more than 20 columns");
        Tables.CsvRefusal("Mã,Tên\n" + string.Concat(Enumerable.Repeat("1,a\n", 200)), limits).ShouldContain("exceeds 100 rows");
        Tables.CsvRefusal("Mã,Tên\n1," + new string('x', 5_000), limits).ShouldContain("line 2: has a cell of more than 1000 characters in column 2");
        Tables.CsvRefusal("Mã,Tên\n1,\"" + new string('x', 5_000), limits).ShouldContain("line 2: the cell is longer than 1000");
        Tables.CsvRefusal("Mã,Tên\n1,\"" + string.Concat(Enumerable.Repeat("\n", 5_000)), limits).ShouldContain("line 2");
        Tables.CsvRefusal("Mã,Tên\n1," + new string('x', 5 << 20), limits).ShouldContain("larger than 4 MB");
        Tables.Refusal(Columns(400_000), limits).ShouldContain("beyond the first 20 columns");
        Tables.Refusal(new XlsxBuilder().Rows(["Mã", "Tên"], ["1", new string('x', 2_000)]).Build(), limits).ShouldContain("B2: longer than 1000");
        Tables.Refusal(new XlsxBuilder().Rows([["Mã", "Tên"], .. Enumerable.Repeat(new[] { "1", "a" }, 200)]).Build(), limits).ShouldContain("more than 100 rows");
    }

    [Fact]
    public void Empty_cells_of_a_million_columns_are_nothing() =>
        Tables.Read(new XlsxBuilder().Sheet("<sheetData><row>" + XlsxBuilder.Text("A1", "Mã") + XlsxBuilder.Text("B1", "Tên") + string.Concat(Enumerable.Repeat("<c s=\"1\"/>", 100_000))
            + "</row><row>" + XlsxBuilder.Text("A2", "1") + XlsxBuilder.Text("B2", "a") + "</row></sheetData>").Build()).Count.ShouldBe(1);

    [Fact]
    public void A_zip_bomb_is_refused_before_it_unpacks()
    {
        var zeros = new byte[64 << 20];
        var bomb = new XlsxBuilder().Rows(["Mã", "Tên"], ["1", "a"]).Part("xl/media/big.xml", zeros).Build();
        bomb.Length.ShouldBeLessThan(1 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Tables.Refusal(bomb).ShouldContain("unpacks to too much (at part 'xl/media/big.xml'");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8 << 20);
    }

    [Fact]
    public void A_zip_that_lies_about_its_size_yields_no_more_than_it_declares()
    {
        var spaces = "<sheetData>" + new string(' ', 48 << 20) + "</sheetData>";
        var file = new XlsxBuilder().Sheet(spaces).Build();
        Declare(file, "xl/worksheets/sheet1.xml", 2_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Tables.Refusal(file).ShouldContain("broken");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8 << 20);
    }

    [Fact]
    public void Entities_are_refused()
    {
        var laughs = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/hostname\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&f;</t></is></c></row></sheetData></worksheet>";
        var file = Replace(Sound.Build(), "xl/worksheets/sheet1.xml", laughs);

        Tables.Refusal(file).ShouldContain("broken");
    }

    [Fact]
    public void Truncated_files_are_refused_wherever_they_end()
    {
        var file = Sound.Build();

        for (var length = 4; length < file.Length; length += 37)
        {
            Tables.Refusal(file[..length]).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Other_kinds_of_packages_are_named()
    {
        Tables.Refusal(Replace(Sound.Build(), "xl/workbook.xml", "<document/>")).ShouldContain("not an .xlsx workbook");
        Tables.Refusal([0x50, 0x4B, 5, 6, .. new byte[18]]).ShouldContain("not an .xlsx workbook");
        Tables.Refusal([0xD0, 0xCF, 0x11, 0xE0, .. new byte[600]]).ShouldContain("old Excel file (.xls) or one with a password");
        Tables.Refusal(new XlsxBuilder().Sheet("<sheetData/>", "hidden").Build()).ShouldContain("no visible sheet");
        Tables.Refusal(new XlsxBuilder().Sheet("<sheetData/>").Build()).ShouldContain("is empty");
        Tables.Refusal(new XlsxBuilder().Rows(["Mã", "Tên"]).Build()).ShouldContain("no data");
    }

    [Theory]
    [InlineData("<sheetData><row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"/></sheetData>")]
    [InlineData("<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row></sheetData>")]
    [InlineData("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")]
    public void Sheets_that_contradict_themselves_are_broken(string inside) => Tables.Refusal(new XlsxBuilder().Sheet(inside).Build()).ShouldContain("broken");

    [Fact]
    public void A_name_does_not_make_the_kind()
    {
        Tables.Read(Sound.Build(), "danh-sach.csv").Count.ShouldBe(1);
        Tables.Read(Encoding.UTF8.GetBytes("Mã,Tên\n1,a\n"), "danh-sach.xlsx").Count.ShouldBe(1);
    }

    private static byte[] Columns(int count)
    {
        var cells = new StringBuilder("<sheetData><row>");
        for (var i = 0; i < count; i++)
        {
            cells.Append("<c><v>1</v></c>");
        }

        return new XlsxBuilder().Sheet(cells.Append("</row></sheetData>").ToString()).Build();
    }

    private static byte[] Replace(byte[] file, string part, string xml)
    {
        var memory = new MemoryStream();
        memory.Write(file);
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(part).Open());
            writer.Write(xml);
        }

        return memory.ToArray();
    }

    /// <summary>Sets the uncompressed size of a part in the central directory, which is where readers look.</summary>
    private static void Declare(byte[] file, string part, int size)
    {
        var name = Encoding.ASCII.GetBytes(part);
        for (var at = 0; at < file.Length - 46 - name.Length; at++)
        {
            if (file.AsSpan(at).StartsWith("PK\u0001\u0002"u8) && file.AsSpan(at + 46).StartsWith(name))
            {
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at + 24), size);
                return;
            }
        }

        throw new InvalidOperationException($"No part {part}.");
    }
}
