using System.Globalization;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reminders.Letters;
using Campaign111.Features.Reports.Exports.Tables;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office.Docx;

namespace Campaign111.Features.Reports.Exports;

/// <summary>A progress report ready for number and signature, as Decree 30/2020/NĐ-CP, Annex I, lays out a named document. Always Vietnamese: that is the
/// language in which offices sign.</summary>
public sealed class ReportFile(ProgressRows rows, ExportTables tables, UnitDirectory units) : IExportFile
{
    private static readonly CultureInfo Vi = Cultures.Vietnamese;

    public ExportKind Kind => ExportKinds.Report;

    public string ContentType => OfficialLetterWriter.ContentType;

    public async Task WriteAsync(ExportOrder order, Stream output, CancellationToken cancel)
    {
        // Only within this method: a culture set in an async method ends with it.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Vi, Vi);
        var (own, below) = await rows.OfAsync(order);
        var above = order.Unit.ParentId is { } parent ? await units.FindAsync(parent) : null;
        await output.WriteAsync(OfficialLetterWriter.Write(Document(order, own, below, above, await tables.SourcesAsync(order.Unit))), cancel);
    }

    /// <summary>The document. Pure.</summary>
    public static OfficialLetter Document(ExportOrder order, ProgressLine own, IReadOnlyList<ProgressLine> below, Unit? above, string sources) => new()
    {
        Agency = order.Unit.Level == UnitLevel.Nation ? ["CƠ QUAN BAN HÀNH"] : ["ỦY BAN NHÂN DÂN", order.Unit.FullName.ToUpper(Vi)],
        Symbol = order.Unit.Level == UnitLevel.Nation ? "BC" : "BC-UBND",
        DocumentName = "BÁO CÁO",
        Subject = $"Tiến độ chiến dịch “{order.Campaign.Name}”",
        Place = order.Unit.Level == UnitLevel.Nation ? "Hà Nội" : order.Unit.Name.All(char.IsAsciiDigit) ? order.Unit.FullName : order.Unit.Name,
        Year = order.On.Year,
        To = above is { Level: UnitLevel.Province or UnitLevel.District } ? [LetterDrafting.AgencyOf(above)] : [],
        Body =
        [
            .. Opening(order, own).Concat(Summary(order, own, below)).Select(text => new LetterParagraph(text)),
            .. below.Count == 0 ? Array.Empty<LetterBlock>() : [Table(order, own, below)],
            new LetterParagraph($"{(order.Campaign.IsIllustrative ? ExportTables.Illustrative + " " : "")}{sources} Tỷ lệ là số hộ đã đến trên số hộ phải đến.", Emphasis: true),
            new LetterParagraph($"Trên đây là tiến độ thực hiện, {Agency(order.Unit)} báo cáo./.", KeepsNext: true),
        ],
        Copies = above is { Level: UnitLevel.Province or UnitLevel.District } ? ["Như trên", "Lưu: VT"] : ["Lưu: VT"],
        Capacity = order.Unit.Level == UnitLevel.Nation ? ["THỦ TRƯỞNG CƠ QUAN"] : ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    };

    private static IEnumerable<string> Opening(ExportOrder order, ProgressLine own)
    {
        var task = own.Deadline is { } deadline
            ? $"Thực hiện {(deadline.Document is { } document ? $"văn bản số {document}" : "kế hoạch")}, thời hạn “{deadline.Wording}” (ngày cuối cùng là {Day(deadline.LastDay)}), "
            : "";
        var asOf = order.Day is { } day ? $"số liệu như đã báo cáo đến hết ngày {Day(day)}" : $"số liệu đến ngày {Day(order.On)}";
        var agency = Agency(order.Unit);
        yield return $"{task}{(task.Length == 0 ? Raised(agency) : agency)} báo cáo tiến độ chiến dịch “{order.Campaign.Name}” ({asOf}) như sau:";
    }

    private static IEnumerable<string> Summary(ExportOrder order, ProgressLine own, IReadOnlyList<ProgressLine> below)
    {
        var share = own.Figure.Percent is { } percent ? $" ({Share(percent)}%)" : "";
        var expected = own.Judgement.ExpectedPercent is { } due ? $"; theo tiến độ phải đạt {Share(due)}%" : "";
        var target = own.Figure.Target is { } households ? $"/{Number(households)}" : "";
        yield return $"Toàn {Lowered(order.Unit.FullName)} đã đến {Number(own.Figure.Reached)}{target} hộ{share}{expected}; phát {Number(own.Figure.Leaflets)} tờ rơi.";
        if (below.Count > 0)
        {
            var states = below.GroupBy(line => line.Judgement.Status).OrderByDescending(group => group.Key)
                .Select(group => $"{Number(group.Count())} nơi {Lowered(StatusLook.Of(CoverageTexts.Kind(group.Key)).Word)}");
            var silent = below.Count(line => line.Judgement.Silent);
            yield return $"Trong {Number(below.Count)} đơn vị trực thuộc có {string.Join(", ", states)}{(silent > 0 ? $"; {Number(silent)} nơi nhiều ngày không có lượt ghi" : "")}.";
        }
    }

    private static LetterTable Table(ExportOrder order, ProgressLine own, IReadOnlyList<ProgressLine> below)
    {
        // Shares are points of the text's width: no date or figure breaks in two.
        LetterColumn[] columns =
        [
            new("TT", 26, IsNumber: true), new("Đơn vị", 135), new("Hộ phải đến", 50, true), new("Hộ đã đến", 50, true),
            new("Tỷ lệ (%)", 40, true), new("Phải đạt (%)", 40, true), new("Ghi nhận cuối", 46, true), new("Tình trạng", 76),
        ];
        return new LetterTable(
            $"Tiến độ theo đơn vị{(order.Campaign.IsIllustrative ? " (số liệu minh hoạ)" : "")}",
            columns,
            [.. below.Select((line, at) => Cells((at + 1).ToString(Vi), line.Unit.FullName, line, order)), Cells("", "Tổng cộng", own, order)]);
    }

    private static IReadOnlyList<string> Cells(string number, string name, ProgressLine line, ExportOrder order) =>
    [
        number, name, line.Figure.Target is { } target ? Number(target) : "–", Number(line.Figure.Reached),
        line.Figure.Percent is { } percent ? Share(percent) : "–", line.Judgement.ExpectedPercent is { } expected ? Share(expected) : "–",
        line.LastEntryOn is { } last ? last.ToString(last.Year == order.On.Year ? "d/M" : "d/M/yy", CultureInfo.InvariantCulture) : "–",
        StatusLook.Of(CoverageTexts.Kind(line.Judgement.Status)).Word,
    ];

    private static string Agency(Unit unit) => unit.Level == UnitLevel.Nation ? "cơ quan ban hành" : LetterDrafting.AgencyOf(unit);

    private static string Lowered(string text) => $"{char.ToLower(text[0], Vi)}{text[1..]}";

    private static string Raised(string text) => $"{char.ToUpper(text[0], Vi)}{text[1..]}";

    private static string Number(long value) => value.ToString("N0", Vi);

    private static string Share(decimal percent) => Formats.Share(percent).ToString("0.0", Vi);

    private static string Day(DateOnly day) => day.ToString("d/M/yyyy", CultureInfo.InvariantCulture);
}
