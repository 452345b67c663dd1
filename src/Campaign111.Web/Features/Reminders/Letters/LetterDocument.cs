using System.Globalization;
using Campaign111.Features.Coverage;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office.Docx;

namespace Campaign111.Features.Reminders.Letters;

/// <summary>Turns what a letter says into an official letter.</summary>
public static class LetterDocument
{
    private const int MostRowsInLetter = 10;
    private static readonly CultureInfo Vi = Cultures.Vietnamese;

    /// <param name="content">What it says.</param>
    /// <param name="number">Its full number with symbol once it has one, or null.</param>
    /// <param name="issuedOn">Its day once it has one, or null.</param>
    public static OfficialLetter Of(LetterContent content, string? number, DateOnly? issuedOn) => new()
    {
        Agency = content.Agency,
        Symbol = number?[(number.IndexOf('/', StringComparison.Ordinal) + 1)..] ?? content.Symbol,
        Number = number?[..number.IndexOf('/', StringComparison.Ordinal)],
        Subject = "V/v " + content.Subject,
        Place = content.Place,
        IssuedOn = issuedOn,
        Year = (issuedOn ?? content.AsOf).Year,
        To = content.To,
        Body =
        [
            .. Paragraphs(content.Opening),
            .. HasAppendix(content.Lagging) ? [] : Listing(content),
            .. Paragraphs(content.Requests),
        ],
        Appendix = HasAppendix(content.Lagging)
            ? new LetterAppendix($"Kèm theo Công văn số {number ?? $"       /{content.Symbol}"} ngày {(issuedOn is { } day ? Formats.DocumentDate(day) : $"   /   /{content.AsOf.Year}")} của {content.Issuer}", [.. Listing(content)])
            : null,
        Copies = content.Copies,
        Capacity = content.Capacity,
        Signatory = content.Signatory,
    };

    /// <summary>A status in the words of a letter.</summary>
    public static string Word(CoverageStatus status) => status switch
    {
        CoverageStatus.NotStarted => "chưa bắt đầu",
        CoverageStatus.Behind => "chậm",
        CoverageStatus.FarBehind => "chậm nhiều",
        CoverageStatus.Overdue => "quá hạn",
        _ => "",
    };

    /// <summary>A long list goes behind the signature, so that the letter itself stays one page.</summary>
    public static bool HasAppendix(IReadOnlyCollection<LaggingUnit> lagging) => lagging.Count > MostRowsInLetter;

    private static IEnumerable<LetterBlock> Paragraphs(IEnumerable<string> texts) => texts.Select(text => new LetterParagraph(text));

    private static IEnumerable<LetterBlock> Listing(LetterContent content)
    {
        yield return Table(content);
        var remark = content.Sources.Count == 0 ? "" : $"Số hộ phải đến lấy theo: {string.Join("; ", content.Sources)}. ";
        remark += "Tỷ lệ là số hộ đã đến trên số hộ phải đến.";
        yield return new LetterParagraph(content.IsIllustrative ? $"SỐ LIỆU MINH HOẠ: số liệu trong văn bản này do bản trình diễn đặt ra, không phải số liệu thật. {remark}" : remark, Emphasis: true);
    }

    private static LetterTable Table(LetterContent content)
    {
        // Shares are points of the text's width: no date or figure breaks in two.
        LetterColumn[] columns =
        [
            new("TT", 26, IsNumber: true), new("Xã, phường, thị trấn", 135), new("Hộ phải đến", 48, true), new("Hộ đã đến", 48, true),
            new("Tỷ lệ (%)", 40, true), new("Phải đạt (%)", 40, true), new("Ghi nhận cuối", 46, true), new("Tình trạng", 80),
        ];
        var title = $"Các xã, phường, thị trấn chậm tiến độ, số liệu đến ngày {Formats.DocumentDate(content.AsOf)}{(content.IsIllustrative ? " (số liệu minh hoạ)" : "")}";
        return new LetterTable(title, columns, [.. Rows(content)]);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(LetterContent content)
    {
        for (var i = 0; i < content.Lagging.Count; i++)
        {
            var row = content.Lagging[i];
            if (row.Above.Length > 0 && (i == 0 || content.Lagging[i - 1].Above != row.Above))
            {
                yield return [row.Above];
            }

            yield return
            [
                (i + 1).ToString(Vi), row.Name, row.Target.ToString("N0", Vi), row.Reached.ToString("N0", Vi),
                Share(row.Percent), row.Expected is { } expected ? Share(expected) : "–",
                row.LastEntryOn is { } last ? last.ToString(last.Year == content.AsOf.Year ? "d/M" : "d/M/yy", CultureInfo.InvariantCulture) : "–", Word(row.Status),
            ];
        }
    }

    private static string Share(decimal percent) => Formats.Share(percent).ToString("0.0", Vi);
}
