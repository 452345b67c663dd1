using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office.Docx;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>What a round brought together, for its official summary and its sheet.</summary>
/// <param name="Round">The round.</param>
/// <param name="Campaign">Its campaign.</param>
/// <param name="Form">Its form.</param>
/// <param name="Unit">The unit that asks.</param>
/// <param name="Sheets">All that are bound.</param>
/// <param name="Sum">The reports that go to the unit that asks, added up.</param>
/// <param name="Today">The business day.</param>
public sealed record RoundSummary(ReportRound Round, Campaign Campaign, ReportForm Form, Unit Unit, IReadOnlyList<ReportSheet> Sheets, RollUp Sum, DateOnly Today);

/// <summary>The summary of a round as an official document (Decree 30/2020/NĐ-CP): who submitted, and what it adds up to. Pure; Vietnamese.</summary>
public static class SummaryDocument
{
    public static OfficialLetter Of(RoundSummary summary)
    {
        var round = summary.Round;
        var isCommittee = round.Office.StartsWith("Ủy ban nhân dân", StringComparison.OrdinalIgnoreCase);
        return new OfficialLetter
        {
            Superior = isCommittee ? null : $"UBND {summary.Unit.FullName.ToUpper(Cultures.Vietnamese)}",
            // The superior's line above names the province already.
            Agency = ReportDocument.Agency(isCommittee ? round.Office : WithoutPlace(round.Office, summary.Unit)),
            Symbol = isCommittee ? "BC-UBND" : "BC",
            DocumentName = "BÁO CÁO",
            Subject = $"Tổng hợp {Lower(ReportDocument.SubjectOf(round.Title))}",
            Place = summary.Unit.Name,
            Year = summary.Today.Year,
            To = isCommittee ? [] : [$"Ủy ban nhân dân {Lower(summary.Unit.FullName)}"],
            Body = [.. Opening(summary), .. Standing(summary), new LetterHeading("II. KẾT QUẢ TỔNG HỢP"), .. FieldBlocks.OfSums(summary.Sum), .. ReportDocument.Remark(summary.Campaign)],
            Copies = isCommittee ? ["Như trên", "Các cơ quan, đơn vị báo cáo", "Lưu: VT"] : ["Như trên", "Lãnh đạo cơ quan", "Các cơ quan, đơn vị báo cáo", "Lưu: VT"],
            Capacity = isCommittee ? ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"] : ["GIÁM ĐỐC"],
        };
    }

    private static IEnumerable<LetterBlock> Opening(RoundSummary summary)
    {
        var round = summary.Round;
        yield return new LetterParagraph(
            $"{(round.Document is null ? "Căn cứ yêu cầu báo cáo" : $"Thực hiện {round.Document}")}{(round.Wording is null ? "" : $", thời hạn “{round.Wording}”, ngày cuối cùng là {ReportDocument.Day(round.LastDay)}")}, "
            + $"{round.Office} tổng hợp báo cáo của các cơ quan, đơn vị đến ngày {ReportDocument.Day(summary.Today)} như sau:");
    }

    private static IEnumerable<LetterBlock> Standing(RoundSummary summary)
    {
        var (last, today) = (summary.Round.LastDay, summary.Today);
        yield return new LetterHeading("I. TÌNH HÌNH NỘP BÁO CÁO");
        yield return new LetterTable(
            "Nộp báo cáo theo cấp",
            [new("Cấp", 140), new("Phải nộp", 55, true), new("Đã nộp", 55, true), new("Đầy đủ (%)", 60, true), new("Đúng hạn", 55, true), new("Kịp thời (%)", 60, true), new("Trễ hạn", 50, true), new("Chưa nộp", 55, true)],
            [.. RoundStanding.Shares(summary.Sheets, last, today).Select(Row)]);
        var late = summary.Sheets.Where(sheet => RoundStanding.Of(sheet, last, today) == SheetStanding.Late).ToList();
        if (late.Count > 0)
        {
            yield return new LetterParagraph($"Trễ hạn: {string.Join("; ", late.Select(sheet => $"{sheet.Name} (nộp ngày {ReportDocument.Day(sheet.FirstSubmittedOn!.Value)}, trễ {RoundStanding.DaysLate(sheet, last, today)} ngày)"))}.");
        }

        var missing = summary.Sheets.Where(sheet => RoundStanding.Of(sheet, last, today) is SheetStanding.Missing or SheetStanding.Returned).ToList();
        if (missing.Count > 0)
        {
            yield return new LetterParagraph($"Chưa có báo cáo: {string.Join("; ", missing.Select(sheet => sheet.Name + (sheet.State == SheetStates.Returned ? " (đã trả lại để sửa)" : "")))}.");
        }

        var again = summary.Sheets.Where(sheet => sheet.IsIn && sheet.WasResubmitted).ToList();
        if (again.Count > 0)
        {
            yield return new LetterParagraph($"Đã nộp lại sau khi bị trả: {string.Join("; ", again.Select(sheet => $"{sheet.Name} (tính theo lần nộp đầu ngày {ReportDocument.Day(sheet.FirstSubmittedOn!.Value)})"))}.");
        }
    }

    private static IReadOnlyList<string> Row(LevelShare share) =>
    [
        share.Level switch { "organisation" => "Sở, ngành, đoàn thể", "province" => "Cấp tỉnh", "district" => "Cấp huyện", "commune" => "Cấp xã", _ => "Tất cả" },
        $"{share.Owed}", $"{share.In}", Percent(share.Completeness), $"{share.OnTime}", Percent(share.Timeliness), $"{share.Late}", $"{share.Owed - share.In}",
    ];

    private static string WithoutPlace(string office, Unit unit) =>
        office.EndsWith(" " + unit.FullName, StringComparison.OrdinalIgnoreCase) ? office[..^(unit.FullName.Length + 1)] : office;

    private static string Percent(decimal share) => Formats.Share(share).ToString("0.0", Cultures.Vietnamese);

    private static string Lower(string text) => text.Length == 0 ? text : char.ToLower(text[0], Cultures.Vietnamese) + text[1..];
}
