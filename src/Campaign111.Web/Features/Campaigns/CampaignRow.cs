using Campaign111.Platform.Data;

namespace Campaign111.Features.Campaigns;

/// <summary>A campaign as it lies in the database: gaps in hundredths of a point.</summary>
internal class CampaignRow
{
    public const string Columns =
        "c.id, c.slug, c.name, c.name_en, c.unit_id, c.unit_path, c.tree_date, c.starts_on, c.on_pace_gap, c.behind_gap, c.silent_days, c.is_illustrative";

    public long Id { get; init; }

    public string Slug { get; init; } = "";

    public string Name { get; init; } = "";

    public string NameEn { get; init; } = "";

    public long UnitId { get; init; }

    public string UnitPath { get; init; } = "";

    public DateOnly TreeDate { get; init; }

    public DateOnly StartsOn { get; init; }

    public int OnPaceGap { get; init; }

    public int BehindGap { get; init; }

    public int SilentDays { get; init; }

    public bool IsIllustrative { get; init; }

    public Campaign ToCampaign() => new()
    {
        Id = Id,
        Slug = Slug,
        Name = Name,
        NameEn = NameEn,
        UnitId = UnitId,
        UnitPath = UnitPath,
        TreeDate = TreeDate,
        StartsOn = StartsOn,
        OnPaceGap = OnPaceGap / 100m,
        BehindGap = BehindGap / 100m,
        SilentDays = SilentDays,
        IsIllustrative = IsIllustrative,
    };
}

/// <summary>Loads a campaign with its deadlines in force and milestones, in two queries, inside a transaction that the caller holds.</summary>
internal static class PlanReader
{
    private const string WithDeadlines = $"""
        SELECT {CampaignRow.Columns}, d.id AS deadline_id, d.wording, d.last_day, d.set_by_unit_id, d.set_by_path, d.unit_path AS binds_path, p.number AS document
        FROM campaign c
        LEFT JOIN deadline d ON d.campaign_id = c.id AND d.state = 'in-force'
        LEFT JOIN dispatch p ON p.id = d.dispatch_id
        WHERE c.id = @id
        ORDER BY d.id
        """;

    private const string Milestones = """
        SELECT [day], [percent] AS hundredths FROM milestone WHERE campaign_id = @id AND retired_at IS NULL ORDER BY [day]
        """;

    // A write to the campaign's row: on SQL Server, too, plans are then changed one after the other.
    private const string Lock = "UPDATE campaign SET slug = slug WHERE id = @id";

    /// <summary>The same for a write that decides by what it reads: others that change the campaign's plan wait until it is committed.</summary>
    /// <exception cref="Platform.Security.NotFoundException">There is no such campaign.</exception>
    public static async Task<CampaignPlan> LoadLockedAsync(DbSession session, long id)
    {
        await session.ExecuteAsync(Lock, new { id });
        return await LoadAsync(session, id);
    }

    /// <exception cref="Platform.Security.NotFoundException">There is no such campaign.</exception>
    public static async Task<CampaignPlan> LoadAsync(DbSession session, long id)
    {
        var rows = await session.QueryAsync<PlanRow>(WithDeadlines, new { id });
        if (rows.Count == 0)
        {
            throw new Platform.Security.NotFoundException($"Campaign {id} does not exist.");
        }

        var milestones = await session.QueryAsync<MilestoneRow>(Milestones, new { id });
        return new CampaignPlan(
            rows[0].ToCampaign(),
            rows.Where(row => row.DeadlineId is not null).Select(row => row.ToDeadline()),
            milestones.Select(row => new Milestone(row.Day, row.Hundredths / 100m)));
    }

    private sealed class PlanRow : CampaignRow
    {
        public long? DeadlineId { get; init; }

        public string? Wording { get; init; }

        public DateOnly? LastDay { get; init; }

        public long? SetByUnitId { get; init; }

        public string? SetByPath { get; init; }

        public string? BindsPath { get; init; }

        public string? Document { get; init; }

        public DeadlineInForce ToDeadline() =>
            new(Wording!, LastDay!.Value, SetByUnitId!.Value, SetByPath!, Document, BindsPath == SetByPath ? null : BindsPath);
    }

    private sealed class MilestoneRow
    {
        public DateOnly Day { get; init; }

        public int Hundredths { get; init; }
    }
}
