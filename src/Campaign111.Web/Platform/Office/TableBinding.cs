namespace Campaign111.Platform.Office;

/// <summary>Which column of the file is which column of the schema.</summary>
internal sealed class TableBinding
{
    private readonly List<(TableColumn Column, int Index)> bound;
    private readonly Dictionary<string, string> headings;
    private readonly Dictionary<string, int> places;
    private readonly int width;

    private TableBinding(RawRow header, List<(TableColumn Column, int Index)> bound)
    {
        this.bound = bound;
        Line = header.Line;
        width = header.Cells.Count;
        places = bound.ToDictionary(pair => pair.Column.Name, pair => pair.Index, StringComparer.Ordinal);
        headings = bound.ToDictionary(pair => pair.Column.Name, pair => header.Cells[pair.Index]);
    }

    /// <summary>Line of the heading row.</summary>
    public int Line { get; }

    /// <summary>Chooses the row of the head that knows most columns of the schema; the first of equals.</summary>
    public static TableBinding Find(IReadOnlyList<RawRow> head, TableSchema schema, string fileName)
    {
        var best = head.MaxBy(row => Match(row, schema).Select(pair => pair.Column).Distinct().Count())!;
        var bound = Match(best, schema);
        var missing = schema.Columns.Where(column => column.Required && bound.All(pair => pair.Column != column)).ToList();
        if (missing.Count > 0)
        {
            var names = string.Join("; ", missing.Select(column => string.Join(" / ", column.Aliases.Prepend(column.Name).Take(3))));
            var seen = TableRow.Short(string.Join(", ", best.Cells.Where(cell => cell.Length > 0)));
            throw new TableFileException(
                $"Tệp '{fileName}' thiếu cột: {names}. Dòng {best.Line} có: {seen}. Thêm cột còn thiếu hoặc sửa tên cột.",
                $"The file '{fileName}' lacks the columns: {names}. Line {best.Line} has: {seen}. Add the column or mend its heading.");
        }

        if (bound.GroupBy(pair => pair.Column.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            var names = string.Join(", ", twice.Select(pair => $"'{best.Cells[pair.Index]}' ({CellText.ColumnLetters(pair.Index)})"));
            throw new TableFileException(
                $"Dòng {best.Line} của tệp '{fileName}': các cột {names} trùng nghĩa. Xóa hoặc đổi tên bớt một cột.",
                $"Line {best.Line} of '{fileName}': the columns {names} mean the same. Remove or rename one of them.");
        }

        return new TableBinding(best, bound);
    }

    /// <summary>The row with its cells by name, and everything that is wrong with them.</summary>
    public TableRow Bind(RawRow raw, bool strictWidth)
    {
        var row = new TableRow(raw.Line, raw.Cells, places, headings);
        foreach (var (column, index) in bound)
        {
            Check(row, column, raw.Problems.Count == 0 ? null : raw.Problems.FirstOrDefault(problem => problem.Column == index).Text);
        }

        var last = raw.Cells.Count - 1;
        while (last > 0 && raw.Cells[last].Length == 0)
        {
            last--;
        }

        if (strictWidth && last >= width)
        {
            row.Fail(
                CellText.ColumnLetters(last),
                $"Dòng có {last + 1} ô, tiêu đề chỉ có {width} cột. Đặt giá trị có dấu phân cách trong dấu ngoặc kép.",
                $"The line has {last + 1} cells, the headings {width}. Put a value that holds the separator into double quotes.");
        }

        return row;
    }

    private static List<(TableColumn Column, int Index)> Match(RawRow row, TableSchema schema) =>
        [.. row.Cells.Select((cell, index) => (Column: schema.Find(cell)!, index)).Where(pair => pair.Column is not null)];

    private static void Check(TableRow row, TableColumn column, BilingualText? problem)
    {
        var text = row[column.Name];
        if ((problem ?? CellText.Problem(text)) is { } bad)
        {
            row.Fail(column.Name, bad.Vi, bad.En);
        }
        else if (column.Required && text.Length == 0)
        {
            row.Fail(column.Name, "Ô này không được để trống.", "This cell must not be blank.");
        }
        else if (text.Length > column.MaxLength)
        {
            row.Fail(column.Name, $"Dài {text.Length} ký tự, tối đa {column.MaxLength}. Rút ngắn lại.", $"{text.Length} characters, at most {column.MaxLength}. Shorten it.");
        }
    }
}
