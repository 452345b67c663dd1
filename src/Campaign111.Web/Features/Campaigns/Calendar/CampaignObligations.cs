using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>Deadlines in force, milestones and tasks of the campaigns that bind a unit or run inside it.</summary>
public sealed class CampaignObligations(Database database, UnitDirectory units) : IObligationSource
{
    // A campaign of another province stands under the same national dispatch: it is no business of this unit.
    private const string OfReach = "((c.unit_path >= @from AND c.unit_path < @to) OR c.unit_path IN @above)";

    private const string Deadlines = $"""
        SELECT d.campaign_id, d.unit_id, d.set_by_unit_id, d.wording, d.last_day AS day, d.set_at, p.number AS document, c.slug, c.name, c.name_en
        FROM deadline d
        JOIN campaign c ON c.id = d.campaign_id
        LEFT JOIN dispatch p ON p.id = d.dispatch_id
        WHERE d.state = 'in-force' AND d.last_day >= @first AND d.last_day <= @last AND {OfReach}
            AND ((d.unit_path >= @from AND d.unit_path < @to) OR d.unit_path IN @above)
        ORDER BY d.last_day, d.id
        """;

    private const string Milestones = $"""
        SELECT m.campaign_id, m.[day], m.[percent], m.set_at, c.slug, c.name, c.name_en
        FROM milestone m JOIN campaign c ON c.id = m.campaign_id
        WHERE m.retired_at IS NULL AND m.[day] >= @first AND m.[day] <= @last AND {OfReach}
        ORDER BY m.[day], m.id
        """;

    // A task has no day of its own: it is due by the earliest deadline in force of the unit that issued its dispatch.
    private const string Tasks = $"""
        WITH due AS (
            SELECT d.campaign_id, d.set_by_unit_id, MIN(d.last_day) AS day FROM deadline d WHERE d.state = 'in-force' GROUP BY d.campaign_id, d.set_by_unit_id)
        SELECT t.id, t.number, t.body, p.id AS dispatch_id, p.number AS document, p.entered_at AS set_at, due.day, c.slug, c.name, c.name_en,
            COUNT(o.id) AS shares, SUM(CASE WHEN g.state = 'done' THEN 1 ELSE 0 END) AS finished
        FROM task t
        JOIN dispatch p ON p.id = t.dispatch_id
        JOIN campaign c ON c.id = p.campaign_id
        JOIN due ON due.campaign_id = p.campaign_id AND due.set_by_unit_id = p.unit_id
        JOIN task_organisation o ON o.task_id = t.id
        LEFT JOIN task_progress g ON g.id = (SELECT MAX(x.id) FROM task_progress x WHERE x.task_organisation_id = o.id)
        WHERE due.day >= @first AND due.day <= @last AND {OfReach}
            AND ((p.unit_path >= @from AND p.unit_path < @to) OR o.organisation_id IN @organisations)
        GROUP BY t.id, t.number, t.body, p.id, p.number, p.entered_at, due.day, c.slug, c.name, c.name_en
        ORDER BY due.day, t.id
        """;

    public async Task<IReadOnlyList<Obligation>> ListAsync(ObligationQuery query, CancellationToken cancel)
    {
        var args = new
        {
            from = query.Reach,
            to = UnitPath.End(query.Reach),
            // An empty IN list is no SQL on either database; no unit's path is "/", no organisation's id is 0.
            above = UnitPath.Down(query.Reach).DefaultIfEmpty("/").ToList(),
            organisations = query.Organisations.DefaultIfEmpty(0).ToList(),
            first = query.First,
            last = query.Last,
        };
        var (deadlines, milestones, tasks) = await database.ReadAsync(
            async session => (
                await session.PageAsync<Row>(Deadlines, args, 0, ObligationBook.Most),
                await session.PageAsync<Row>(Milestones, args, 0, ObligationBook.Most),
                await session.PageAsync<Row>(Tasks, args, 0, ObligationBook.Most)),
            cancel);
        var named = await units.FindAsync(deadlines.Select(row => row.UnitId));
        return [.. deadlines.Select(row => Deadline(row, named[row.UnitId].FullName)), .. milestones.Select(Milestone), .. tasks.Select(Assigned)];
    }

    private static Obligation Deadline(Row row, string unit) => new(
        $"deadline-{row.CampaignId}-{row.SetByUnitId}-{row.UnitId}",
        ObligationKind.Deadline,
        row.Day,
        Text.Of($"Hạn cuối của {unit}", $"Last day of {unit}"),
        CampaignLinks.Campaign(row.Slug),
        row.SetAt)
    {
        Campaign = Text.Of(row.Name, row.NameEn),
        Document = row.Document,
        Wording = row.Wording,
    };

    private static Obligation Milestone(Row row) => new(
        $"milestone-{row.CampaignId}-{row.Day:yyyyMMdd}",
        ObligationKind.Milestone,
        row.Day,
        Text.Of($"Mốc {Formats.Percent(row.Percent / 100m)} số hộ", $"Milestone: {Formats.Percent(row.Percent / 100m)} of households"),
        CampaignLinks.Campaign(row.Slug) + "#pace",
        row.SetAt)
    {
        Campaign = Text.Of(row.Name, row.NameEn),
    };

    private static Obligation Assigned(Row row) => new(
        $"task-{row.Id}",
        ObligationKind.Task,
        row.Day,
        Text.Of($"Nhiệm vụ {row.Number}: {row.Finished}/{row.Shares} cơ quan đã xong", $"Task {row.Number}: {row.Finished} of {row.Shares} organisations done"),
        $"{CampaignLinks.Campaign(row.Slug)}#dispatch-{row.DispatchId}",
        row.SetAt)
    {
        Campaign = Text.Of(row.Name, row.NameEn),
        Document = row.Document,
        Wording = row.Body,
        Done = row.Finished == row.Shares,
    };

    /// <summary>A row of any of the three; what a query does not give stays empty.</summary>
    private sealed class Row
    {
        public long Id { get; init; }

        public long CampaignId { get; init; }

        public long UnitId { get; init; }

        public long SetByUnitId { get; init; }

        public long DispatchId { get; init; }

        public DateOnly Day { get; init; }

        public DateTimeOffset SetAt { get; init; }

        public string? Wording { get; init; }

        public string? Document { get; init; }

        public string Slug { get; init; } = "";

        public string Name { get; init; } = "";

        public string NameEn { get; init; } = "";

        /// <summary>Hundredths of a percent.</summary>
        public int Percent { get; init; }

        public int Number { get; init; }

        public string Body { get; init; } = "";

        public int Shares { get; init; }

        public int Finished { get; init; }
    }
}
