using System.Text.RegularExpressions;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>What a form may hold. Pure.</summary>
public static partial class FormRules
{
    /// <summary>Rows of a table without fixed rows.</summary>
    public const int FreeRows = 25;

    public const int MostFields = 40;
    public const int MostColumns = 10;
    public const int MostChoices = 20;
    public const int MostFixedRows = 40;

    /// <summary>Cells of all tables together: a browser posts each, and the server takes about a thousand values a form.</summary>
    public const int MostCells = 800;

    /// <summary>Characters of a text that is typed into a report.</summary>
    public const int LongestText = 4000;

    /// <summary>Characters of a cell.</summary>
    public const int LongestCell = 200;

    private const int LongestLabel = 300;

    /// <summary>What is wrong with a form, in the reader's language; null when it may be used.</summary>
    public static string? Problem(string title, IReadOnlyList<ReportField> fields)
    {
        if (title.Trim().Length is 0 or > LongestLabel)
        {
            return Text.Of("Ghi tên biểu mẫu, tối đa 300 ký tự.", "Give the form's title, at most 300 characters.");
        }

        if (fields.Count is 0 or > MostFields)
        {
            return Text.Of($"Một biểu mẫu có từ 1 đến {MostFields} mục.", $"A form has 1 to {MostFields} fields.");
        }

        var cells = fields.Where(field => field.Kind == FieldKinds.Table).Sum(field => field.Parts.Count * field.MostRows);
        if (cells > MostCells)
        {
            return Text.Of($"Các bảng có {cells} ô, nhiều nhất {MostCells}: bớt cột hoặc bớt bảng (bảng không có dòng cố định tính {FreeRows} dòng).", $"The tables have {cells} cells, at most {MostCells}: drop columns or tables (a table without fixed rows counts {FreeRows} rows).");
        }

        return fields.Select(Problem).FirstOrDefault(problem => problem is not null);
    }

    private static string? Problem(ReportField field)
    {
        var where = Text.Of($"Mục {field.Number}: ", $"Field {field.Number}: ");
        var wrong = field switch
        {
            { Label.Length: 0 or > LongestLabel } or { LabelEn.Length: > LongestLabel } => Text.Of("ghi tên mục, tối đa 300 ký tự.", "give its label, at most 300 characters."),
            { UnitWord.Length: > 40 } => Text.Of("đơn vị tính tối đa 40 ký tự.", "the unit takes at most 40 characters."),
            { Source: { } source } when FigureSources.Find(source) is null => Text.Of("nguồn số liệu không có trong danh sách.", "there is no such source of figures."),
            { Source: not null, Kind: not FieldKinds.Number } => Text.Of("chỉ mục kiểu số mới lấy số liệu của hệ thống.", "only a number can be filled by the system."),
            { Kind: FieldKinds.Choice, Parts.Count: < 2 or > MostChoices } => Text.Of($"ghi từ 2 đến {MostChoices} lựa chọn, mỗi dòng một lựa chọn.", $"give 2 to {MostChoices} choices, one a line."),
            { Kind: FieldKinds.Table, Parts.Count: 0 or > MostColumns } => Text.Of($"ghi từ 1 đến {MostColumns} cột, mỗi dòng một cột.", $"give 1 to {MostColumns} columns, one a line."),
            { Kind: FieldKinds.Table, Rows.Count: > MostFixedRows } => Text.Of($"tối đa {MostFixedRows} dòng cố định.", $"at most {MostFixedRows} fixed rows."),
            { Kind: FieldKinds.Table, Rows.Count: > 0 } when field.Parts[0].IsNumber => Text.Of("bảng có dòng cố định thì cột đầu là tên dòng, không phải số.", "with fixed rows the first column names the row and is no number."),
            _ when !FieldKinds.All.Contains(field.Kind) || !CodeForm().IsMatch(field.Code) => Text.Of("kiểu mục không hợp lệ.", "unknown kind."),
            _ when field.Parts.Concat(field.Rows).Any(part => part.Label.Length is 0 or > LongestCell || part.LabelEn.Length > LongestCell) => Text.Of("mỗi cột, dòng hoặc lựa chọn tối đa 200 ký tự.", "a column, row or choice takes at most 200 characters."),
            _ when field.Parts.Concat(field.Rows).GroupBy(part => part.Label).Any(same => same.Count() > 2) || field.Parts.DistinctBy(part => part.Label).Count() < field.Parts.Count => Text.Of("có hai cột hoặc hai lựa chọn trùng tên.", "two columns or choices bear the same name."),
            _ => null,
        };
        return wrong is null ? null : where + wrong;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex CodeForm();
}
