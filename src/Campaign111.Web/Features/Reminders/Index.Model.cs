using Campaign111.Features.Campaigns;

namespace Campaign111.Features.Reminders;

/// <summary>Model of the reminders page.</summary>
public sealed class RemindersModel
{
    public required Campaign Campaign { get; init; }

    /// <summary>The business day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The demo sends only when somebody asks for it.</summary>
    public required bool IsDemo { get; init; }

    /// <summary>The day of the preview.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>On a day without work nobody is reminded.</summary>
    public required bool IsWorkingDay { get; init; }

    /// <summary>When what falls due on the day is delivered.</summary>
    public required DateOnly NextWorkingDay { get; init; }

    /// <summary>One page of those due.</summary>
    public required IReadOnlyList<DueReminder> Due { get; init; }

    public required int DueCount { get; init; }

    public required int Page { get; init; }

    public required int Pages { get; init; }

    /// <summary>Who asked for rest, when and why.</summary>
    public required IReadOnlyDictionary<(long Account, DateOnly Day), string> Resting { get; init; }

    /// <summary>The committee's own words for the day.</summary>
    public required string Text { get; init; }

    /// <summary>May change the words and the ladder.</summary>
    public required bool MayManage { get; init; }

    public required IReadOnlyList<DigestLine> Sent { get; init; }

    public required ILookup<long, Delivery> Deliveries { get; init; }

    /// <summary>Answers by reminder.</summary>
    public required ILookup<long, Acknowledgement> Acknowledged { get; init; }

    /// <summary>Key of the next page, or null on the last.</summary>
    public required long? Older { get; init; }

    public bool IsToday => Day == Today;

    public bool IsPast => Day < Today;
}
