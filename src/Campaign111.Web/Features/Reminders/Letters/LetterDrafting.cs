using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reminders.Letters;

/// <summary>What a letter says before anybody edits it. Official letters are Vietnamese, whatever language the page is shown in. Pure.</summary>
public static class LetterDrafting
{
    // More addressees would push the signature to a second page.
    private const int MostNamed = 5;
    private static readonly CultureInfo Vi = Cultures.Vietnamese;

    /// <summary>A draft of a letter from a unit to the communes below it that lag.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="unit">Who writes: the campaign's unit or one below it.</param>
    /// <param name="order">The dispatch whose deadline is missed; null when there is none.</param>
    /// <param name="report">The figures.</param>
    public static LetterContent Draft(Campaign campaign, Unit unit, DispatchItem? order, LaggingReport report) => new()
    {
        Agency = ["ỦY BAN NHÂN DÂN", unit.FullName.ToUpper(Vi)],
        Issuer = AgencyOf(unit),
        Symbol = SymbolOf(order, unit),
        Subject = "đôn đốc phát tờ rơi giới thiệu Tổng đài điện thoại quốc gia bảo vệ trẻ em 111",
        Place = PlaceOf(unit),
        To = Addressees(report),
        Opening = [.. Opening(unit, order, report)],
        Requests = Requests(report),
        Copies = ["Như trên", "Lưu: VT"],
        Capacity = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        AsOf = report.AsOf,
        Sources = report.Sources,
        IsIllustrative = campaign.IsIllustrative,
        Lagging = report.Lagging,
    };

    /// <summary>Name of the agency as it stands in sentences: "Ủy ban nhân dân tỉnh Bình Phước".</summary>
    public static string AgencyOf(Unit unit) => $"Ủy ban nhân dân {unit.UnitType.ToLower(Vi)} {unit.Name}";

    // A town whose name is a number keeps its type: "Quận 1".
    private static string PlaceOf(Unit unit) => unit.Name.All(char.IsAsciiDigit) ? unit.FullName : unit.Name;

    /// <summary>The same office signs: what stood behind the slash of the order of this unit, else plain "UBND".</summary>
    private static string SymbolOf(DispatchItem? order, Unit unit) =>
        order is not null && order.UnitId == unit.Id && order.Number.Contains('/', StringComparison.Ordinal) ? order.Number[(order.Number.IndexOf('/', StringComparison.Ordinal) + 1)..].Trim() : "UBND";

    private static List<string> Addressees(LaggingReport report)
    {
        var listed = LetterDocument.HasAppendix(report.Lagging) ? "Phụ lục" : "bảng";
        var districts = report.Lagging.Select(row => row.Above).Where(name => name.Length > 0).Distinct().ToList();
        return districts.Count == 0
            ? [$"Ủy ban nhân dân các xã, phường, thị trấn có tên trong {listed}"]
            : districts.Count > MostNamed ? [$"Ủy ban nhân dân các huyện, thị xã, thành phố có tên trong {listed}"]
            : [.. districts.Select(name => $"Ủy ban nhân dân {Lowered(name)}")];
    }

    // In the middle of a sentence.
    private static string Lowered(string text) => $"{char.ToLower(text[0], Vi)}{text[1..]}";

    private static IEnumerable<string> Opening(Unit unit, DispatchItem? order, LaggingReport report)
    {
        if (order is not null && report.Deadline is { } deadline)
        {
            yield return $"Công văn số {order.Number} ngày {Formats.DocumentDate(order.IssuedOn)} của {order.Issuer} về việc {Lowered(order.Subject)} quy định thời gian hoàn thành “{deadline.Wording}”, "
                + $"ngày cuối cùng là {Formats.DocumentDate(deadline.LastDay)}.";
        }

        var whole = report.Whole;
        var share = whole.Percent is { } percent ? $" ({Percent(percent)})" : "";
        var expected = report.Expected is { } due ? $"; theo tiến độ phải đạt {Percent(due)}" : "";
        yield return $"Đến ngày {Formats.DocumentDate(report.AsOf)}, {unit.UnitType.ToLower(Vi)} {unit.Name} đã phát tờ rơi đến {Number(whole.Reached)}/{Number(whole.Target ?? 0)} hộ{share}{expected}. "
            + $"Trong {Number(report.Communes)} xã, phường, thị trấn còn {Number(report.Lagging.Count)} nơi chậm, có tên trong {(LetterDocument.HasAppendix(report.Lagging) ? "Phụ lục kèm theo" : "bảng dưới đây")}.";
    }

    private static List<string> Requests(LaggingReport report)
    {
        var requests = new List<string> { "Để hoàn thành đúng thời hạn, đề nghị các đơn vị:" };
        requests.Add("1. Kiểm tra nguyên nhân chậm tại từng thôn, ấp, khu phố; bố trí người đi phát ngay, trước hết ở những nơi chưa bắt đầu hoặc đã nhiều ngày không có ghi nhận.");
        requests.Add("2. Ghi nhận số hộ đã đến trong ngày; hộ vắng thì quay lại, hộ không nhận thì ghi rõ để không tính là sót.");
        requests.Add(report.Deadline is { } deadline && deadline.LastDay >= report.AsOf
            ? $"3. Hoàn thành chậm nhất ngày {Formats.DocumentDate(deadline.LastDay)} và báo cáo bằng văn bản những khó khăn vượt thẩm quyền."
            : "3. Hoàn thành trong thời gian sớm nhất và báo cáo bằng văn bản lý do quá hạn, ngày dự kiến hoàn thành.");
        requests.Add("Đề nghị các đơn vị khẩn trương thực hiện./.");
        return requests;
    }

    private static string Number(long value) => value.ToString("N0", Vi);

    private static string Percent(decimal value) => Formats.Share(value).ToString("0.#", Vi) + "%";
}
