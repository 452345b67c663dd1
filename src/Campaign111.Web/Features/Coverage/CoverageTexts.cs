using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage;

/// <summary>The words of the feature, for pages and for the API.</summary>
public static class CoverageTexts
{
    public static string Of(CoverageOutcome outcome) => outcome switch
    {
        CoverageOutcome.Reached => Text.Of("Đã đến", "Reached"),
        CoverageOutcome.Absent => Text.Of("Đi vắng", "Absent"),
        CoverageOutcome.Refused => Text.Of("Từ chối", "Refused"),
        _ => Text.Of("Nhà trống", "Vacant"),
    };

    public static string Of(CoverageMode mode) =>
        mode == CoverageMode.Register ? Text.Of("theo sổ hộ", "by household") : Text.Of("theo tổng số", "by tally");

    public static string Method(string code) => code switch
    {
        CoverageMethods.Door => Text.Of("Đến từng nhà", "Door to door"),
        "meeting" => Text.Of("Họp thôn", "Hamlet meeting"),
        "school" => Text.Of("Qua trường học", "Through school"),
        "event" => Text.Of("Tại sự kiện", "At an event"),
        _ => Text.Of("Cách khác", "Another way"),
    };

    public static string Flag(string code) => code switch
    {
        EntryFlags.Clock => Text.Of("giờ máy sai, tính vào ngày nhận", "wrong clock, counted on the day received"),
        EntryFlags.OverTarget => Text.Of("vượt chỉ tiêu", "over target"),
        EntryFlags.LateSent => Text.Of("gửi muộn (sau hạn hoặc quá 7 ngày)", "sent late (after the last day or by more than 7 days)"),
        EntryFlags.Moved => Text.Of("thôn đã sáp nhập hoặc hộ đã chuyển, tính cho nơi mới", "hamlet merged or household moved, counted at the new place"),
        EntryFlags.NoteCut => Text.Of("ghi chú bị cắt bớt", "note was cut"),
        _ => code,
    };

    public static StatusKind Kind(CoverageStatus status) => Enum.Parse<StatusKind>(status.ToString());

    /// <summary>Status as the API writes it: far-behind.</summary>
    public static string Code(CoverageStatus status) => status switch
    {
        CoverageStatus.UnknownTarget => "unknown-target",
        CoverageStatus.NotDue => "not-due",
        CoverageStatus.NotStarted => "not-started",
        CoverageStatus.OnPace => "on-pace",
        CoverageStatus.Behind => "behind",
        CoverageStatus.FarBehind => "far-behind",
        CoverageStatus.Overdue => "overdue",
        _ => "completed",
    };

    public static string Code(EntryStatus status) => status switch
    {
        EntryStatus.Stored => "stored",
        EntryStatus.Duplicate => "duplicate",
        EntryStatus.Held => "held",
        _ => "rejected",
    };
}
