using System.Text.Json;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Coverage;

/// <summary>What became of one batch: what arrived, by the verdicts given when it was answered, and what the ledger holds of it now, counted anew.</summary>
public sealed record ReceiptAnswer
{
    public required string Receipt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string SentBy { get; init; }

    /// <summary>Entries that arrived.</summary>
    public int Sent => Stored + Duplicate + Held + Rejected;

    public required int Stored { get; init; }

    /// <summary>Known by their keys: they arrived before, under another receipt.</summary>
    public required int Duplicate { get; init; }

    public required int Held { get; init; }

    public required int Rejected { get; init; }

    /// <summary>Entries of this receipt that stand in the ledger now, whatever their state.</summary>
    public int InLedger { get; init; }

    /// <summary>Of these: captured in time and received late.</summary>
    public int LateSent { get; init; }

    /// <summary>Of these: corrected or withdrawn since.</summary>
    public int Voided { get; init; }

    /// <summary>Every entry that was answered "stored" or "held" is in the ledger.</summary>
    public bool Complete => InLedger == Stored + Held;
}

/// <summary>Looks receipts up: the check that what was sent is what is stored.</summary>
public sealed class CoverageReceipts(Database database, AuditQueries audit, ICampaignDirectory campaigns, UnitDirectory units, CurrentUser user)
{
    /// <summary>Most receipts in one question.</summary>
    public const int Most = 100;

    private const string InLedger = """
        SELECT receipt, COUNT(*) AS entries, SUM(CASE WHEN flags LIKE '%late-sent%' THEN 1 ELSE 0 END) AS late,
               SUM(CASE WHEN state = 'voided' THEN 1 ELSE 0 END) AS voided
        FROM coverage_entry WHERE campaign_id IN @campaigns AND hamlet_id IN @hamlets AND receipt IN @receipts
        GROUP BY receipt
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The receipts of a list that exist and that the reader may see: their own, and those of communes within their area.</summary>
    public async Task<IReadOnlyList<ReceiptAnswer>> FindAsync(IEnumerable<string> receipts, CancellationToken cancel = default)
    {
        var wanted = receipts.Distinct().Take(Most).ToList();
        var events = wanted.Count == 0 ? [] : await audit.OfSubjectsAsync("coverage-batch", wanted, cancel);
        var places = await units.FindAsync(events.Select(happened => happened.UnitId).OfType<long>());
        var visible = new List<AuditEvent>();
        foreach (var happened in events)
        {
            var own = happened.AccountId is not null && happened.AccountId == user.AccountId;
            if (own || (happened.UnitId is { } id && places.TryGetValue(id, out var unit) && await user.MayAsync(Permission.Read, unit.Path)))
            {
                visible.Add(happened);
            }
        }

        return await AnswerAsync(visible, cancel);
    }

    /// <summary>Joins the log of batches with a new count of the ledger.</summary>
    internal async Task<IReadOnlyList<ReceiptAnswer>> AnswerAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancel)
    {
        var logged = events.Select(happened => (Event: happened, Batch: Read(happened))).ToList();
        var counts = (await CountAsync([.. logged.Select(each => each.Batch)], [.. events.Select(happened => happened.SubjectId)], cancel)).ToDictionary(row => row.Receipt);
        return [.. logged.Select(each =>
        {
            var (happened, batch) = each;
            var count = counts.GetValueOrDefault(happened.SubjectId) ?? new LedgerCount();
            return new ReceiptAnswer
            {
                Receipt = happened.SubjectId, ReceivedAt = happened.At, SentBy = happened.Actor, Stored = batch.Of(EntryStatus.Stored), Duplicate = batch.Of(EntryStatus.Duplicate),
                Held = batch.Of(EntryStatus.Held), Rejected = batch.Of(EntryStatus.Rejected), InLedger = count.Entries, LateSent = count.Late, Voided = count.Voided,
            };
        })];
    }

    private async Task<IReadOnlyList<LedgerCount>> CountAsync(List<LoggedBatch> batches, List<string> receipts, CancellationToken cancel)
    {
        var ids = new List<long>();
        foreach (var slug in batches.SelectMany(batch => batch.Campaigns).Distinct())
        {
            if (await campaigns.FindAsync(slug) is { } campaign)
            {
                ids.Add(campaign.Id);
            }
        }

        var found = new List<LedgerCount>();
        foreach (var hamlets in ids.Count == 0 ? [] : batches.SelectMany(batch => batch.Hamlets).Distinct().Chunk(500))
        {
            found.AddRange(await database.ReadAsync(session => session.QueryAsync<LedgerCount>(InLedger, new { campaigns = ids, hamlets, receipts }), cancel));
        }

        return [.. found.GroupBy(row => row.Receipt).Select(rows => new LedgerCount
        {
            Receipt = rows.Key, Entries = rows.Sum(row => row.Entries), Late = rows.Sum(row => row.Late), Voided = rows.Sum(row => row.Voided),
        })];
    }

    private static LoggedBatch Read(AuditEvent happened) => JsonSerializer.Deserialize<LoggedBatch>(happened.AfterJson ?? "{}", Json)!;

    /// <summary>What <see cref="CoverageLedger"/> wrote into the trail about a batch.</summary>
    private sealed record LoggedBatch
    {
        public IReadOnlyList<string> Campaigns { get; init; } = [];

        public IReadOnlyDictionary<string, int> Verdicts { get; init; } = new Dictionary<string, int>();

        public IReadOnlyList<long> Hamlets { get; init; } = [];

        public int Of(EntryStatus status) => Verdicts.GetValueOrDefault(status.ToString());
    }

    private sealed class LedgerCount
    {
        public string Receipt { get; init; } = "";

        public int Entries { get; init; }

        public int Late { get; init; }

        public int Voided { get; init; }
    }
}
