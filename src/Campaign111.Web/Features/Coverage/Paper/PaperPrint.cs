using Campaign111.Features.Campaigns;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Pdf;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage.Paper;

/// <summary>What a sheet shows.</summary>
/// <param name="Sheet">The sheet.</param>
/// <param name="Place">Its hamlet.</param>
/// <param name="Lines">Its households; none on a tally sheet.</param>
/// <param name="Target">Households of the hamlet, for the length of a tally grid.</param>
/// <param name="Address">In its QR.</param>
public sealed record SheetPaper(PaperSheet Sheet, Place Place, IReadOnlyList<HouseholdLine> Lines, long? Target, string Address);

/// <summary>One label for a gate.</summary>
public sealed record GateLabel(string Code, string Line, string Address);

/// <summary>Sheets and labels as PDF, A4.</summary>
public sealed class PaperPrint(IPdfRenderer pdf, FontLibrary fonts, TimeProvider time)
{
    private static readonly string[] SumLetters = ["Đ", "V", "C", "T"];

    private const int BoxesInRow = 20;
    private const int LabelsInRow = 3;
    private const int LeastRows = 6;
    private const int MostRows = 60;

    /// <summary>The sheets one after the other, each with page numbers of its own.</summary>
    public byte[] Sheets(Campaign campaign, IReadOnlyList<SheetPaper> sheets) => Render(
        Text.Of("Tờ ghi phát tờ rơi 111", "Tick-sheets, leaflets 111"), sheets.Select(sheet => sheet.Sheet.IsTally ? Grid(campaign, sheet) : Register(campaign, sheet)));

    /// <summary>Labels to cut, 3 by 8 on a page.</summary>
    public byte[] Labels(Place place, IReadOnlyList<GateLabel> labels)
    {
        var columns = Enumerable.Range(0, LabelsInRow).SelectMany(_ => new TableColumn[] { new("", 28, CellAlign.Middle), new("", 35) }).ToList();
        var rows = labels.Chunk(LabelsInRow).Select(row => (IReadOnlyList<TableCell>)[.. row
            .SelectMany(label => new TableCell[] { new(Qr: QrMatrix.Create(label.Address, QrLevel.Q)), $"{label.Code}\n{Short(label.Line)}\n{place.Hamlet.FullName}" })
            .Concat(Enumerable.Repeat(new TableCell(), 2 * (LabelsInRow - row.Length)))]);
        return Render(Text.Of("Nhãn QR của hộ", "Household QR labels"), [new PageTable(
            $"{place.Hamlet.FullName}, {place.Commune.FullName}", Text.Of("Cắt theo dòng kẻ, dán ở cổng. Chỉ cán bộ đã đăng nhập mở được.", "Cut along the lines, fix at the gate. Only officers who are signed in can open it."), columns, [.. rows])
        {
            QrMm = 26, MarginMm = 10, FontSizeMm = 3.8, CutColumns = 2, PageLabel = PageLabel(""),
        }]);
    }

    private static PageTable Register(Campaign campaign, SheetPaper paper) => Frame(campaign, paper, new PageTable(
        Title(paper),
        Heading(campaign, paper, Text.Of("Đánh dấu × một ô cho mỗi hộ. Chỉ ghi mã hộ và địa chỉ, không ghi tên người.", "Mark one box × for each household. Codes and addresses only, no names.")),
        [
            new(Text.Of("Mã hộ", "Code"), 24), new(Text.Of("Địa chỉ", "Address"), 68),
            new(Text.Of("Đã phát", "Reached"), 18, CellAlign.Middle), new(Text.Of("Vắng", "Absent"), 18, CellAlign.Middle),
            new(Text.Of("Từ chối", "Refused"), 18, CellAlign.Middle), new(Text.Of("Nhà trống", "Vacant"), 18, CellAlign.Middle), new(Text.Of("Số tờ", "Leaflets"), 16),
        ],
        [.. paper.Lines.Select(line => new List<TableCell> { line.Code, Known(line), new(Tick: true), new(Tick: true), new(Tick: true), new(Tick: true), "" })])
    {
        RowMm = 11, TickMm = 6, FontSizeMm = 3.8,
    });

    private static PageTable Grid(Campaign campaign, SheetPaper paper)
    {
        var rows = (int)Math.Clamp(((paper.Target ?? 0) + BoxesInRow - 1) / BoxesInRow, LeastRows, MostRows);
        var boxes = Enumerable.Range(1, BoxesInRow).Select(_ => new TableColumn("", 5.8, CellAlign.Middle));
        var sums = SumLetters.Select(letter => new TableColumn(letter, 11.5, CellAlign.Middle));
        List<TableCell> Row(string label, bool tick) => [label, .. Enumerable.Repeat(new TableCell(Tick: tick), BoxesInRow), "", "", "", ""];
        return Frame(campaign, paper, new PageTable(
            Title(paper),
            Heading(campaign, paper, Text.Of(
                "Mỗi ô một hộ: Đ đã phát, V đi vắng, C từ chối, T nhà trống. Cuối dòng ghi số hộ của từng loại; dòng cuối ghi tổng và số tờ đã phát.",
                "One box a household: Đ reached, V absent, C refused, T vacant. Write the counts at the end of the line; totals and leaflets in the last lines.")),
            [new(Text.Of("Hộ", "No."), 18), .. boxes, .. sums],
            [
                .. Enumerable.Range(0, rows).Select(row => Row($"{(row * BoxesInRow) + 1}–{(row + 1) * BoxesInRow}", true)),
                Row(Text.Of("Cộng", "Total"), false), Row(Text.Of("Số tờ", "Leaflets"), false),
            ])
        {
            RowMm = 11, TickMm = 5, FontSizeMm = 3.6,
        });
    }

    private static PageTable Frame(Campaign campaign, SheetPaper paper, PageTable table) => table with
    {
        HeaderQr = QrMatrix.Create(paper.Address),
        Note = campaign.IsIllustrative ? Text.Of("Số liệu minh hoạ", "Illustrative figures") : "",
        PageLabel = PageLabel($"{paper.Sheet.Code} · "),
    };

    private static string Title(SheetPaper paper) => $"{paper.Place.Hamlet.FullName}, {paper.Place.Commune.FullName}";

    private static string Heading(Campaign campaign, SheetPaper paper, string how)
    {
        var part = paper.Sheet.Parts > 1 ? Text.Of($", phần {paper.Sheet.Part}/{paper.Sheet.Parts}", $", part {paper.Sheet.Part}/{paper.Sheet.Parts}") : "";
        return Text.Of(
            $"{campaign.Name}. Tờ ghi {paper.Sheet.Code}{part}, in ngày {Formats.Date(VietnamTime.Day(paper.Sheet.PrintedAt))}.\nNgày đi: ……/……/……    Người ghi: ……………………………………\n{how}",
            $"{campaign.NameEn}. Sheet {paper.Sheet.Code}{part}, printed {Formats.Date(VietnamTime.Day(paper.Sheet.PrintedAt))}.\nDay of the visits: ……/……/……    By: ……………………………………\n{how}");
    }

    private static string Known(HouseholdLine line) => line.Settled
        ? $"{Short(line.Address)}\n({Text.Of("đã xong", "settled")}: {CoverageTexts.Of(line.State ?? CoverageOutcome.Reached)})"
        : Short(line.Address);

    private static string Short(string text) => text.Length <= 90 ? text : string.Concat(text.AsSpan(0, 89), "…");

    private static Func<int, int, string> PageLabel(string prefix) => (page, pages) => prefix + Text.Of($"Trang {page}/{pages}", $"Page {page}/{pages}");

    private byte[] Render(string title, IEnumerable<PageTable> tables)
    {
        using var stream = new MemoryStream();
        pdf.Render(tables.SelectMany(table => table.Compose(fonts)), new PdfMetadata(title, Text.Of("Chiến dịch 111", "Campaign 111"), title, time.GetUtcNow()), stream);
        return stream.ToArray();
    }
}
