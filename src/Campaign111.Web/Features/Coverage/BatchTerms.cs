using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>How a batch is stored.</summary>
/// <param name="AllOrNothing">An officer's resolution: a refused entry takes the others back.</param>
/// <param name="VoidReason">The reason written to the entries that the batch replaces; null takes the new entry's note.</param>
internal sealed record BatchTerms(bool AllOrNothing, string? VoidReason)
{
    public static readonly BatchTerms Normal = new(false, null);

    /// <summary>What is written in the same transaction, after the entries: session, receipt and the judged entries. May run twice.</summary>
    public Func<DbSession, string, IReadOnlyList<Candidate>, Task> Within { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <exception cref="EntryRefusedException">An entry was refused where all must stand.</exception>
    public void Demand(IReadOnlyList<Candidate> read)
    {
        if (AllOrNothing && read.FirstOrDefault(candidate => candidate.Result?.Status == EntryStatus.Rejected) is { } refused)
        {
            throw new EntryRefusedException(refused.Result!.Reason!);
        }
    }
}

/// <summary>The ledger refuses what an officer asked for; the message says why and what to do, in the reader's language.</summary>
public sealed class EntryRefusedException(string message) : Exception(message);
