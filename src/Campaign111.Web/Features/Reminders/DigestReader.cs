using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>Reads the reminders attached to a message, with the names and the hamlets that its text needs.</summary>
public sealed class DigestReader(Database database, UnitDirectory units, OrganisationDirectory organisations, ICampaignDirectory campaigns, ICoverageFigures figures)
{
    // A digest of more units is a superior's: there a list of hamlets would bury the units.
    private const int MostWithHamlets = 5;

    private const int MostHamlets = 8;

    private const string Attached = """
        SELECT m.outbox_id, r.id, r.campaign_id, r.unit_id, r.rung, r.due_on, r.swept_on, r.last_day, r.wording, r.document, r.reached, r.target,
            r.percent_reached, r.percent_expected, r.last_entry_on, r.state, r.told, r.needs_ack, r.climbed_from, r.note, r.dropped_by,
            r.owed_key, r.organisation_id, r.title, r.title_en, r.href
        FROM reminder_message m JOIN reminder r ON r.id = m.reminder_id
        WHERE m.outbox_id IN @outboxIds ORDER BY r.id
        """;

    private const string News = """
        SELECT m.outbox_id, n.subject, n.subject_en, n.body, n.body_en, n.address
        FROM notice_message m JOIN notice n ON n.id = m.notice_id
        WHERE m.outbox_id IN @outboxIds ORDER BY n.id
        """;

    /// <summary>Notices of up to 1,000 messages, by message.</summary>
    public async Task<ILookup<long, NoticeLine>> NoticesOfAsync(IReadOnlyCollection<long> outboxIds) =>
        (await database.ReadAsync(session => session.QueryAsync<NoticeLine>(News, new { outboxIds }))).ToLookup(line => line.OutboxId);

    /// <summary>Lines of a message, in the order in which they were written.</summary>
    public async Task<IReadOnlyList<DigestLine>> LinesAsync(long outboxId) => await WithHamletsAsync([.. (await LinesOfAsync([outboxId]))[outboxId]]);

    /// <summary>Lines of up to 1,000 messages, by message; without hamlets.</summary>
    public async Task<ILookup<long, DigestLine>> LinesOfAsync(IReadOnlyCollection<long> outboxIds)
    {
        var facts = await database.ReadAsync(session => session.QueryAsync<AttachedFacts>(Attached, new { outboxIds }));
        var lines = await LinesAsync([.. facts]);
        return facts.Zip(lines).ToLookup(pair => pair.First.OutboxId, pair => pair.Second);
    }

    /// <summary>The same for rows already read.</summary>
    public async Task<IReadOnlyList<DigestLine>> LinesAsync(IReadOnlyList<ReminderFacts> facts)
    {
        var named = await units.FindAsync(facts.Select(fact => fact.UnitId));
        var running = new Dictionary<long, Campaign?>();
        foreach (var id in facts.Select(fact => fact.CampaignId).Distinct())
        {
            running[id] = await campaigns.FindAsync(id);
        }

        var offices = await organisations.FindAsync(facts.Select(fact => fact.OrganisationId).OfType<long>());
        return [.. facts.Select(fact => Line(fact, named[fact.UnitId], running[fact.CampaignId], offices.GetValueOrDefault(fact.OrganisationId ?? 0)))];
    }

    /// <summary>The lines with what is missing by hamlet, where there are few enough to say so.</summary>
    public async Task<IReadOnlyList<DigestLine>> WithHamletsAsync(IReadOnlyList<DigestLine> lines)
    {
        if (lines.Count > MostWithHamlets)
        {
            return lines;
        }

        var told = new List<DigestLine>();
        foreach (var line in lines)
        {
            told.Add(await WithHamletsAsync(line));
        }

        return told;
    }

    private async Task<DigestLine> WithHamletsAsync(DigestLine line)
    {
        if (line.Facts.IsOwed || await campaigns.FindAsync(line.Facts.CampaignId) is not { } campaign)
        {
            return line;
        }

        var hamlets = await units.ChildrenAsync(line.Facts.UnitId, campaign.TreeDate);
        var gaps = hamlets.Zip(await figures.OfEachAsync(campaign.Id, hamlets))
            .Where(pair => pair.Second.Target > pair.Second.Settled)
            .Select(pair => new HamletGap(pair.First.FullName, pair.Second.Target!.Value - pair.Second.Settled, pair.Second.Target.Value))
            .OrderByDescending(gap => gap.Missing)
            .ToList();
        return line with { Hamlets = [.. gaps.Take(MostHamlets)], MoreHamlets = Math.Max(0, gaps.Count - MostHamlets) };
    }

    private static DigestLine Line(ReminderFacts facts, Unit unit, Campaign? campaign, Organisation? office) =>
        new(office?.Name ?? unit.FullName, campaign?.Name ?? "", facts.Href ?? CoverageLinks.Commune(campaign?.Slug ?? "", unit.Code), facts) { UnitCode = unit.Code };

    private sealed class AttachedFacts : ReminderFacts
    {
        public long OutboxId { get; init; }
    }
}
