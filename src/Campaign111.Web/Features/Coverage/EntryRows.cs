using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>Rows of coverage_entry and coverage_void.</summary>
internal static class EntryRows
{
    public const string Columns = """
        id, entry_key, receipt, campaign_id, hamlet_id, origin_id, household_id, outcome, method, households, leaflets, captured_at, received_at,
        counted_day, note, flags, state, held_reason, replaces, account_id, sent_by, on_behalf_of,
        (SELECT r.voided_at FROM coverage_void r WHERE r.entry_key = coverage_entry.replaces) AS replaced_at
        """;

    private const string ByKeys = $"SELECT {Columns} FROM coverage_entry WHERE entry_key IN @keys";

    private const string ByKey = $"SELECT {Columns} FROM coverage_entry WHERE entry_key = @key";

    private const string Claim = "UPDATE coverage_entry SET state = 'voided' WHERE entry_key = @key AND state = @was";

    private const string InsertVoid = """
        INSERT INTO coverage_void (entry_key, replaced_by, kind, reason, account_id, voided_by, on_behalf_of, voided_at)
        VALUES (@key, @replacedBy, @kind, @reason, @accountId, @voidedBy, @onBehalfOf, @at)
        """;

    private static readonly string[] Inserted =
    [
        "entry_key", "receipt", "campaign_id", "hamlet_id", "origin_id", "household_id", "outcome", "method", "households", "leaflets", "captured_at",
        "received_at", "counted_day", "note", "flags", "state", "held_reason", "replaces", "account_id", "sent_by", "on_behalf_of",
    ];

    /// <summary>At most 1,000 keys.</summary>
    public static async Task<IReadOnlyList<CoverageEntry>> ByKeysAsync(DbSession session, IEnumerable<Guid> keys)
    {
        var list = keys.Distinct().Select(key => key.ToByteArray(bigEndian: true)).ToList();
        return list.Count == 0 ? [] : await session.QueryAsync<CoverageEntry>(ByKeys, new { keys = list });
    }

    public static Task<CoverageEntry?> ByKeyAsync(DbSession session, Guid key) => session.FirstAsync<CoverageEntry>(ByKey, new { key });

    /// <summary>Takes an entry out of the count; false when somebody else did so first.</summary>
    public static async Task<bool> ClaimAsync(DbSession session, Guid key, EntryState was) =>
        await session.ExecuteAsync(Claim, new { key, was = was.Code() }) == 1;

    public static Task VoidAsync(DbSession session, VoidNote note) => session.ExecuteAsync(InsertVoid, new
    {
        key = note.Key,
        replacedBy = note.ReplacedBy,
        kind = note.Kind,
        reason = note.Reason,
        accountId = note.Sender.Actor.AccountId,
        voidedBy = note.Sender.Actor.Name,
        onBehalfOf = note.OnBehalfOf,
        at = note.At,
    });

    public static Task InsertAsync(DbSession session, string receipt, CoverageSender sender, IEnumerable<Candidate> accepted) =>
        session.InsertManyAsync("coverage_entry", Inserted, [.. accepted.Select(entry => Row(entry, receipt, sender))]);

    private static object?[] Row(Candidate entry, string receipt, CoverageSender sender) =>
    [
        entry.Key, receipt, entry.Campaign.Id, entry.Place.Hamlet.Id, entry.Place.Origin.Id, entry.Household?.Id, entry.Outcome.Code(), entry.Method,
        entry.Households, entry.Leaflets, entry.Capture.CapturedAt, entry.ReceivedAt, entry.Day, entry.Note, string.Join(' ', entry.Flags),
        entry.State.Code(), entry.HeldReason, BulkInsert.Key(entry.Replaces), sender.Actor.AccountId, sender.Actor.Name,
        sender.OnBehalfOf(entry.Place.Commune, entry.Place.Origin),
    ];
}

/// <summary>Why an entry stops counting.</summary>
/// <param name="Key">The entry.</param>
/// <param name="Kind">corrected, withdrawn, converted or discarded.</param>
/// <param name="ReplacedBy">The entry that counts in its stead, or null.</param>
/// <param name="Reason">As typed, or what the client did.</param>
/// <param name="Sender">Who.</param>
/// <param name="OnBehalfOf">The commune for which a superior did it.</param>
/// <param name="At">Business instant.</param>
internal sealed record VoidNote(Guid Key, string Kind, Guid? ReplacedBy, string Reason, CoverageSender Sender, string? OnBehalfOf, DateTimeOffset At);
