using System.Xml;

namespace Campaign111.Platform.Office.Xlsx;

/// <summary>The first visible sheet of a workbook. Only shared strings and styles are held in memory; rows stream from the package.</summary>
internal sealed class XlsxTable : ITableSource
{
    private readonly XlsxPackage package;
    private readonly string fileName;
    private readonly TableLimits limits;
    private readonly List<string> shared = [];
    private XlsxStyles styles = new();
    private XlsxMerges merges = new();
    private string sheet = "";

    private XlsxTable(XlsxPackage package, string fileName, TableLimits limits) => (this.package, this.fileName, this.limits) = (package, fileName, limits);

    public bool StrictWidth => false;

    public static XlsxTable Open(Stream file, string fileName, TableLimits limits) => Guard(fileName, null, () =>
    {
        var table = new XlsxTable(XlsxPackage.Open(file, fileName, limits), fileName, limits);
        try
        {
            table.Load();
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    });

    public IEnumerable<RawRow> Rows()
    {
        using var reader = Guard(fileName, null, () => new XlsxRowReader(package.Read(sheet), shared, styles, merges, fileName, limits));
        while (Guard(fileName, reader, reader.Next) is { } row)
        {
            yield return row;
        }
    }

    public void Dispose() => package.Dispose();

    /// <summary>Runs a step of reading; whatever a broken package makes the runtime throw becomes one message with the row reached.</summary>
    private static T Guard<T>(string fileName, XlsxRowReader? at, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException or FormatException
            or ArgumentException or OverflowException or IndexOutOfRangeException or InvalidOperationException)
        {
            var (vi, en) = at is null ? ("", "") : ($", sau hàng {at.Line}", $", after row {at.Line}");
            throw new TableFileException(
                $"Tệp '{fileName}' hỏng hoặc chưa tải lên đủ{vi}. Mở bằng Excel, lưu lại và gửi lại.",
                $"The file '{fileName}' is broken or was not sent completely{en}. Open it in Excel, save it and send it again.", e);
        }
    }

    private void Load()
    {
        var (part, from1904) = FirstVisibleSheet();
        sheet = part;
        styles = new XlsxStyles { From1904 = from1904 };
        if (package.Linked("styles") is { } stylesPart)
        {
            using var xml = package.Read(stylesPart);
            styles.Load(xml);
        }

        if (package.Linked("sharedStrings") is { } sharedPart)
        {
            using var xml = package.Read(sharedPart);
            LoadShared(xml);
        }

        using var merged = package.Read(sheet);
        merges = XlsxMerges.Load(merged, limits);
    }

    private (string Part, bool From1904) FirstVisibleSheet()
    {
        using var xml = package.Read(package.WorkbookPart);
        var from1904 = false;
        while (xml.Read())
        {
            if (xml.IsStart("workbookPr"))
            {
                from1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.IsStart("sheet") && (xml.GetAttribute("state") ?? "visible") == "visible" && LinkOf(xml) is ("worksheet", var part))
            {
                return (part, from1904);
            }
        }

        throw new TableFileException(
            $"Tệp '{fileName}' không có trang tính nào đang hiện. Bỏ ẩn trang tính có dữ liệu rồi lưu lại.",
            $"The file '{fileName}' has no visible sheet. Unhide the sheet with the data and save it.");
    }

    private (string Type, string Part) LinkOf(XmlReader xml)
    {
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.Prefix.Length > 0)
            {
                return package.WorkbookLinks.GetValueOrDefault(xml.Value);
            }
        }

        return default;
    }

    private void LoadShared(XmlReader xml)
    {
        var chars = 0;
        while (xml.Read())
        {
            if (!xml.IsStart("si"))
            {
                continue;
            }

            var text = CellText.Clean(XlsxXml.ReadRich(xml, limits.MaxCellChars, $"'{fileName}', shared string {shared.Count + 1}"));
            chars += text.Length + 16; // an empty one costs memory too
            if (chars > limits.MaxSharedChars)
            {
                throw new TableFileException(
                    $"Tệp '{fileName}' có quá nhiều chữ (hơn {limits.MaxSharedChars >> 20} triệu ký tự). Chia thành nhiều tệp.",
                    $"The file '{fileName}' holds too much text (over {limits.MaxSharedChars >> 20} million characters). Split it.");
            }

            shared.Add(text);
        }
    }
}
