using System.IO.Compression;
using System.Text;
using Campaign111.Platform.Office;

namespace Campaign111.Tests.Platform.Office;

/// <summary>Files damaged at random, always the same ones: reading ends with rows, row errors or a <see cref="TableFileException"/>, never otherwise.</summary>
public sealed class MutationTests
{
    private static readonly TableLimits Limits = new() { MaxRows = 2_000, MaxColumns = 30, MaxCellChars = 2_000, MaxUncompressedBytes = 4 << 20, MaxFileBytes = 1 << 20 };
    private static readonly string[] Tokens = ["\"", "\n", "\r", ",", ";", "\t", "\0", "\uFEFF", "=", "<", ">", "&#0;", "</row>", "<row r=\"1\">", "<c r=\"ZZZZ9\">", "r=\"-1\"", "99999999999", "]]>", "xl/", "..", "\uFFFF", "é"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Sixty_damaged_files_never_break_the_reader(int seed)
    {
        var random = new Random(seed * 111);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            var file = (i % 3) switch { 0 => Bytes(random, Csv()), 1 => Bytes(random, Xlsx()), _ => Inside(random) };
            try
            {
                var rows = Tables.Read(file, "hỏng", Limits);
                rows.SelectMany(row => row.Errors).ShouldAllBe(error => error.Line > 1 && error.Column.Length > 0);
                read++;
            }
            catch (TableFileException e)
            {
                e.Message.Length.ShouldBeGreaterThan(20, $"seed {seed}, file {i}");
                refused++;
            }
        }

        // Both ends are reached, so the damage is neither too much nor too little to test anything.
        read.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(0);
    }

    private static byte[] Csv() => Encoding.UTF8.GetBytes("Mã;Tên;Số hộ;Ngày\r\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"{i};\"Thôn \"\"{i}\"\", xã\";{i * 7};30/9/2020\r\n")));

    private static byte[] Xlsx() => new XlsxBuilder
    {
        Shared = "<si><t>Mã</t></si><si><t>Tên</t></si><si><r><t>Bù</t></r><r><t> Đốp</t></r></si>",
        Styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"0000\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/></cellXfs>",
    }.Sheet("<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
        + string.Concat(Enumerable.Range(2, 20).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\" s=\"1\"><v>{i}</v></c><c r=\"B{i}\" t=\"s\"><v>2</v></c><c r=\"C{i}\" s=\"2\"><v>44104.5</v></c></row>"))
        + "</sheetData><mergeCells><mergeCell ref=\"B2:B9\"/></mergeCells>").Build();

    /// <summary>Flips, cuts, doubles and inserts in the raw file.</summary>
    private static byte[] Bytes(Random random, byte[] file)
    {
        var list = file.ToList();
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(4))
            {
                case 0:
                    list[at] = (byte)random.Next(256);
                    break;
                case 1:
                    list.RemoveRange(at, Math.Min(list.Count - at - 1, random.Next(1, 40)));
                    break;
                case 2:
                    list.InsertRange(at, list.GetRange(at, Math.Min(list.Count - at, random.Next(1, 200))));
                    break;
                default:
                    list.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
            }
        }

        return [.. list];
    }

    /// <summary>Damages the text of one part and packs it again, so that the ZIP itself is sound.</summary>
    private static byte[] Inside(Random random)
    {
        var memory = new MemoryStream();
        memory.Write(Xlsx());
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.Entries[random.Next(1, zip.Entries.Count)];
            using var stream = entry.Open();
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            stream.SetLength(0);
            stream.Write(Bytes(random, content));
        }

        return memory.ToArray();
    }
}
