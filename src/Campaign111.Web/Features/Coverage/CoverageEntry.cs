using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>What happened at the door.</summary>
public enum CoverageOutcome
{
    Reached,
    Absent,
    Refused,
    Vacant,
}

/// <summary>How a hamlet is logged in a campaign.</summary>
public enum CoverageMode
{
    /// <summary>Sums: so many households reached today.</summary>
    Tally,

    /// <summary>Household by household.</summary>
    Register,
}

/// <summary>Whether an entry counts.</summary>
public enum EntryState
{
    Valid,

    /// <summary>Waits for an officer; counts nowhere.</summary>
    Held,

    /// <summary>Corrected, withdrawn, converted or discarded; a row of coverage_void says why.</summary>
    Voided,
}

/// <summary>An entry as stored.</summary>
public sealed class CoverageEntry
{
    /// <summary>The received sequence.</summary>
    public long Id { get; init; }

    /// <summary>Given by the client (UUIDv7); sending it again changes nothing.</summary>
    public Guid EntryKey { get; init; }

    public string Receipt { get; init; } = "";

    public long CampaignId { get; init; }

    /// <summary>Where it counts.</summary>
    public long HamletId { get; init; }

    /// <summary>Where it was sent for; differs from the hamlet when that unit was dissolved.</summary>
    public long OriginId { get; init; }

    /// <summary>Null in a tally.</summary>
    public long? HouseholdId { get; init; }

    public CoverageOutcome Outcome { get; init; }

    public string Method { get; init; } = "";

    public long Households { get; init; }

    public long Leaflets { get; init; }

    public DateTimeOffset CapturedAt { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The day in Vietnam on which it counts: that of the capture, or of the receipt when the clock was wrong.</summary>
    public DateOnly CountedDay { get; init; }

    public string? Note { get; init; }

    /// <summary>Space-separated <see cref="EntryFlags"/>.</summary>
    public string Flags { get; init; } = "";

    public EntryState State { get; init; }

    /// <summary>One of <see cref="HeldReasons"/>, for an entry that is or was held.</summary>
    public string? HeldReason { get; init; }

    /// <summary>The entry that this one corrects.</summary>
    public Guid? Replaces { get; init; }

    public long? AccountId { get; init; }

    public string SentBy { get; init; } = "";

    /// <summary>The unit for which a superior logged, as text.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The instant by which visits to a household are ordered.</summary>
    public DateTimeOffset CountedAt => Flags.Contains(EntryFlags.Clock, StringComparison.Ordinal) ? ReceivedAt : CapturedAt;

    /// <summary>When the entry was taken out that this one replaces; null when it replaces none.</summary>
    internal DateTimeOffset? ReplacedAt { get; init; }

    /// <summary>When it was taken out itself; read by those who ask for it.</summary>
    internal DateTimeOffset? VoidedAt { get; init; }

    /// <summary>When it came into the books: on its receipt, or when it took another's place (a merged household's entries keep their receipts).</summary>
    internal DateTimeOffset BookedAt => ReplacedAt ?? ReceivedAt;

    internal Weight WeightAt(Place place) =>
        new(EntryKey, place, HouseholdId, Outcome, Households, Leaflets, CountedDay, VietnamTime.Day(BookedAt), State == EntryState.Held);
}

/// <summary>Remarks on an entry that never cost it its count.</summary>
public static class EntryFlags
{
    /// <summary>The captured time is missing, in the future or before the campaign: counted on the received day.</summary>
    public const string Clock = "clock";

    /// <summary>With it the hamlet has more households reached than its target.</summary>
    public const string OverTarget = "over-target";

    /// <summary>Captured in time and received after the last day, or received more than seven days after it was captured.</summary>
    public const string LateSent = "late-sent";

    /// <summary>The place had been dissolved; counted at its successor.</summary>
    public const string Moved = "moved";

    /// <summary>The note was longer than 500 characters and was cut.</summary>
    public const string NoteCut = "note-cut";
}

/// <summary>Why an entry is held.</summary>
public static class HeldReasons
{
    /// <summary>A tally for a register hamlet, or the other way round.</summary>
    public const string Mode = "mode";

    /// <summary>The place was dissolved and has no single successor.</summary>
    public const string Place = "place";
}

/// <summary>Ways to hand a leaflet over.</summary>
public static class CoverageMethods
{
    public const string Door = "door";

    public static readonly IReadOnlyList<string> All = [Door, "meeting", "school", "event", "other"];
}

/// <summary>Enumerations as they are stored and sent: lower case.</summary>
public static class CoverageCodes
{
#pragma warning disable CA1308 // Lower case is the stored form.
    private static readonly string[] Outcomes = [.. Enum.GetNames<CoverageOutcome>().Select(name => name.ToLowerInvariant())];

    private static readonly string[] States = [.. Enum.GetNames<EntryState>().Select(name => name.ToLowerInvariant())];

    public static string Code(this CoverageOutcome outcome) => Outcomes[(int)outcome];

    public static string Code(this CoverageMode mode) => mode.ToString().ToLowerInvariant();

    public static string Code(this EntryState state) => States[(int)state];
#pragma warning restore CA1308

    public static bool TryOutcome(string? code, out CoverageOutcome outcome)
    {
        outcome = default;
        var index = Array.IndexOf(Outcomes, code);
        if (index >= 0)
        {
            outcome = (CoverageOutcome)index;
        }

        return index >= 0;
    }
}
