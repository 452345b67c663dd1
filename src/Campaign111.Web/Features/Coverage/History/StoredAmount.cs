namespace Campaign111.Features.Coverage.History;

/// <summary>What the rows of coverage_total, coverage_pending, coverage_closing, coverage_day and coverage_late have in common; a column that was not read is zero or null.</summary>
internal abstract class StoredAmount
{
    public string Path { get; init; } = "";

    public long? Target { get; init; }

    public long Reached { get; init; }

    public long Settled { get; init; }

    public long Leaflets { get; init; }

    public long Entries { get; init; }

    public long Held { get; init; }

    public DateTimeOffset? LastEntry { get; init; }

    public Amount Sum => new(Reached, Settled, Leaflets, Entries, Held, Target);
}
