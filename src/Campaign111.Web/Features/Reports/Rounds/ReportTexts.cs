using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>States and levels in words, in the reader's language.</summary>
public static class ReportTexts
{
    /// <summary>Icon, status class and word.</summary>
    public static (string Icon, string Css, string Word) State(ReportSheet sheet, SheetStanding standing) => (sheet.State, standing) switch
    {
        (SheetStates.Accepted, _) => ("check-circle", "is-completed", Text.Of("Đã nhận", "Accepted")),
        (SheetStates.Submitted, _) => ("send", "is-onpace", Text.Of("Đã nộp, chờ nhận", "Submitted")),
        (SheetStates.Returned, _) => ("history", "is-behind", Text.Of("Đã trả lại", "Returned")),
        (_, SheetStanding.Missing) => ("clock-alert", "is-overdue", Text.Of("Quá hạn, chưa nộp", "Overdue, not submitted")),
        (SheetStates.Draft, _) => ("edit", "is-notdue", Text.Of("Đang viết", "Being written")),
        _ => ("circle-dashed", "is-notstarted", Text.Of("Chưa bắt đầu", "Not started")),
    };

    /// <summary>On time or late, by the first submission; null before it.</summary>
    public static string? Timing(ReportSheet sheet, DateOnly lastDay)
    {
        if (sheet.FirstSubmittedOn is not { } day)
        {
            return null;
        }

        var late = day.DayNumber - lastDay.DayNumber;
        var said = late <= 0 ? Text.Of("đúng hạn", "on time") : Text.Of($"trễ {late} ngày", $"{late} days late");
        return sheet.WasResubmitted
            ? Text.Of($"{said} (tính theo lần nộp đầu {Formats.Date(day)}; đã nộp lại)", $"{said} (by the first submission on {Formats.Date(day)}; resubmitted)")
            : said;
    }

    /// <summary>In a sentence: "cấp huyện".</summary>
    public static string Level(string level) => level switch
    {
        "organisation" => Text.Of("Sở, ngành, đoàn thể", "Departments and organisations"),
        "province" => Text.Of("Cấp tỉnh", "Provinces"),
        "district" => Text.Of("Cấp huyện", "Districts"),
        "commune" => Text.Of("Cấp xã", "Communes"),
        _ => Text.Of("Tất cả", "All"),
    };

    public static string Level(UnitLevel level) => Level(level.Code());

    /// <summary>A kind of organisation in a choice.</summary>
    public static string Kind(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Mass => Text.Of("Đoàn thể", "Mass organisations"),
        OrganisationKind.Press => Text.Of("Báo, đài", "Press offices"),
        _ => Text.Of("Sở, ban, ngành", "Departments"),
    };

    /// <summary>A number of a report; a dash where nothing is known.</summary>
    public static string Number(decimal? value) => value is { } known ? Formats.Number(known, 2) : "–";

    /// <summary>A cell of a table: numbers in the reader's form.</summary>
    public static string Cell(FieldPart column, string cell) => column.IsNumber && ReportAnswer.NumberIn(cell) is { } number ? Formats.Number(number, 2) : cell;

    /// <summary>Where a filled figure comes from, as of when, and with which denominators.</summary>
    public static string Provenance(FilledFigure figure)
    {
        var from = FigureSources.Find(figure.Source)?.From ?? figure.Source;
        var said = Text.Of($"{from}, lúc {Formats.Moment(figure.At)}", $"{from}, as of {Formats.Moment(figure.At)}");
        return figure.Denominators.Count == 0 ? said : Text.Of(
            $"{said}; số hộ theo: {string.Join("; ", figure.Denominators.Select(one => $"{one.Source} ({Formats.Number(one.Households)} hộ)"))}",
            $"{said}; households by: {string.Join("; ", figure.Denominators.Select(one => $"{one.Source} ({Formats.Number(one.Households)})"))}");
    }
}
