using System.Globalization;
using System.Xml;

namespace Campaign111.Platform.Office.Xlsx;

/// <summary>Walks the rows of one sheet forwards. Formulas are never evaluated: the value that Excel stored is taken.</summary>
internal sealed class XlsxRowReader(XmlReader xml, IReadOnlyList<string> shared, XlsxStyles styles, XlsxMerges merges, string fileName, TableLimits limits) : IDisposable
{
    private readonly Dictionary<int, (string Value, int Last)> merged = [];
    private readonly List<(int Column, BilingualText Text)> problems = [];
    private List<string> cells = [];
    private int rows;

    /// <summary>Last row read, from 1.</summary>
    public int Line { get; private set; }

    public void Dispose() => xml.Dispose();

    /// <summary>The next row that is not blank, or null at the end.</summary>
    public RawRow? Next()
    {
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData")
            {
                return null;
            }

            if (xml.IsStart("row") && ReadRow() is { } row)
            {
                return row;
            }
        }

        return null;
    }

    private RawRow? ReadRow()
    {
        var line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Line + 1;
        if (line <= Line)
        {
            throw new InvalidDataException($"Row {line} after row {Line}.");
        }

        Line = line;
        cells = [];
        problems.Clear();
        if (!xml.IsEmptyElement)
        {
            ReadCells();
        }

        if (!cells.Exists(cell => cell.Length > 0) && problems.Count == 0)
        {
            return null;
        }

        if (++rows > limits.MaxRows)
        {
            throw new TableFileException(
                $"Tệp '{fileName}' có hơn {limits.MaxRows} hàng (đến hàng {Line}). Chia thành nhiều tệp.", $"The file '{fileName}' has more than {limits.MaxRows} rows (at row {Line}). Split it.");
        }

        merges.Fill(merged, Line, cells);
        return new RawRow(Line, cells, problems.Count == 0 ? [] : [.. problems]);
    }

    private void ReadCells()
    {
        var depth = xml.Depth;
        var next = 0;
        while (xml.Read() && xml.Depth > depth)
        {
            if (!xml.IsStart("c"))
            {
                continue;
            }

            var column = CellReference.Parse(xml.GetAttribute("r"))?.Column ?? next;
            next = column + 1;
            var text = ReadCell(column);
            if (text.Length == 0)
            {
                continue;
            }

            if (column >= limits.MaxColumns)
            {
                throw new TableFileException(
                    $"Tệp '{fileName}', ô {Place(column)}: có dữ liệu ngoài {limits.MaxColumns} cột đầu. Xóa các cột thừa.",
                    $"The file '{fileName}', cell {Place(column)}: data beyond the first {limits.MaxColumns} columns. Remove the surplus columns.");
            }

            XlsxMerges.Set(cells, column, text);
        }
    }

    private string ReadCell(int column)
    {
        var type = xml.GetAttribute("t");
        var style = xml.GetAttribute("s");
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var depth = xml.Depth;
        var (text, hasValue, hasFormula) = ("", false, false);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.IsStart("v"))
            {
                (text, hasValue) = (XlsxXml.ReadLeaf(xml, limits.MaxCellChars, $"'{fileName}' {Place(column)}"), true);
            }
            else if (xml.IsStart("is"))
            {
                (text, hasValue) = (XlsxXml.ReadRich(xml, limits.MaxCellChars, $"'{fileName}' {Place(column)}"), true);
            }
            else
            {
                hasFormula |= xml.IsStart("f");
            }
        }

        if (hasFormula && !hasValue)
        {
            Problem(column, new("Công thức chưa có kết quả. Mở tệp bằng Excel, lưu lại, hoặc dán dạng giá trị.", "The formula has no stored result. Open the file in Excel and save it, or paste values."));
        }

        return Shown(type, style, text, column);
    }

    private string Shown(string? type, string? style, string text, int column)
    {
        switch (type)
        {
            case "s":
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count
                    ? shared[index]
                    : throw new InvalidDataException($"Cell {Place(column)} names a shared string that is not there.");
            case "b":
                return text == "1" ? "TRUE" : "FALSE";
            case "e":
                Problem(column, new($"Ô báo lỗi {TableRow.Short(text)}. Sửa công thức trong Excel.", $"The cell shows the error {TableRow.Short(text)}. Mend its formula in Excel."));
                return CellText.Clean(text);
            case "d":
                return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
                    ? time.ToString(time.TimeOfDay == TimeSpan.Zero ? "d/M/yyyy" : "d/M/yyyy HH:mm", CultureInfo.InvariantCulture)
                    : CellText.Clean(text);
            case null or "n":
                return CellText.Clean(styles.Show(text, style));
            default:
                return CellText.Clean(text);
        }
    }

    private void Problem(int column, BilingualText text)
    {
        if (column < limits.MaxColumns && problems.Count < limits.MaxColumns)
        {
            problems.Add((column, text));
        }
    }

    private string Place(int column) => $"{CellText.ColumnLetters(column)}{Line}";
}
