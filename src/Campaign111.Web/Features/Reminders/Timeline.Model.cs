using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Reminders;

/// <summary>Model of a unit's timeline: reminders newest first, with all that became of them.</summary>
public sealed class TimelineModel
{
    public required Campaign Campaign { get; init; }

    public required Unit Unit { get; init; }

    public required IReadOnlyList<DigestLine> Reminders { get; init; }

    public required ILookup<long, DeliveryAttempt> Attempts { get; init; }

    public required ILookup<long, Delivery> Deliveries { get; init; }

    public required ILookup<long, Acknowledgement> Acknowledged { get; init; }

    /// <summary>Key of the next page, or null on the last.</summary>
    public required long? Older { get; init; }
}

/// <summary>Model of the messages that did not arrive.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Messages">Newest first.</param>
/// <param name="Units">Units by id.</param>
/// <param name="Older">Key of the next page, or null on the last.</param>
public sealed record FailuresModel(Campaign Campaign, IReadOnlyList<TroubledMessage> Messages, IReadOnlyDictionary<long, Unit> Units, long? Older);
