using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>A round in a list, as far as the reader sees it.</summary>
/// <param name="Round">The round.</param>
/// <param name="All">All reports that the reader sees together.</param>
/// <param name="Own">The reader's own report; null without one.</param>
/// <param name="SeesAll">The reader sees all of it, not only a part.</param>
public sealed record RoundLine(ReportRound Round, LevelShare All, ReportSheet? Own, bool SeesAll);

/// <summary>Rounds of a campaign, the newest last day first.</summary>
public sealed record RoundsModel(Campaign Campaign, IReadOnlyList<RoundLine> Lines, bool MayAsk, DateOnly Today);

/// <summary>One report in a round's list.</summary>
/// <param name="Sheet">The report.</param>
/// <param name="Name">Who, in the reader's language.</param>
/// <param name="Superior">To whom; null: the unit that asks.</param>
/// <param name="Standing">On time, late, missing.</param>
/// <param name="IsOwn">The reader writes it.</param>
public sealed record SheetLine(ReportSheet Sheet, string Name, string? Superior, SheetStanding Standing, bool IsOwn);

/// <summary>One round.</summary>
public sealed record RoundModel(Campaign Campaign, ReportRound Round, ReportForm Form, IReadOnlyList<LevelShare> Shares)
{
    public IReadOnlyList<SheetLine> Lines { get; init; } = [];

    /// <summary>Which lines are shown: late, missing, on-time, to-decide, returned; null: all.</summary>
    public string? Show { get; init; }

    public DateOnly Today { get; init; }

    public bool MayManage { get; init; }

    public bool SeesAll { get; init; }

    public string? Problem { get; init; }
}

/// <summary>One last day of the form of a new round: each becomes a round.</summary>
public sealed class DayForm
{
    public bool Use { get; set; }

    public DateOnly? Day { get; set; }

    public string Kind { get; set; } = RoundKinds.SixMonth;

    public string? Title { get; set; }
}

/// <summary>The form of a new round.</summary>
public sealed class NewRoundModel
{
    [Label("Đơn vị yêu cầu báo cáo", "Unit that asks")]
    public string? UnitCode { get; set; }

    [Label("Nơi nhận báo cáo, như ghi ở “Kính gửi”", "Who receives the reports, as they address it")]
    public string? Office { get; set; }

    [Label("Theo văn bản", "Rests on the dispatch")]
    public long? DispatchId { get; set; }

    [Label("Thời hạn, đúng như văn bản viết", "Deadline, as the document words it")]
    public string? Wording { get; set; }

    public List<DayForm> Days { get; set; } = [];

    /// <summary>Not named Form: the binder would take that for the prefix of the whole parameter.</summary>
    [Label("Biểu mẫu", "Form")]
    public string? FormKey { get; set; }

    /// <summary>Codes of levels that are bound.</summary>
    public List<string> Levels { get; set; } = [];

    /// <summary>Codes of kinds of organisations that are bound.</summary>
    public List<string> Kinds { get; set; } = [];

    [Label("Trừ các mã này", "Except these codes")]
    public string? Except { get; set; }

    [Label("Thêm từng mã", "And these codes, one by one")]
    public string? Also { get; set; }

    /// <summary>proposes, previews, opens.</summary>
    public string? Act { get; set; }

    [BindNever, ValidateNever]
    public Campaign Campaign { get; set; } = null!;

    [BindNever, ValidateNever]
    public IReadOnlyList<Unit> Askers { get; set; } = [];

    [BindNever, ValidateNever]
    public IReadOnlyList<DispatchItem> Dispatches { get; set; } = [];

    /// <summary>Value and name of each form that can be taken.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<(string Value, string Text)> Forms { get; set; } = [];

    [BindNever, ValidateNever]
    public DeadlineReading? Reading { get; set; }

    /// <summary>Who would be bound; null before it was asked for.</summary>
    [BindNever, ValidateNever]
    public BoundList? Bound { get; set; }

    [BindNever, ValidateNever]
    public string? Problem { get; set; }
}
