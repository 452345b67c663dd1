using Campaign111.Features.Verification.Statistics;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>Rounds in words.</summary>
public static class CheckTexts
{
    public static string Design(string design) => design == CheckDesigns.Lqas ? Text.Of("Nhận lô hay làm lại (LQAS)", "Accept or re-check (LQAS)") : Text.Of("Đo tỷ lệ", "Proportion");

    /// <summary>How a round ended, or where it stands.</summary>
    public static (string Icon, string Kind, string Text) State(SpotCheck check) => (check.State, check.Verdict) switch
    {
        ("cancelled", _) => ("close", "is-notdue", Text.Of("đã huỷ", "cancelled")),
        (_, "accept") => ("check-circle", "is-completed", Text.Of("nhận lô", "lot accepted")),
        (_, "recheck") when check.OwesRecheck => ("warning", "is-farbehind", Text.Of("làm lại", "re-check")),
        (_, "recheck") => ("history", "is-onpace", Text.Of("làm lại: đã xử lý", "re-check: dealt with")),
        (_, "estimate") => ("chart", "is-onpace", Text.Of("đã đo", "measured")),
        _ => ("clock", "is-notstarted", Text.Of("đang đi kiểm tra", "visits under way")),
    };

    public static string Outcome(string? outcome) => outcome switch
    {
        CheckOutcomes.Remembers => Text.Of("Nhớ đã nhận", "Remembers a leaflet"),
        CheckOutcomes.Forgot => Text.Of("Không nhớ, không nhận", "Doesn't remember one"),
        CheckOutcomes.Absent => Text.Of("Vắng nhà", "Absent"),
        CheckOutcomes.Nowhere => Text.Of("Không có hộ này", "No such household"),
        _ => Text.Of("chưa đến", "not visited yet"),
    };

    /// <summary>"41,2–60,3%", or null.</summary>
    public static string? Interval(ShareInterval? interval) =>
        interval is { } known ? $"{Formats.Percent((decimal)known.Low * 100)}–{Formats.Percent((decimal)known.High * 100)}" : null;

    /// <summary>A risk in hundredths of a percent.</summary>
    public static string Risk(int? hundredths) => hundredths is { } known ? Formats.Percent(Math.Ceiling(known / 10m) / 10m) : "–";

    /// <summary>Where a household of the sample is.</summary>
    public static string Place(CheckVisit visit, string? address) => visit.Household is { } code
        ? string.IsNullOrEmpty(address) ? code : $"{code} · {address}"
        : Text.Of($"Nhà thứ {visit.PlaceNumber}", $"House number {visit.PlaceNumber} of the row");
}
