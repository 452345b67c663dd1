using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>One officer's or collaborator's batches of a day.</summary>
public sealed record SenderDay(string SentBy, IReadOnlyList<ReceiptAnswer> Receipts)
{
    public bool Complete => Receipts.All(receipt => receipt.Complete);

    public int Sum(Func<ReceiptAnswer, int> of) => Receipts.Sum(of);
}

/// <summary>The "sent = stored" check of a commune: each person's batches of a day, as they were answered, against the ledger.</summary>
public sealed class CoverageDayCheck(
    Database database, AuditQueries audit, CoverageReceipts receipts, CoverageDesk desk, BusinessClock clock, TimeProvider time)
{
    /// <summary>Most batches shown of a day; a commune sends some hundred.</summary>
    public const int MostBatches = 1_000;

    private const string OfTheDay = """
        SELECT DISTINCT receipt FROM coverage_entry
        WHERE campaign_id = @campaign AND hamlet_id IN @hamlets AND received_at >= @from AND received_at < @to AND account_id IS NOT NULL
        ORDER BY receipt
        """;

    /// <summary>By person, in the order of their names.</summary>
    public async Task<IReadOnlyList<SenderDay>> OfAsync(Campaign campaign, Unit commune, DateOnly day, CancellationToken cancel = default)
    {
        var hamlets = (await desk.HamletsAsync(campaign, commune)).Select(hamlet => hamlet.Id).Append(commune.Id).ToList();
        var (from, to) = (VietnamTime.At(day, TimeOnly.MinValue), VietnamTime.At(day.AddDays(1), TimeOnly.MinValue));
        var stored = await database.ReadAsync(session => session.PageAsync<string>(OfTheDay, new { campaign = campaign.Id, hamlets, from, to }, 0, MostBatches), cancel);
        // The trail follows the real clock, entries the business clock: outside the demo they are the same.
        var shift = await clock.NowAsync(cancel) - time.GetUtcNow();
        var events = new Dictionary<string, AuditEvent>();
        foreach (var happened in await audit.OfUnitAsync(commune.Id, "coverage.record", from - shift, to - shift, MostBatches, cancel))
        {
            events[happened.SubjectId] = happened;
        }

        foreach (var portion in stored.Where(receipt => !events.ContainsKey(receipt)).Chunk(500))
        {
            foreach (var happened in await audit.OfSubjectsAsync("coverage-batch", portion, cancel))
            {
                events[happened.SubjectId] = happened;
            }
        }

        var answers = new List<ReceiptAnswer>();
        foreach (var portion in events.Values.Where(happened => happened.AccountId is not null).OrderBy(happened => happened.Id).Chunk(CoverageReceipts.Most))
        {
            answers.AddRange(await receipts.AnswerAsync(portion, cancel));
        }

        return [.. answers.GroupBy(answer => answer.SentBy).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new SenderDay(group.Key, [.. group]))];
    }
}
