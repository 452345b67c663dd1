using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>A figure that the system can fill into a report.</summary>
/// <param name="Code">Stored with the form: "coverage.reached".</param>
/// <param name="Vi">What it is, Vietnamese.</param>
/// <param name="En">The same in English.</param>
/// <param name="FromVi">Where it comes from, Vietnamese: stands beside the figure.</param>
/// <param name="FromEn">The same in English.</param>
/// <param name="Adds">Figures of disjoint units add up.</param>
public sealed record FigureSource(string Code, string Vi, string En, string FromVi, string FromEn, bool Adds = true)
{
    public string Name => Text.Of(Vi, En);

    public string From => Text.Of(FromVi, FromEn);
}

/// <summary>The figures that a form may ask the system for.</summary>
public static class FigureSources
{
    public const string Target = "coverage.target";
    public const string Reached = "coverage.reached";
    public const string Percent = "coverage.percent";
    public const string Leaflets = "coverage.leaflets";
    public const string Received = "stock.received";
    public const string Activities = "activities.times";
    public const string People = "activities.people";
    public const string Checks = "checks.rounds";
    public const string ChecksAccepted = "checks.accepted";

    public static IReadOnlyList<FigureSource> All { get; } =
    [
        new(Target, "Số hộ phải đến", "Households to reach", "Mẫu số đang dùng", "Denominators in force"),
        new(Reached, "Số hộ đã đến", "Households reached", "Sổ ghi nhận từng hộ", "Coverage entries"),
        new(Percent, "Tỷ lệ hộ đã đến (%)", "Coverage (%)", "Số hộ đã đến trên số hộ phải đến", "Reached of those to reach", Adds: false),
        new(Leaflets, "Tờ rơi đã phát tại hộ", "Leaflets handed out at doors", "Sổ ghi nhận từng hộ", "Coverage entries"),
        new(Received, "Tờ rơi đã nhận", "Leaflets received", "Sổ kho tờ rơi", "Stock book"),
        new(Activities, "Lượt hoạt động, buổi truyền thông", "Activities held", "Sổ hoạt động của cơ quan", "The organisation's log of activities"),
        new(People, "Lượt người dự hoạt động", "People at activities", "Sổ hoạt động của cơ quan", "The organisation's log of activities"),
        new(Checks, "Lượt kiểm tra ngẫu nhiên đã xong", "Spot checks finished", "Kiểm tra ngẫu nhiên", "Spot checks"),
        new(ChecksAccepted, "Lượt kiểm tra được nhận", "Spot checks accepted", "Kiểm tra ngẫu nhiên", "Spot checks"),
    ];

    public static FigureSource? Find(string code) => All.FirstOrDefault(source => source.Code == code);
}
