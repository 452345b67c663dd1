using System.IO.Compression;
using System.Text;

namespace Campaign111.Tests.Platform.Office;

/// <summary>Makes XLSX files as Excel and other programs write them, and as nobody should.</summary>
internal sealed class XlsxBuilder
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly List<(string Name, string? State, string Data)> sheets = [];
    private readonly List<(string Name, byte[] Content)> extra = [];

    public string? Shared { get; init; }

    public string? Styles { get; init; }

    public bool From1904 { get; init; }

    /// <summary>Adds a sheet; the text is what stands inside the worksheet element.</summary>
    public XlsxBuilder Sheet(string inside, string? state = null)
    {
        sheets.Add(($"Trang {sheets.Count + 1}", state, inside));
        return this;
    }

    /// <summary>A sheet of inline strings, one array a row.</summary>
    public XlsxBuilder Rows(params string[][] rows)
    {
        var lines = rows.Select((row, r) => $"<row r=\"{r + 1}\">{string.Concat(row.Select((cell, c) => Text($"{(char)('A' + c)}{r + 1}", cell)))}</row>");
        return Sheet($"<sheetData>{string.Concat(lines)}</sheetData>");
    }

    public XlsxBuilder Part(string name, byte[] content)
    {
        extra.Add((name, content));
        return this;
    }

    public static string Text(string reference, string text) => $"<c r=\"{reference}\" t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(text)}</t></is></c>";

    public byte[] Build()
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Write(zip, "_rels/.rels", Links([("rId1", "officeDocument", "xl/workbook.xml")]));
            Write(zip, "xl/workbook.xml", Workbook());
            List<(string, string, string)> links = [.. sheets.Select((_, i) => ($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml"))];
            links.Add(("rId90", "sharedStrings", "sharedStrings.xml"));
            links.Add(("rId91", "styles", "/xl/styles.xml"));
            Write(zip, "xl/_rels/workbook.xml.rels", Links(links));
            for (var i = 0; i < sheets.Count; i++)
            {
                Write(zip, $"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\">{sheets[i].Data}</worksheet>");
            }

            if (Shared is not null)
            {
                Write(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{Shared}</sst>");
            }

            if (Styles is not null)
            {
                Write(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\">{Styles}</styleSheet>");
            }

            foreach (var (name, content) in extra)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }

    private string Workbook()
    {
        var list = sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" {(sheet.State is null ? "" : $"state=\"{sheet.State}\" ")}r:id=\"rId{i + 1}\"/>");
        return $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Rel}\"><workbookPr date1904=\"{(From1904 ? 1 : 0)}\"/><sheets>{string.Concat(list)}</sheets></workbook>";
    }

    private static string Links(IEnumerable<(string Id, string Type, string Target)> links) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(links.Select(link => $"<Relationship Id=\"{link.Id}\" Type=\"{Rel}/{link.Type}\" Target=\"{link.Target}\"/>")) + "</Relationships>";

    private static void Write(ZipArchive zip, string name, string xml)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
    }
}
