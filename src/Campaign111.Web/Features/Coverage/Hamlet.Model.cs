using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage.Register;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Campaign111.Features.Coverage;

/// <summary>A hamlet's log page.</summary>
public sealed class HamletModel
{
    public required Campaign Campaign { get; init; }

    public required Place Place { get; init; }

    public required DateOnly Today { get; init; }

    public required UnitStanding Standing { get; init; }

    public required CoverageMode Mode { get; init; }

    public required IReadOnlyList<EntryLine> Entries { get; init; }

    public required IReadOnlyList<EntryLine> Held { get; init; }

    /// <summary>The tally form, as typed when it was refused.</summary>
    public required TallyForm Tally { get; init; }

    public RegisterModel? Register { get; init; }

    public bool MayLog { get; init; }

    public bool MayManage { get; init; }

    public bool OnBehalf { get; init; }

    public string Address => CoverageLinks.Hamlet(Campaign.Slug, Place.Commune.Code, Place.Hamlet.Code);

    public static IReadOnlyList<(string Value, string Text)> Methods => [.. CoverageMethods.All.Select(code => (code, CoverageTexts.Method(code)))];

    public static IReadOnlyList<(string Value, string Text)> Outcomes => [.. Enum.GetValues<CoverageOutcome>().Select(outcome => (outcome.Code(), CoverageTexts.Of(outcome)))];

    /// <summary>What voiding an entry will do, before it happens.</summary>
    public string VoidEffect(EntryLine entry) => entry.HouseholdCode is not null
        ? Text.Of(
            $"Lượt ghi hộ {entry.HouseholdCode} ({CoverageTexts.Of(entry.Outcome)}, {Formats.Date(entry.CountedDay)}) sẽ không được tính nữa. Nếu hộ này còn lượt “đã đến” khác, hộ vẫn được tính. Lượt ghi vẫn nằm trong sổ với lý do; không khôi phục được, chỉ ghi lại được.",
            $"The entry for household {entry.HouseholdCode} ({CoverageTexts.Of(entry.Outcome)}, {Formats.Date(entry.CountedDay)}) will no longer count. If the household has another “reached” entry it stays counted. The entry remains on record with your reason; it cannot be restored, only logged again.")
        : Text.Of(
            $"{Place.Hamlet.FullName} sẽ bớt {Formats.Number(entry.Households)} hộ ({CoverageTexts.Of(entry.Outcome)}) và {Formats.Number(entry.Leaflets)} tờ rơi của ngày {Formats.Date(entry.CountedDay)}. Lượt ghi vẫn nằm trong sổ với lý do; không khôi phục được, chỉ ghi lại được.",
            $"{Place.Hamlet.FullName} will lose {Formats.Number(entry.Households)} households ({CoverageTexts.Of(entry.Outcome)}) and {Formats.Number(entry.Leaflets)} leaflets of {Formats.Date(entry.CountedDay)}. The entry remains on record with your reason; it cannot be restored, only logged again.");

    public ConfirmModel VoidConfirm(EntryLine entry) => new(Text.Of("Huỷ", "Void"), VoidEffect(entry), $"{Address}/void", Text.Of("Huỷ lượt ghi", "Void the entry"))
    {
        Danger = true,
        ReasonLabel = Text.Of("Lý do", "Reason"),
        Fields = new Dictionary<string, string> { ["key"] = entry.EntryKey.ToString() },
    };
}

/// <summary>What is typed for a tally.</summary>
public sealed class TallyForm
{
    /// <summary>Made with the form, so that a double tap is stored once.</summary>
    public string? Key { get; set; }

    [Label("Kết quả", "Outcome")]
    public string? Outcome { get; set; }

    [Label("Số hộ", "Households")]
    public long? Households { get; set; }

    [Label("Tờ rơi đã phát", "Leaflets handed out")]
    public long? Leaflets { get; set; }

    [Label("Hình thức", "Method")]
    public string? Method { get; set; }

    [Label("Ngày", "Day")]
    public DateOnly? Day { get; set; }

    [Label("Ghi chú", "Note")]
    public string? Note { get; set; }

    /// <summary>Set with the form when a number is larger than the hamlet: then the page asks once more.</summary>
    [Label("Số này đúng, cứ lưu", "The number is right, store it")]
    public bool Sure { get; set; }

    /// <summary>The page asks <see cref="Sure"/>.</summary>
    [BindNever]
    public bool Asked { get; set; }

    public static TallyForm New(DateOnly day) => new() { Key = Guid.CreateVersion7().ToString(), Outcome = CoverageOutcome.Reached.Code(), Method = CoverageMethods.Door, Day = day };
}

/// <summary>The register of a hamlet, one page of it.</summary>
/// <param name="Page">The households shown, and where the next ones begin.</param>
/// <param name="Filter">Which ones.</param>
/// <param name="Search">As typed.</param>
/// <param name="After">Where this page begins; "" for the first.</param>
/// <param name="ShowsLabels">The commune keeps labels today.</param>
/// <param name="BaseKey">Key of this page; each button's own key is made of it, household and outcome.</param>
public sealed record RegisterModel(HouseholdPage Page, HouseholdFilter Filter, string Search, string After, bool ShowsLabels, Guid BaseKey)
{
    public const int PageSize = 40;

    public IReadOnlyList<HouseholdLine> Lines => Page.Lines;

    /// <summary>The filters in the order of the page.</summary>
    public static IReadOnlyList<(HouseholdFilter Filter, string Word)> Filters =>
    [
        (HouseholdFilter.Left, Text.Of("Còn phải đến", "To visit")), (HouseholdFilter.Absent, CoverageTexts.Of(CoverageOutcome.Absent)), (HouseholdFilter.Reached, CoverageTexts.Of(CoverageOutcome.Reached)),
        (HouseholdFilter.Refused, CoverageTexts.Of(CoverageOutcome.Refused)), (HouseholdFilter.Vacant, CoverageTexts.Of(CoverageOutcome.Vacant)),
        (HouseholdFilter.Closed, Text.Of("Ra khỏi sổ", "Closed")), (HouseholdFilter.All, Text.Of("Tất cả", "All")),
    ];

    public string Query(HouseholdFilter filter, string? after = null) =>
        $"?show={CodeOf(filter)}{(Search.Length > 0 ? "&q=" + Uri.EscapeDataString(Search) : "")}{(string.IsNullOrEmpty(after) ? "" : "&after=" + Uri.EscapeDataString(after))}";

    public static string CodeOf(HouseholdFilter filter) => filter.ToString().ToLowerInvariant();

    /// <summary>The filter of an address; what is no filter shows those to visit.</summary>
    public static HouseholdFilter FilterOf(string? code) => Enum.GetValues<HouseholdFilter>().FirstOrDefault(filter => CodeOf(filter) == code);

    /// <summary>The key of one button of a page: the same each time it is pressed, another for each household and outcome.</summary>
    public static Guid KeyOf(Guid page, long household, CoverageOutcome outcome)
    {
        var bytes = page.ToByteArray(bigEndian: true);
        // The time stays in front, so that keys sort; the last eight bytes tell the buttons of a page apart.
        for (var i = 0; i < 7; i++)
        {
            bytes[15 - i] ^= (byte)(household >> (8 * i));
        }

        bytes[9] ^= (byte)outcome;
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>An entry that is corrected: what stands there and the form for what shall stand.</summary>
public sealed record CorrectModel(Campaign Campaign, Place Place, EntryLine Entry, TallyForm Form, string? Reason, string? Problem)
{
    public string Address => CoverageLinks.Hamlet(Campaign.Slug, Place.Commune.Code, Place.Hamlet.Code);
}
