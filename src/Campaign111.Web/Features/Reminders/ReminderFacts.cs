namespace Campaign111.Features.Reminders;

/// <summary>A row of the table reminder: the figures as they were when it was written. Percentages 0 to 100.</summary>
public class ReminderFacts
{
    /// <summary>States of <see cref="State"/>: written and carried by messages, or let go by the committee.</summary>
    public const string Written = "written";

    /// <inheritdoc cref="Written"/>
    public const string Dropped = "dropped";

    public long Id { get; init; }

    public long CampaignId { get; init; }

    public long UnitId { get; init; }

    /// <summary>Code of the rung; behind a slash how many times it has climbed.</summary>
    public string Rung { get; init; } = "";

    public DateOnly DueOn { get; init; }

    /// <summary>The working day on which it was delivered.</summary>
    public DateOnly SweptOn { get; init; }

    public DateOnly? LastDay { get; init; }

    public string? Wording { get; init; }

    public string? Document { get; init; }

    public long Reached { get; init; }

    public long? Target { get; init; }

    public decimal? PercentReached { get; init; }

    public decimal? PercentExpected { get; init; }

    public DateOnly? LastEntryOn { get; init; }

    public string State { get; init; } = Written;

    /// <summary>The highest level that got it: commune, district, province.</summary>
    public string? Told { get; init; }

    /// <summary>Asks for "received, and this is the plan".</summary>
    public bool NeedsAck { get; init; }

    /// <summary>The reminder that nobody acknowledged in time, of which this one tells the level above.</summary>
    public long? ClimbedFrom { get; init; }

    /// <summary>The committee's words of the day; or the reason why it was let go.</summary>
    public string? Note { get; init; }

    /// <summary>Who let it go.</summary>
    public string? DroppedBy { get; init; }

    /// <summary>Names the obligation that it reminds of; empty for coverage.</summary>
    public string OwedKey { get; init; } = "";

    /// <summary>The organisation that owes it; null: the unit itself.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>What is owed, Vietnamese; null for coverage.</summary>
    public string? Title { get; init; }

    /// <inheritdoc cref="Title"/>
    public string? TitleEn { get; init; }

    /// <summary>Where it is done; null for coverage.</summary>
    public string? Href { get; init; }

    /// <summary>Reminds of an obligation, not of coverage.</summary>
    public bool IsOwed => OwedKey.Length > 0;
}
