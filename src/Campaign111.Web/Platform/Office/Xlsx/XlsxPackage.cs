using System.IO.Compression;
using System.Xml;

namespace Campaign111.Platform.Office.Xlsx;

/// <summary>
/// The parts of an XLSX package that a table needs. Read from the ZIP itself rather than through the SDK's package, which
/// loads every relationship and refuses a whole workbook for one mistyped hyperlink in a cell.
/// </summary>
internal sealed class XlsxPackage : IDisposable
{
    private const long RatioFrom = 8L << 20;
    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly TableLimits limits;

    private XlsxPackage(ZipArchive zip, TableLimits limits) => (this.zip, this.limits) = (zip, limits);

    /// <summary>Relationship targets of the workbook: id to (last word of the type, part name).</summary>
    public Dictionary<string, (string Type, string Part)> WorkbookLinks { get; private set; } = [];

    public string WorkbookPart { get; private set; } = "";

    /// <summary>Opens and checks the package. Declared sizes can be trusted as bounds: the runtime stops unpacking a part at its declared size.</summary>
    public static XlsxPackage Open(Stream file, string fileName, TableLimits limits)
    {
        file.Position = 0;
        var package = new XlsxPackage(new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true), limits);
        try
        {
            package.RefuseBomb(fileName);
            package.FindWorkbook(fileName);
            return package;
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    public bool Has(string part) => parts.ContainsKey(part);

    /// <summary>A fresh XML reader over a part; a missing part is a broken file.</summary>
    public XmlReader Read(string part) => parts.TryGetValue(part, out var entry)
        ? XlsxXml.Create(entry.Open(), limits)
        : throw new InvalidDataException($"The package has no part {part}.");

    /// <summary>The workbook's first part of a type (sharedStrings, styles), or null.</summary>
    public string? Linked(string type) => WorkbookLinks.Values.Where(link => link.Type == type && Has(link.Part)).Select(link => link.Part).FirstOrDefault();

    public void Dispose() => zip.Dispose();

    private void RefuseBomb(string fileName)
    {
        long unpacked = 0;
        long packed = 1;
        foreach (var entry in zip.Entries)
        {
            unpacked += entry.Length;
            packed += entry.CompressedLength;
            parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
            if (unpacked > limits.MaxUncompressedBytes || parts.Count > limits.MaxParts || (unpacked > RatioFrom && unpacked / packed > limits.MaxRatio))
            {
                throw new TableFileException(
                    $"Tệp '{fileName}' giải nén ra quá lớn (phần '{entry.FullName}'; tối đa {limits.MaxUncompressedBytes >> 20} MB, {limits.MaxRatio} lần, {limits.MaxParts} phần). Chép dữ liệu sang một trang tính mới rồi lưu lại.",
                    $"The file '{fileName}' unpacks to too much (at part '{entry.FullName}'; at most {limits.MaxUncompressedBytes >> 20} MB, {limits.MaxRatio} times, {limits.MaxParts} parts). Copy the data into a new sheet and save it.");
            }
        }
    }

    private void FindWorkbook(string fileName)
    {
        var links = Links("_rels/.rels", "");
        WorkbookPart = links.Values.Where(link => link.Type == "officeDocument").Select(link => link.Part).FirstOrDefault() ?? "xl/workbook.xml";
        if (!Has(WorkbookPart) || !WorkbookPart.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || !IsWorkbook())
        {
            throw new TableFileException(
                $"Tệp '{fileName}' không phải bảng tính .xlsx (có thể là .docx, .ods, .xlsb hoặc tệp nén). Mở bằng Excel và lưu lại dạng .xlsx.",
                $"The file '{fileName}' is not an .xlsx workbook (perhaps .docx, .ods, .xlsb or an archive). Open it in Excel and save it as .xlsx.");
        }

        var slash = WorkbookPart.LastIndexOf('/') + 1;
        WorkbookLinks = Links($"{WorkbookPart[..slash]}_rels/{WorkbookPart[slash..]}.rels", WorkbookPart[..slash]);
    }

    private bool IsWorkbook()
    {
        using var xml = Read(WorkbookPart);
        return xml.MoveToContent() == XmlNodeType.Element && xml.LocalName == "workbook";
    }

    private Dictionary<string, (string Type, string Part)> Links(string part, string folder)
    {
        var links = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        if (!Has(part))
        {
            return links;
        }

        using var xml = Read(part);
        while (xml.Read())
        {
            if (xml.IsStart("Relationship") && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target && links.Count < limits.MaxParts)
            {
                var type = xml.GetAttribute("Type") ?? "";
                links[id] = (type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target));
            }
        }

        return links;
    }

    private static string Resolve(string folder, string target)
    {
        var full = target.StartsWith('/') ? target : folder + target;
        var steps = new List<string>();
        foreach (var step in full.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(step => step != "."))
        {
            if (step != "..")
            {
                steps.Add(step);
            }
            else if (steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
        }

        return string.Join('/', steps);
    }
}
