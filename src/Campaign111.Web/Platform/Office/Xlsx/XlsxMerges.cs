using System.Xml;

namespace Campaign111.Platform.Office.Xlsx;

/// <summary>
/// Cells merged downwards: offices merge the district's name over its communes, and each of those rows means that name. The list
/// stands behind the rows in a sheet, so it is read in a pass of its own. Merges to the right carry titles and are not repeated.
/// </summary>
internal sealed class XlsxMerges
{
    private const int MaxMerges = 20_000;
    private readonly Dictionary<(int Row, int Column), int> lastRows = [];

    public static XlsxMerges Load(XmlReader sheet, TableLimits limits)
    {
        var merges = new XlsxMerges();
        sheet.MoveToContent();
        while (!sheet.EOF)
        {
            if (sheet.IsStart("sheetData"))
            {
                sheet.Skip();
                continue;
            }

            if (sheet.IsStart("mergeCell") && sheet.GetAttribute("ref")?.Split(':') is [var from, var to])
            {
                merges.Add(CellReference.Parse(from), CellReference.Parse(to), limits);
            }

            sheet.Read();
        }

        return merges;
    }

    /// <summary>Fills one sheet from top to bottom: remembers merged values and repeats them. Call once for each row, in order.</summary>
    public void Fill(Dictionary<int, (string Value, int Last)> open, int row, List<string> cells)
    {
        if (lastRows.Count == 0)
        {
            return;
        }

        foreach (var (column, (value, last)) in open)
        {
            if (row > last)
            {
                open.Remove(column); // removing while walking is allowed for dictionaries
            }
            else if (column < cells.Count ? cells[column].Length == 0 : cells.Count > 0)
            {
                Set(cells, column, value);
            }
        }

        for (var column = 0; column < cells.Count; column++)
        {
            if (lastRows.TryGetValue((row, column), out var last))
            {
                open[column] = (cells[column], last);
            }
        }
    }

    public static void Set(List<string> cells, int column, string value)
    {
        while (cells.Count <= column)
        {
            cells.Add("");
        }

        cells[column] = value;
    }

    private void Add((int Row, int Column)? from, (int Row, int Column)? to, TableLimits limits)
    {
        if (from is { } top && to is { } end && end.Row > top.Row && top.Column < limits.MaxColumns && lastRows.Count < MaxMerges)
        {
            lastRows[top] = end.Row;
        }
    }
}
