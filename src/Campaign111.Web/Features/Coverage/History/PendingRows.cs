using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.History;

/// <summary>A row of coverage_pending: what the rows above a commune (its path) do not contain yet.</summary>
internal sealed class PendingRow : StoredAmount
{
    public long Id { get; init; }

    public DateOnly BookedOn { get; init; }

    /// <summary>The captured day that changes; null for a change of totals and closings.</summary>
    public DateOnly? Day { get; init; }
}

/// <summary>What a transaction leaves for the roll-up: rows are only added, so that writers never wait for one another here.</summary>
internal sealed class PendingRows(long campaign)
{
    public const string Columns = "id, path, booked_on, day, target, reached, settled, leaflets, entries, held, last_entry";

    private static readonly string[] Inserted =
        ["campaign_id", "path", "booked_on", "day", "target", "reached", "settled", "leaflets", "entries", "held", "last_entry"];

    private readonly Dictionary<(string Path, DateOnly Booked, DateOnly? Day), (Amount Sum, DateTimeOffset? At)> changes = [];

    public void Add(string commune, DateOnly booked, Amount amount, DateTimeOffset? at) => Add((commune, booked, null), amount, at);

    public void AddDay(string commune, DateOnly day, DateOnly booked, Amount amount) => Add((commune, booked, day), amount, null);

    public Task SaveAsync(DbSession session) =>
        session.InsertManyAsync("coverage_pending", Inserted, [.. changes.Where(one => one.Value.Sum != default || one.Value.At is not null).Select(one => new object?[]
        {
            campaign, one.Key.Path, one.Key.Booked, one.Key.Day, one.Value.Sum.Target, one.Value.Sum.Reached, one.Value.Sum.Settled, one.Value.Sum.Leaflets,
            one.Value.Sum.Entries, one.Value.Sum.Held, one.Value.At,
        })]);

    private void Add((string Path, DateOnly Booked, DateOnly? Day) key, Amount amount, DateTimeOffset? at)
    {
        var (sum, before) = changes.GetValueOrDefault(key);
        changes[key] = (sum + amount, at > before || before is null ? at ?? before : before);
    }
}
