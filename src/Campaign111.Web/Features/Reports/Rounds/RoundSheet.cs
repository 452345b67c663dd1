using Campaign111.Platform.Office;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>A round as a table: a line for each that is bound, with real numbers and days; Vietnamese. Tables with fixed rows give a column for each of their numbers, other
/// tables the sums of their number columns.</summary>
public static class RoundSheet
{
    /// <param name="summary">The round.</param>
    /// <param name="reports">What is in.</param>
    public static Sheet Of(RoundSummary summary, IReadOnlyList<RolledReport> reports)
    {
        var byId = reports.ToDictionary(report => report.Sheet.Id);
        var names = summary.Sheets.ToDictionary(sheet => sheet.Id, sheet => sheet.Name);
        var columns = summary.Form.Fields.SelectMany(Columns).ToList();
        return new Sheet(
            "Báo cáo",
            [
                new("TT", 6), new("Đơn vị, cơ quan", 34), new("Cấp", 16), new("Báo cáo đến", 28), new("Trạng thái", 18), new("Ngày cuối cùng", 14), new("Ngày nộp lần đầu", 14), new("Nộp lần cuối lúc", 18),
                new("Số ngày trễ", 10), new("Đúng hạn", 12), new("Số lần nộp", 10), .. columns.Select(column => new SheetColumn(column.Title, column.Width)),
            ],
            summary.Sheets.Select((sheet, at) => Row(summary, sheet, at + 1, names, byId.GetValueOrDefault(sheet.Id), columns)))
        {
            Notes = [summary.Round.Title, $"Số liệu đến ngày {ReportDocument.Day(summary.Today)}{(summary.Campaign.IsIllustrative ? " – SỐ LIỆU MINH HOẠ" : "")}"],
        };
    }

    private static IReadOnlyList<object?> Row(RoundSummary summary, ReportSheet sheet, int number, Dictionary<long, string> names, RolledReport? report, List<Column> columns)
    {
        var standing = RoundStanding.Of(sheet, summary.Round.LastDay, summary.Today);
        var late = RoundStanding.DaysLate(sheet, summary.Round.LastDay, summary.Today);
        return
        [
            number, sheet.Name, Level(sheet.Level), sheet.ReportsTo is { } above ? names[above] : summary.Round.Office, State(sheet, standing), summary.Round.LastDay, sheet.FirstSubmittedOn, sheet.SubmittedAt,
            standing == SheetStanding.Waiting ? null : late, standing switch { SheetStanding.OnTime => "đúng hạn", SheetStanding.Late => "trễ hạn", SheetStanding.Missing => "chưa nộp", SheetStanding.Returned => "đã trả lại", _ => "" },
            sheet.Versions, .. columns.Select(column => report is null ? null : column.Value(report)),
        ];
    }

    private static IEnumerable<Column> Columns(ReportField field)
    {
        if (field.Kind != FieldKinds.Table)
        {
            yield return new Column($"{field.Number}. {field.Label}", field.Kind == FieldKinds.Text ? 40 : 16, report => Scalar(field, report));
            yield break;
        }

        for (var at = field.Rows.Count > 0 ? 1 : 0; at < field.Parts.Count; at++)
        {
            var column = at;
            if (!field.Parts[column].IsNumber)
            {
                continue;
            }

            if (field.Rows.Count == 0)
            {
                yield return new Column($"{field.Number}. {field.Label} – {field.Parts[column].Label} (cộng)", 16, report => Sum(Rows(field, report), column));
            }

            foreach (var row in field.Rows)
            {
                yield return new Column($"{field.Number}. {row.Label} – {field.Parts[column].Label}", 16, report => Sum(Rows(field, report).Where(cells => cells[0] == row.Label), column));
            }
        }
    }

    private static object? Scalar(ReportField field, RolledReport report) => field.IsFilled
        ? report.Figures.FirstOrDefault(figure => figure.Field == field.Code)?.Value
        : report.Answers.GetValueOrDefault(field.Code) is { } answer ? answer.Number ?? (object?)answer.Text : null;

    private static IEnumerable<IReadOnlyList<string>> Rows(ReportField field, RolledReport report) =>
        (report.Answers.GetValueOrDefault(field.Code)?.Rows ?? []).Where(row => row.Count == field.Parts.Count);

    private static decimal? Sum(IEnumerable<IReadOnlyList<string>> rows, int column)
    {
        var numbers = rows.Select(row => ReportAnswer.NumberIn(row[column])).OfType<decimal>().ToList();
        return numbers.Count == 0 ? null : numbers.Sum();
    }

    private static string Level(string level) => level switch { "organisation" => "Sở, ngành", "province" => "Tỉnh", "district" => "Huyện", _ => "Xã" };

    private static string State(ReportSheet sheet, SheetStanding standing) => (sheet.State, standing) switch
    {
        (SheetStates.Accepted, _) => "đã nhận",
        (SheetStates.Submitted, _) => "đã nộp",
        (SheetStates.Returned, _) => "đã trả lại",
        (_, SheetStanding.Missing) => "quá hạn",
        (SheetStates.Draft, _) => "đang viết",
        _ => "chưa bắt đầu",
    };

    private sealed record Column(string Title, double Width, Func<RolledReport, object?> Value);
}
