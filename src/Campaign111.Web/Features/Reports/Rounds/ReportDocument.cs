using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office.Docx;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>One report as an official document (Decree 30/2020/NĐ-CP): Vietnamese, whatever language its page is read in. Pure.</summary>
public static class ReportDocument
{
    private static readonly CultureInfo Vi = Cultures.Vietnamese;

    public static OfficialLetter Of(ReportInHand hand, ReportForm form, Campaign campaign, string place, ReportVersion version) => new()
    {
        Superior = null,
        Agency = Agency(hand.Sheet.IsOrganisation ? hand.Sheet.Name : CommitteeOf(hand.Sheet.Name)),
        Symbol = hand.Sheet.IsOrganisation ? "BC" : "BC-UBND",
        DocumentName = "BÁO CÁO",
        Subject = SubjectOf(hand.Round.Title),
        Place = place,
        Year = version.SubmittedOn.Year,
        To = [To(hand)],
        Body = [.. Opening(hand, version), .. FieldBlocks.Of(form, version.ReadAnswers(), version.ReadFigures()), .. Remark(campaign)],
        Copies = ["Như trên", "Lưu: VT"],
        Capacity = hand.Sheet.IsOrganisation ? ["THỦ TRƯỞNG CƠ QUAN"] : ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
    };

    /// <summary>In capitals, a People's Committee on two lines: its kind, its place.</summary>
    public static IReadOnlyList<string> Agency(string name)
    {
        const string committee = "Ủy ban nhân dân ";
        return name.StartsWith(committee, StringComparison.OrdinalIgnoreCase)
            ? [committee.Trim().ToUpper(Vi), name[committee.Length..].ToUpper(Vi)]
            : [name.ToUpper(Vi)];
    }

    /// <summary>A round's title below the name BÁO CÁO: without saying "report" twice.</summary>
    public static string SubjectOf(string title)
    {
        const string said = "Báo cáo ";
        var rest = title.StartsWith(said, StringComparison.OrdinalIgnoreCase) ? title[said.Length..] : title;
        return rest.Length == 0 ? title : char.ToUpper(rest[0], Vi) + rest[1..];
    }

    public static string Day(DateOnly day) => day.ToString("d/M/yyyy", CultureInfo.InvariantCulture);

    public static string Number(decimal? value) => value is { } known ? known.ToString("#,0.##", Vi) : "–";

    /// <summary>Said in every document whose figures are invented.</summary>
    public static IEnumerable<LetterBlock> Remark(Campaign campaign) =>
        campaign.IsIllustrative ? [new LetterParagraph("SỐ LIỆU MINH HOẠ: số liệu trong văn bản này do bản trình diễn đặt ra, không phải số liệu thật.", Emphasis: true)] : [];

    private static string CommitteeOf(string unit) => $"Ủy ban nhân dân {char.ToLower(unit[0], Vi)}{unit[1..]}";

    private static string To(ReportInHand hand) => hand.Superior is { } superior ? CommitteeOf(superior.Name) : hand.Round.Office;

    private static IEnumerable<LetterBlock> Opening(ReportInHand hand, ReportVersion version)
    {
        var wording = hand.Round.Wording is null ? "" : $", thời hạn “{hand.Round.Wording}”";
        var document = hand.Round.Document is null ? "yêu cầu báo cáo" : hand.Round.Document;
        yield return new LetterParagraph($"Thực hiện {document}{wording}, {(hand.Sheet.IsOrganisation ? hand.Sheet.Name : CommitteeOf(hand.Sheet.Name))} báo cáo kết quả như sau (số liệu chốt ngày {Day(version.SubmittedOn)}):");
        if (version.ReadBasis() is { } basis)
        {
            yield return new LetterParagraph($"Báo cáo được tổng hợp trên cơ sở {basis.In}/{basis.Of} báo cáo của các cơ quan, đơn vị cấp dưới.");
        }
    }
}
