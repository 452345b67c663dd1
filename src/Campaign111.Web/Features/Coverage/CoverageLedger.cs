using System.Data.Common;
using System.Security.Cryptography;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>Stores what was done at the doors. Append-only; a client key is stored once; totals and days change in the same transaction.</summary>
public sealed class CoverageLedger(Database database, CoverageIntake intake, CoverageOpening opening, AuditLog audit)
{
    /// <summary>Most entries in one batch.</summary>
    public const int MostEntries = 500;

    // A key that arrives twice at once is refused by the unique index for one of the two, which reads again and finds it.
    private const int Tries = 5;
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Stores a batch; it is on the disk when the task completes. Each entry gets a verdict of its own.</summary>
    /// <exception cref="ArgumentException">More than <see cref="MostEntries"/>.</exception>
    public Task<BatchResult> RecordAsync(CoverageSender sender, IReadOnlyList<IncomingEntry> entries, CancellationToken cancel = default) =>
        RecordAsync(sender, entries, BatchTerms.Normal, cancel);

    /// <summary>The same with terms: an officer's resolution is stored whole or not at all.</summary>
    /// <exception cref="EntryRefusedException">The terms want all or nothing, and an entry was refused.</exception>
    internal async Task<BatchResult> RecordAsync(CoverageSender sender, IReadOnlyList<IncomingEntry> entries, BatchTerms terms, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, MostEntries, nameof(entries));
        var receipt = $"R-{RandomNumberGenerator.GetString(Letters, 6)}";
        for (var attempt = 1; ; attempt++)
        {
            var read = await intake.ReadAsync(sender, entries, trusting: attempt == 1, cancel);
            if (read.Any(candidate => candidate.IsOpen))
            {
                foreach (var campaign in read.Where(candidate => candidate.IsOpen).Select(candidate => candidate.Campaign).DistinctBy(campaign => campaign.Id))
                {
                    await opening.EnsureAsync(campaign, cancel);
                }

                foreach (var candidate in read)
                {
                    candidate.Freeze();
                }

                try
                {
                    await database.WriteAsync(session => StoreAsync(session, sender, receipt, read, terms), cancel);
                }
                catch (DbException error) when (database.Dialect.IsDuplicateKey(error) && attempt < Tries)
                {
                    continue;
                }
                catch (HouseholdBecameAnotherException) when (attempt < Tries)
                {
                    continue;
                }
            }
            else if (!terms.AllOrNothing)
            {
                // Nothing new, but it arrived: its receipt can be looked up like any other.
                await database.WriteAsync(session => audit.RecordAsync(session, sender.Actor, BatchEvent(receipt, read)), cancel);
            }

            terms.Demand(read);
            return new BatchResult(receipt, [.. read.Select(candidate => candidate.Result!)]);
        }
    }

    private async Task StoreAsync(DbSession session, CoverageSender sender, string receipt, IReadOnlyList<Candidate> read, BatchTerms terms)
    {
        foreach (var candidate in read)
        {
            candidate.Thaw();
        }

        foreach (var campaign in read.Where(candidate => candidate.IsOpen).GroupBy(candidate => candidate.Campaign.Id).OrderBy(group => group.Key).ToList())
        {
            await StoreAsync(session, sender, receipt, campaign.Key, [.. campaign], terms);
        }

        terms.Demand(read);
        await terms.Within(session, receipt, read);
        await audit.RecordAsync(session, BatchActor(sender, read), BatchEvent(receipt, read));
    }

    private static async Task StoreAsync(DbSession session, CoverageSender sender, string receipt, long campaign, List<Candidate> open, BatchTerms terms)
    {
        var book = new CoverageBook(campaign);
        var places = open.Select(candidate => candidate.Place).Concat(open.Select(candidate => candidate.ReplacedPlace).OfType<Place>()).ToList();
        var households = open.SelectMany(candidate => new[] { candidate.Household?.Id, candidate.Replaced?.HouseholdId }).OfType<long>();
        await book.OpenAsync(session, places, households);
        await MergedHouseholds.DemandNoneAsync(session, open);
        var voiding = new BatchVoiding(session, book, sender, terms);
        var accepted = new Dictionary<Guid, Candidate>();
        foreach (var candidate in open)
        {
            if (candidate.Replaces is not null && !await voiding.ReplaceAsync(candidate, accepted))
            {
                candidate.Reject(Refusals.AlreadyVoided(candidate.Replaces.Value));
                continue;
            }

            Judge(candidate, book);
            accepted.Add(candidate.Key, candidate);
        }

        await EntryRows.InsertAsync(session, receipt, sender, accepted.Values);
        await book.SaveAsync(session);
    }

    private static void Judge(Candidate candidate, CoverageBook book)
    {
        var mode = candidate.Household is null ? CoverageMode.Tally : CoverageMode.Register;
        candidate.HeldReason = candidate.Place.Unplaced ? HeldReasons.Place
            : book.ModeOf(candidate.Place.Hamlet.Id) != mode ? HeldReasons.Mode
            : null;
        candidate.State = candidate.HeldReason is null ? EntryState.Valid : EntryState.Held;
        if (candidate.Capture.WrongClock)
        {
            candidate.Flag(EntryFlags.Clock);
        }

        if (candidate.Capture.LateSent)
        {
            candidate.Flag(EntryFlags.LateSent);
        }

        if (candidate.Place.Origin.Id != candidate.Place.Hamlet.Id)
        {
            candidate.Flag(EntryFlags.Moved);
        }

        if (book.Add(candidate.Weight, candidate.AsVisit(0), candidate.ReceivedAt))
        {
            candidate.Flag(EntryFlags.OverTarget);
        }

        candidate.Accept();
    }

    private static Actor BatchActor(CoverageSender sender, IReadOnlyList<Candidate> read)
    {
        var behalf = read.Where(IsKept).Select(candidate => sender.OnBehalfOf(candidate.Place.Commune, candidate.Place.Origin)).OfType<string>().Distinct();
        return sender.Actor with { OnBehalfOf = string.Join(", ", behalf) is { Length: > 0 } names ? names[..Math.Min(names.Length, 300)] : null };
    }

    private static AuditEntry BatchEvent(string receipt, IReadOnlyList<Candidate> read)
    {
        var kept = read.Where(IsKept).ToList();
        var communes = (kept.Count > 0 ? kept : read).Select(candidate => candidate.Place?.Commune.Id).OfType<long>().Distinct().ToList();
        return new AuditEntry("coverage.record", "coverage-batch", receipt)
        {
            UnitId = communes is [var only] ? only : null,
            After = new
            {
                Campaigns = kept.Select(candidate => candidate.Campaign.Slug).Distinct(),
                Verdicts = read.GroupBy(candidate => candidate.Result!.Status).ToDictionary(group => group.Key.ToString(), group => group.Count()),
                Households = kept.Sum(candidate => candidate.Households),
                Leaflets = kept.Sum(candidate => candidate.Leaflets),
                Hamlets = kept.Select(candidate => candidate.Place.Hamlet.Id).Distinct(),
                Voids = kept.Select(candidate => candidate.Replaces).OfType<Guid>(),
            },
        };
    }

    private static bool IsKept(Candidate candidate) => candidate.Result is { Status: EntryStatus.Stored or EntryStatus.Held };
}
