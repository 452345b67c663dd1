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

    public required IReadOnlyList<DueReminder> Due { get; init; }

    public required IReadOnlyList<DigestLine> Sent { get; init; }

    public required ILookup<long, Delivery> Deliveries { get; init; }

    /// <summary>Key of the next page, or null on the last.</summary>
    public required long? Older { get; init; }

    public bool IsToday => Day == Today;
}
