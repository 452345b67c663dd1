using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage;

/// <summary>Takes the entries that a batch replaces out of the count.</summary>
internal sealed class BatchVoiding(DbSession session, CoverageBook book, CoverageSender sender, BatchTerms terms)
{
    /// <summary>False when the replaced entry no longer counts: somebody corrected it first.</summary>
    public async Task<bool> ReplaceAsync(Candidate candidate, IReadOnlyDictionary<Guid, Candidate> accepted)
    {
        var weight = candidate.Replaced is null ? TakeFromBatch(candidate, accepted) : await TakeFromTableAsync(candidate);
        if (weight is null)
        {
            return false;
        }

        book.Remove(weight, candidate.Booked);
        await EntryRows.VoidAsync(session, new VoidNote(
            weight.Key,
            weight.Held ? VoidKinds.Converted : VoidKinds.Corrected,
            candidate.Key,
            terms.VoidReason ?? candidate.Note ?? Text.Of("Sửa bằng ghi nhận thay thế", "Corrected by another entry"),
            sender,
            sender.OnBehalfOf(weight.Place.Commune, weight.Place.Hamlet),
            candidate.BookedAt));
        return true;
    }

    private static Weight? TakeFromBatch(Candidate candidate, IReadOnlyDictionary<Guid, Candidate> accepted)
    {
        if (!accepted.TryGetValue(candidate.Replaces!.Value, out var earlier) || earlier.State == EntryState.Voided)
        {
            return null;
        }

        var weight = earlier.Weight;
        earlier.State = EntryState.Voided;
        return weight;
    }

    private async Task<Weight?> TakeFromTableAsync(Candidate candidate)
    {
        var replaced = candidate.Replaced!;
        return replaced.State != EntryState.Voided && await EntryRows.ClaimAsync(session, replaced.EntryKey, replaced.State)
            ? replaced.WeightAt(candidate.ReplacedPlace!)
            : null;
    }
}

/// <summary>Kinds of coverage_void.</summary>
internal static class VoidKinds
{
    /// <summary>A valid entry, replaced by another.</summary>
    public const string Corrected = "corrected";

    /// <summary>A valid entry, taken back.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>A held entry, counted by another in the hamlet's own mode.</summary>
    public const string Converted = "converted";

    /// <summary>A held entry, set aside.</summary>
    public const string Discarded = "discarded";
}
