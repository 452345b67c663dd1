using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Coverage.Field;

/// <summary>The import of a rescue file, and after it what became of each entry.</summary>
public sealed record RescueModel(Campaign Campaign, Unit Commune)
{
    /// <summary>Why nothing was imported.</summary>
    public string? Problem { get; init; }

    /// <summary>Scanned texts as they were pasted, when nothing was imported.</summary>
    public string? Parts { get; init; }

    /// <summary>Whose phone it was, as the file says.</summary>
    public string? Owner { get; init; }

    public IReadOnlyList<IncomingEntry> Entries { get; init; } = [];

    /// <summary>Verdicts, in the order of the entries; null before an import.</summary>
    public IReadOnlyList<BatchResult>? Batches { get; init; }

    private IEnumerable<EntryResult> Results => Batches?.SelectMany(batch => batch.Results) ?? [];

    /// <summary>Entries that the server did not take, with the reason.</summary>
    public IEnumerable<(IncomingEntry Entry, string Reason)> Rejected =>
        Entries.Zip(Results).Where(pair => pair.Second.Status == EntryStatus.Rejected).Select(pair => (pair.First, pair.Second.Reason ?? ""));

    public int Count(EntryStatus status) => Results.Count(result => result.Status == status);
}
