using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>A household was merged into another, or moved, after the batch was read: the batch is read again, and lands on what it became.</summary>
internal sealed class HouseholdBecameAnotherException() : Exception("A household of the batch was merged or moved meanwhile.");

/// <summary>Looks once more within the transaction, where nobody merges any longer.</summary>
internal static class MergedHouseholds
{
    // A change of nothing, since a snapshot could show what stood before the merge: it waits for a merge that runs, and a merge waits for it.
    private const string Hold = "UPDATE household SET merged_into = merged_into WHERE id IN @ids AND merged_into IS NULL";

    private const int MostIds = 1000;

    /// <exception cref="HouseholdBecameAnotherException">One of them counts for another household now.</exception>
    public static async Task DemandNoneAsync(DbSession session, IEnumerable<Candidate> open)
    {
        foreach (var ids in open.Select(candidate => candidate.Household?.Id).OfType<long>().Distinct().Order().Chunk(MostIds))
        {
            if (await session.ExecuteAsync(Hold, new { ids }) < ids.Length)
            {
                throw new HouseholdBecameAnotherException();
            }
        }
    }
}
