using System.Globalization;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>What keeps a draft from being submitted.</summary>
/// <param name="Field">Code of the field.</param>
/// <param name="Name">Name of the control: "f3" or "f3.2.1" (row and column from 0).</param>
/// <param name="Text">What is wrong and what to do, in the reader's language.</param>
public sealed record DraftProblem(string Field, string Name, string Text);

/// <summary>What a draft says: values by the name of the control. A number that could be read is kept as "=1234.5", so that it means the same when the draft is opened in
/// the other language; what could not be read is kept as it was typed.</summary>
public static class DraftReader
{
    private const char Mark = '=';
    private const decimal Largest = 999_999_999_999m;

    /// <summary>Takes what a form posted: only the controls of the report's form, cut to what a field holds.</summary>
    /// <param name="form">The form.</param>
    /// <param name="typed">Value of a control by its name, or null.</param>
    /// <param name="culture">How numbers are typed.</param>
    public static IReadOnlyDictionary<string, string> Take(ReportForm form, Func<string, string?> typed, CultureInfo culture)
    {
        var draft = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, field, column) in Controls(form))
        {
            var isNumber = IsNumber(field, column);
            var longest = field.Kind == FieldKinds.Text ? FormRules.LongestText : FormRules.LongestCell;
            var text = Clean(typed(name) ?? "");
            text = text.Length > longest + 1 ? text[..(longest + 1)] : text;
            if (text.Length > 0)
            {
                draft[name] = isNumber && NumberInput.TryNumber(text, culture, out var number) && Math.Abs(number) <= Largest ? Mark + ReportAnswer.CellOf(number) : text;
            }
        }

        return draft;
    }

    /// <summary>What stands in a control: numbers in the reader's form.</summary>
    public static string Shown(IReadOnlyDictionary<string, string> draft, string name) =>
        !draft.TryGetValue(name, out var value) ? "" : Number(value) is { } number ? Formats.Number(number, 6) : value;

    /// <summary>Reads a draft as answers, and names all that is wrong.</summary>
    public static (IReadOnlyDictionary<string, ReportAnswer> Answers, IReadOnlyList<DraftProblem> Problems) Read(ReportForm form, IReadOnlyDictionary<string, string> draft)
    {
        var answers = new Dictionary<string, ReportAnswer>(StringComparer.Ordinal);
        var problems = new List<DraftProblem>();
        foreach (var field in form.Fields.Where(field => !field.IsFilled))
        {
            if (field.Kind == FieldKinds.Table)
            {
                answers[field.Code] = new ReportAnswer { Rows = Table(field, draft, problems) };
            }
            else if (draft.TryGetValue(field.Code, out var value))
            {
                answers[field.Code] = Scalar(field, value, problems);
            }
            else if (field.Required)
            {
                problems.Add(new DraftProblem(field.Code, field.Code, field.Kind == FieldKinds.Number
                    ? Text.Of("Ghi số; không có thì ghi 0.", "Give a number; 0 when there is none.")
                    : Text.Of("Mục này phải ghi.", "This must be filled.")));
            }
        }

        return (answers, problems);
    }

    /// <summary>A draft that says what an answer says: for sums that are taken over.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Write(ReportField field, ReportAnswer answer)
    {
        if (answer.Rows is { } rows)
        {
            for (var row = 0; row < Math.Min(rows.Count, field.MostRows); row++)
            {
                for (var column = field.Rows.Count > 0 ? 1 : 0; column < Math.Min(field.Parts.Count, rows[row].Count); column++)
                {
                    if (rows[row][column].Length > 0)
                    {
                        yield return new($"{field.Code}.{row}.{column}", field.Parts[column].IsNumber ? Mark + rows[row][column] : rows[row][column]);
                    }
                }
            }
        }
        else if (answer.Number is { } number)
        {
            yield return new(field.Code, Mark + ReportAnswer.CellOf(number));
        }
        else if (answer.Text is { Length: > 0 } text)
        {
            yield return new(field.Code, text);
        }
    }

    /// <summary>Every control of a form that people fill: its name, field, and column of a table.</summary>
    public static IEnumerable<(string Name, ReportField Field, int? Column)> Controls(ReportForm form)
    {
        foreach (var field in form.Fields.Where(field => !field.IsFilled))
        {
            if (field.Kind != FieldKinds.Table)
            {
                yield return (field.Code, field, null);
                continue;
            }

            for (var row = 0; row < field.MostRows; row++)
            {
                for (var column = field.Rows.Count > 0 ? 1 : 0; column < field.Parts.Count; column++)
                {
                    yield return ($"{field.Code}.{row}.{column}", field, column);
                }
            }
        }
    }

    private static bool IsNumber(ReportField field, int? column) => column is { } at ? field.Parts[at].IsNumber : field.Kind == FieldKinds.Number;

    private static decimal? Number(string value) => value.Length > 1 && value[0] == Mark ? ReportAnswer.NumberIn(value[1..]) : null;

    private static ReportAnswer Scalar(ReportField field, string value, List<DraftProblem> problems)
    {
        if (field.Kind == FieldKinds.Number)
        {
            return Amount(field.Code, field.Code, value, problems) is { } number ? new ReportAnswer { Number = number } : new ReportAnswer();
        }

        if (field.Kind == FieldKinds.Choice && field.Parts.All(part => part.Label != value))
        {
            problems.Add(new DraftProblem(field.Code, field.Code, Text.Of("Chọn một trong các lựa chọn.", "Choose one of the options.")));
            return new ReportAnswer();
        }

        if (value.Length > FormRules.LongestText)
        {
            problems.Add(new DraftProblem(field.Code, field.Code, Text.Of($"Tối đa {FormRules.LongestText} ký tự: phần sau đã bị cắt, rút ngắn lại.", $"At most {FormRules.LongestText} characters: the rest was cut, shorten it.")));
        }

        return new ReportAnswer { Text = value };
    }

    private static List<IReadOnlyList<string>> Table(ReportField field, IReadOnlyDictionary<string, string> draft, List<DraftProblem> problems)
    {
        var rows = new List<IReadOnlyList<string>>();
        for (var row = 0; row < field.MostRows; row++)
        {
            var cells = Enumerable.Range(0, field.Parts.Count).Select(column => Cell(field, draft, row, column, problems)).ToList();
            if (field.Rows.Count > 0 || cells.Exists(cell => cell.Length > 0))
            {
                rows.Add(cells);
            }
        }

        if (field.Required && !rows.Exists(row => row.Skip(field.Rows.Count > 0 ? 1 : 0).Any(cell => cell.Length > 0)))
        {
            problems.Add(new DraftProblem(field.Code, field.Code, Text.Of("Bảng này phải có ít nhất một dòng.", "This table needs at least one row.")));
        }

        return rows;
    }

    private static string Cell(ReportField field, IReadOnlyDictionary<string, string> draft, int row, int column, List<DraftProblem> problems)
    {
        if (field.Rows.Count > 0 && column == 0)
        {
            return field.Rows[row].Label;
        }

        var name = $"{field.Code}.{row}.{column}";
        var value = draft.GetValueOrDefault(name) ?? "";
        if (value.Length == 0 || !field.Parts[column].IsNumber)
        {
            return value.Length > FormRules.LongestCell ? value[..FormRules.LongestCell] : value;
        }

        return Amount(field.Code, name, value, problems) is { } number ? ReportAnswer.CellOf(number) : "";
    }

    private static decimal? Amount(string field, string name, string value, List<DraftProblem> problems)
    {
        var number = Number(value);
        if (number is null or < 0)
        {
            var said = value.Length > 30 ? value[..30] + "…" : value;
            problems.Add(new DraftProblem(field, name, number is null
                ? Text.Of($"“{said}” không phải là số. Ghi như 1234, 1.234 hoặc 1.234,5.", $"“{said}” is no number. Write it like 1234, 1,234 or 1,234.5.")
                : Text.Of("Số không được âm.", "The number must not be negative.")));
            return null;
        }

        return number;
    }

    // Line breaks stay; what no reader can see goes (it would break the .docx).
    private static string Clean(string text) =>
        string.Concat(text.Replace("\r\n", "\n", StringComparison.Ordinal).Normalize().Where(c => c is '\n' or '\t' || (!char.IsControl(c) && c is not ('\uFFFE' or '\uFFFF')))).Trim();
}
