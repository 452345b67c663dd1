using System.Data.Common;
using System.Text.RegularExpressions;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Campaigns;

/// <summary>Creates campaigns and sets their milestones.</summary>
public sealed partial class CampaignService(Database database, AuditLog audit, TimeProvider time)
{
    private const string Insert = """
        INSERT INTO campaign (slug, name, name_en, unit_id, unit_path, tree_date, starts_on, on_pace_gap, behind_gap, silent_days, is_illustrative, created_at)
        VALUES (@Slug, @Name, @NameEn, @unitId, @unitPath, @TreeDate, @StartsOn, @onPace, @behind, @SilentDays, @IsIllustrative, @at)
        """;

    private const string SameSlug = "SELECT COUNT(*) FROM campaign WHERE slug = @Slug";

    private const string Retire = "UPDATE milestone SET retired_at = @at WHERE campaign_id = @id AND retired_at IS NULL";

    private const string InsertMilestone = "INSERT INTO milestone (campaign_id, [day], [percent], set_at) VALUES (@id, @day, @percent, @at)";

    /// <summary>Creates a campaign; the draft's id and unit fields are not read.</summary>
    /// <param name="draft">Name, slug, days and thresholds (points).</param>
    /// <param name="unit">The unit that runs it, as it stands on the tree date.</param>
    /// <param name="actor">Who.</param>
    /// <exception cref="CampaignRuleException">The rules refuse it, field by field.</exception>
    public async Task<long> CreateAsync(Campaign draft, Unit unit, Actor actor)
    {
        Demand(draft, unit);
        try
        {
            return await database.WriteAsync(session => CreateAsync(session, draft, unit, actor));
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            throw CampaignRuleException.Raced();
        }
    }

    /// <summary>Refuses a draft that the rules do not allow.</summary>
    internal static void Demand(Campaign draft, Unit unit)
    {
        if (Check(draft, unit) is { Count: > 0 } problems)
        {
            throw new CampaignRuleException(problems);
        }
    }

    /// <summary>Replaces the milestones; none gives the straight line.</summary>
    /// <exception cref="CampaignRuleException">They do not rise, or lie outside the campaign.</exception>
    public Task SetMilestonesAsync(long campaignId, IReadOnlyList<Milestone> milestones, Actor actor) => database.WriteAsync(async session =>
    {
        var plan = await PlanReader.LoadLockedAsync(session, campaignId);
        if (MilestoneRules.Check(milestones, plan) is { } problem)
        {
            throw new CampaignRuleException("Milestones", problem);
        }

        var at = time.GetUtcNow();
        await session.ExecuteAsync(Retire, new { id = campaignId, at });
        await session.ExecuteAsync(InsertMilestone, milestones.Select(milestone => new
        {
            id = campaignId,
            day = milestone.Day,
            percent = Hundredths(milestone.Percent),
            at,
        }));
        await audit.RecordAsync(session, actor, new AuditEntry("campaign.milestones", "campaign", $"{campaignId}")
        {
            UnitId = plan.Campaign.UnitId,
            Before = plan.Milestones,
            After = milestones,
        });
    });

    /// <summary>Inside a transaction that is open, after <see cref="Demand"/>.</summary>
    internal async Task<long> CreateAsync(DbSession session, Campaign draft, Unit unit, Actor actor)
    {
        if (await session.ScalarAsync<int>(SameSlug, new { draft.Slug }) > 0)
        {
            throw new CampaignRuleException(nameof(draft.Slug), "Địa chỉ này đã có chiến dịch khác dùng: xin chọn địa chỉ khác.", "Another campaign uses this address: please choose another.");
        }

        var id = await session.InsertAsync(Insert, new
        {
            draft.Slug,
            draft.Name,
            draft.NameEn,
            unitId = unit.Id,
            unitPath = unit.Path,
            draft.TreeDate,
            draft.StartsOn,
            onPace = Hundredths(draft.OnPaceGap),
            behind = Hundredths(draft.BehindGap),
            draft.SilentDays,
            draft.IsIllustrative,
            at = time.GetUtcNow(),
        });
        await audit.RecordAsync(session, actor, new AuditEntry("campaign.created", "campaign", $"{id}")
        {
            UnitId = unit.Id,
            After = new { draft.Slug, draft.Name, draft.TreeDate, draft.StartsOn, draft.OnPaceGap, draft.BehindGap, draft.SilentDays },
        });
        return id;
    }

    private static List<(string Field, Notice Notice)> Check(Campaign draft, Unit unit)
    {
        var problems = new List<(string, Notice)>();
        void Need(bool holds, string field, string vi, string en)
        {
            if (!holds)
            {
                problems.Add((field, new Notice(vi, en)));
            }
        }

        Need(draft.Name.Length is > 0 and <= 200, nameof(draft.Name), "Xin ghi tên chiến dịch (tối đa 200 ký tự).", "Please give the name (at most 200 characters).");
        Need(draft.NameEn.Length <= 200, nameof(draft.NameEn), "Tên tiếng Anh tối đa 200 ký tự.", "The English name takes at most 200 characters.");
        Need(Slug().IsMatch(draft.Slug), nameof(draft.Slug), "Địa chỉ chỉ gồm chữ thường không dấu, số và gạch nối, 3 đến 80 ký tự: binh-phuoc-2020.", "The address takes 3 to 80 lower-case letters, digits and hyphens: binh-phuoc-2020.");
        Need(unit.ExistsOn(draft.TreeDate), nameof(draft.TreeDate), "Đơn vị này không tồn tại vào ngày lấy danh sách đơn vị.", "The unit does not exist on the day of the tree.");
        Need(draft.StartsOn.Year is >= 2000 and <= 2099, nameof(draft.StartsOn), "Xin xem lại ngày bắt đầu.", "Please check the first day.");
        Need(draft.OnPaceGap is >= 0 and <= 100, nameof(draft.OnPaceGap), "Ngưỡng đúng tiến độ từ 0 đến 100 điểm.", "The on-pace gap lies between 0 and 100 points.");
        Need(draft.BehindGap >= draft.OnPaceGap && draft.BehindGap <= 100, nameof(draft.BehindGap), "Ngưỡng chậm phải từ ngưỡng đúng tiến độ đến 100 điểm.", "The behind gap lies between the on-pace gap and 100 points.");
        Need(draft.SilentDays is >= 1 and <= 60, nameof(draft.SilentDays), "Số ngày im lặng từ 1 đến 60.", "Silent days lie between 1 and 60.");
        return problems;
    }

    private static int Hundredths(decimal value) => (int)decimal.Round(value * 100m);

    // "new" is the address of the form that creates one.
    [GeneratedRegex("^(?!(?:new|deadline-proposal)$)[a-z0-9](?:[a-z0-9-]{1,78})[a-z0-9]$")]
    private static partial Regex Slug();
}
