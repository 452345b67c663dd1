using Campaign111.Platform.Data;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>One report that is in, ready to be added up.</summary>
public sealed record RolledReport(ReportSheet Sheet, ReportVersion Version, IReadOnlyDictionary<string, ReportAnswer> Answers, IReadOnlyList<FilledFigure> Figures)
{
    public static RolledReport Of(ReportSheet sheet, ReportVersion version) => new(sheet, version, version.ReadAnswers(), version.ReadFigures());
}

/// <summary>One field over the reports that are in.</summary>
/// <param name="Field">The field.</param>
/// <param name="Total">Sum of a number, or of a filled figure that adds up; null when nothing adds.</param>
/// <param name="Rows">A table added up: rows that say the same in their texts are one.</param>
/// <param name="Texts">Who wrote what.</param>
/// <param name="Choices">How often each choice was taken.</param>
public sealed record RolledField(
    ReportField Field, decimal? Total, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<(string Name, string Text)> Texts, IReadOnlyList<(FieldPart Choice, int Times)> Choices)
{
    /// <summary>The sum as an answer that a superior can take over; null when there is none (texts are read, not taken over).</summary>
    public ReportAnswer? AsAnswer() => Field.Kind switch
    {
        FieldKinds.Number when Total is { } total => new ReportAnswer { Number = total },
        FieldKinds.Table when Rows.Count > 0 => new ReportAnswer { Rows = Rows },
        _ => null,
    };
}

/// <summary>The reports below, added up: numbers and tables sum, texts are listed, choices counted. Drafts and returned reports do not count. Pure.</summary>
/// <param name="In">How many were in.</param>
/// <param name="Of">Of how many that report to the same superior.</param>
/// <param name="Fields">In the order of the form.</param>
/// <param name="Basis">Which versions were counted.</param>
public sealed record RollUp(int In, int Of, IReadOnlyList<RolledField> Fields, ReportBasis Basis)
{
    /// <summary>Adds up.</summary>
    /// <param name="form">The form of the round.</param>
    /// <param name="owed">How many report to this superior.</param>
    /// <param name="reports">Those that are in, in the order in which they are listed.</param>
    public static RollUp Sum(ReportForm form, int owed, IReadOnlyList<RolledReport> reports) => new(
        reports.Count,
        owed,
        [.. form.Fields.Select(field => One(field, reports))],
        new ReportBasis(reports.Count, owed, [.. reports.Select(report => new BasisVersion(report.Sheet.Id, report.Version.Number))]));

    private static RolledField One(ReportField field, IReadOnlyList<RolledReport> reports)
    {
        var answers = reports.Select(report => (report.Sheet.Name, Answer: report.Answers.GetValueOrDefault(field.Code))).Where(one => one.Answer is not null).ToList();
        return new RolledField(
            field,
            field.Kind == FieldKinds.Number ? Total(field, reports, [.. answers.Select(one => one.Answer!.Number)]) : null,
            field.Kind == FieldKinds.Table ? Rows(field, answers.SelectMany(one => one.Answer!.Rows ?? [])) : [],
            field.Kind == FieldKinds.Text ? [.. answers.Where(one => !string.IsNullOrWhiteSpace(one.Answer!.Text)).Select(one => (one.Name, one.Answer!.Text!))] : [],
            field.Kind == FieldKinds.Choice ? [.. field.Parts.Select(part => (part, answers.Count(one => one.Answer!.Text == part.Label)))] : []);
    }

    private static decimal? Total(ReportField field, IReadOnlyList<RolledReport> reports, IReadOnlyList<decimal?> numbers)
    {
        if (field.Source is { } source)
        {
            var filled = reports.SelectMany(report => report.Figures).Where(figure => figure.Field == field.Code).Select(figure => figure.Value);
            return FigureSources.Find(source)?.Adds == true ? AddUp(filled) : null;
        }

        return field.Summed ? AddUp(numbers) : null;
    }

    private static decimal? AddUp(IEnumerable<decimal?> numbers)
    {
        var known = numbers.OfType<decimal>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }

    private static List<IReadOnlyList<string>> Rows(ReportField field, IEnumerable<IReadOnlyList<string>> rows)
    {
        var sums = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Count == field.Parts.Count))
        {
            var key = string.Join('\u001F', row.Where((_, column) => !field.Parts[column].IsNumber).Select(TextFold.Fold));
            if (!sums.TryGetValue(key, out var sum))
            {
                sums[key] = [.. row];
                continue;
            }

            for (var column = 0; column < sum.Length; column++)
            {
                if (field.Parts[column].IsNumber && ReportAnswer.NumberIn(row[column]) is { } more)
                {
                    sum[column] = ReportAnswer.CellOf((ReportAnswer.NumberIn(sum[column]) ?? 0) + more);
                }
            }
        }

        // Fixed rows keep the order of the form even when the first report lacks one.
        var order = field.Rows.Select((row, at) => (row.Label, at)).ToDictionary(row => row.Label, row => row.at);
        return [.. sums.Values.OrderBy(row => order.GetValueOrDefault(row[0], int.MaxValue)).Select(row => (IReadOnlyList<string>)row)];
    }
}
