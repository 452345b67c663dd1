using Campaign111.Platform.Office.Docx;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Fields of a report, or their sums, as parts of an official document. Pure; Vietnamese.</summary>
internal static class FieldBlocks
{
    /// <summary>One report: each field with its answer, by number.</summary>
    public static IEnumerable<LetterBlock> Of(ReportForm form, IReadOnlyDictionary<string, ReportAnswer> answers, IReadOnlyList<FilledFigure> figures)
    {
        foreach (var field in form.Fields)
        {
            var answer = answers.GetValueOrDefault(field.Code);
            if (answer?.Rows is { Count: > 0 } rows)
            {
                yield return Table($"{field.Number}. {field.Label}", field, rows);
            }
            else if (figures.FirstOrDefault(one => one.Field == field.Code) is { } figure)
            {
                yield return new LetterParagraph($"{field.Number}. {field.Label}: {Amount(field, figure.Value)}.");
            }
            else if (answer?.Number is { } number)
            {
                yield return new LetterParagraph($"{field.Number}. {field.Label}: {Amount(field, number)}.");
            }
            else if (field.Kind == FieldKinds.Text && answer?.Text is { Length: > 0 } text)
            {
                yield return new LetterHeading($"{field.Number}. {field.Label}");
                foreach (var line in Lines(text))
                {
                    yield return new LetterParagraph(line);
                }
            }
            else
            {
                yield return new LetterParagraph($"{field.Number}. {field.Label}: {(string.IsNullOrEmpty(answer?.Text) ? "không có" : answer.Text)}.");
            }
        }

        if (Denominators(figures) is { } remark)
        {
            yield return remark;
        }
    }

    /// <summary>Sums of many reports: the numbers in one table, then tables, choices, and what was written.</summary>
    public static IEnumerable<LetterBlock> OfSums(RollUp sum)
    {
        var numbers = sum.Fields.Where(one => one.Total is not null).ToList();
        if (numbers.Count > 0)
        {
            yield return new LetterTable(
                $"Số liệu cộng từ {sum.In}/{sum.Of} báo cáo",
                [new("TT", 30, IsNumber: true), new("Chỉ tiêu", 290), new("Đơn vị", 60), new("Tổng số", 80, IsNumber: true)],
                [.. numbers.Select((one, at) => (IReadOnlyList<string>)[$"{at + 1}", one.Field.Label, one.Field.UnitWord ?? "", ReportDocument.Number(one.Total)])]);
        }

        foreach (var one in sum.Fields.Where(one => one.Rows.Count > 0))
        {
            yield return Table(one.Field.Label, one.Field, one.Rows);
        }

        foreach (var one in sum.Fields.Where(one => one.Choices.Any(choice => choice.Times > 0)))
        {
            yield return new LetterParagraph($"{one.Field.Label}: {string.Join("; ", one.Choices.Select(choice => $"{choice.Choice.Label.ToLower(Platform.Localisation.Cultures.Vietnamese)} {choice.Times}"))}.");
        }

        foreach (var one in sum.Fields.Where(one => one.Texts.Count > 0))
        {
            yield return new LetterHeading(one.Field.Label);
            foreach (var (name, text) in one.Texts)
            {
                yield return new LetterParagraph($"- {name}: {string.Join(' ', Lines(text))}");
            }
        }
    }

    private static LetterTable Table(string title, ReportField field, IReadOnlyList<IReadOnlyList<string>> rows) => new(
        title,
        [.. field.Parts.Select(part => new LetterColumn(part.Label, part.IsNumber ? 90 : 190, part.IsNumber))],
        [.. rows.Select(row => (IReadOnlyList<string>)[.. row.Select((cell, column) => Cell(field, column, cell))])]);

    private static string Cell(ReportField field, int column, string cell) =>
        field.Parts[column].IsNumber && ReportAnswer.NumberIn(cell) is { } number ? ReportDocument.Number(number) : cell.ReplaceLineEndings(" ");

    private static string Amount(ReportField field, decimal? value) => value is null ? "không có số liệu" : $"{ReportDocument.Number(value)} {field.UnitWord}".TrimEnd();

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static LetterParagraph? Denominators(IReadOnlyList<FilledFigure> figures)
    {
        var used = figures.SelectMany(figure => figure.Denominators).DistinctBy(one => one.Source).ToList();
        return used.Count == 0 ? null : new LetterParagraph(
            $"Các mục về số hộ do hệ thống chốt khi nộp; số hộ phải đến lấy theo: {string.Join("; ", used.Select(one => $"{one.Source} ({ReportDocument.Number(one.Households)} hộ)"))}.", Emphasis: true);
    }
}
