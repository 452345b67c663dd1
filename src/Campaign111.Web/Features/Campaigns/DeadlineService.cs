using System.Data.Common;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Campaigns;

/// <summary>Own deadlines of districts and communes, and the superior's word on later ones.</summary>
public sealed class DeadlineService(Database database, AuditLog audit, TimeProvider time)
{
    private const string Find = """
        SELECT id, campaign_id, unit_id, unit_path, set_by_unit_id, set_by_path, last_day, state FROM deadline WHERE id = @id
        """;

    private const string Same = """
        SELECT COUNT(*) FROM deadline
        WHERE campaign_id = @campaignId AND unit_id = @unitId AND set_by_unit_id = @unitId AND dispatch_id IS NULL AND state = @state AND wording = @words AND last_day = @lastDay
            AND COALESCE(reason, '') = @why
        """;

    // The claim: of two superiors who decide at once, the second changes no row.
    private const string Decide = """
        UPDATE deadline SET state = @state, decided_at = @at, decided_by = @by, decision_note = @note WHERE id = @id AND state = 'proposed'
        """;

    /// <summary>Sets a unit's own last day: in force at once when it is not later than the superior's, else proposed. The same once more changes nothing: a form that was
    /// sent twice.</summary>
    /// <exception cref="CampaignRuleException">The rules refuse it.</exception>
    public async Task<GovernanceDecision> SetOwnAsync(long campaignId, Unit unit, string? wording, DateOnly lastDay, string? reason, Actor actor)
    {
        CheckTexts(unit, wording, reason);
        try
        {
            return await database.WriteAsync(async session =>
            {
                var plan = await PlanReader.LoadLockedAsync(session, campaignId);
                CheckPlace(plan, unit);
                var before = plan.DeadlineOf(unit.Path);
                var words = string.IsNullOrWhiteSpace(wording) ? $"đến hết ngày {lastDay.Day}/{lastDay.Month}/{lastDay.Year}" : wording.Trim();
                var judged = DeadlineGovernance.Judge(plan, unit, unit.Path, lastDay, reason);
                var why = judged.LaterThan is null ? "" : reason ?? "";
                if (judged.State is { } state
                    && await session.ScalarAsync<int>(Same, new { campaignId, unitId = unit.Id, state = state.Code(), words, lastDay, why }) > 0)
                {
                    return judged;
                }

                var draft = new DeadlineDraft(unit, unit.Id, unit.Path, words, lastDay) { Reason = reason, At = time.GetUtcNow(), AccountId = actor.AccountId };
                var (decision, id) = await DeadlineWriter.PutAsync(session, plan, draft);
                await audit.RecordAsync(session, actor, new AuditEntry("deadline.set", "deadline", $"{id}")
                {
                    UnitId = unit.Id,
                    Before = before is null ? null : new { before.LastDay, before.Wording },
                    After = new { lastDay, wording = words, decision.State, decision.LaterThan },
                    Reason = reason,
                });
                return decision;
            });
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            throw CampaignRuleException.Raced();
        }
    }

    /// <summary>Path of the unit that decides on a proposed deadline of a campaign.</summary>
    /// <exception cref="NotFoundException">There is no such proposal.</exception>
    public Task<string> ApproverPathAsync(long campaignId, long id) => database.ReadAsync(async session =>
    {
        var row = await FindAsync(session, campaignId, id);
        return DeadlineGovernance.ApproverPath(await PlanReader.LoadAsync(session, campaignId), row.SetByPath, row.UnitPath, row.LastDay);
    });

    /// <summary>Approves a proposed deadline, which then replaces the one in force, or refuses it, which then stays in the history.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="id">The proposed deadline.</param>
    /// <param name="approve">False refuses.</param>
    /// <param name="note">The superior's words; needed to refuse.</param>
    /// <param name="actor">Who.</param>
    /// <exception cref="CampaignRuleException">It was decided already, or refused without a word.</exception>
    public Task DecideAsync(long campaignId, long id, bool approve, string? note, Actor actor)
    {
        if (!approve && string.IsNullOrWhiteSpace(note))
        {
            throw new CampaignRuleException("Note", "Xin nêu lý do không đồng ý, để cấp dưới biết.", "Please say why it is refused, so that the unit knows.");
        }

        return database.WriteAsync(async session =>
        {
            await PlanReader.LoadLockedAsync(session, campaignId);
            var row = await FindAsync(session, campaignId, id);
            var replaced = approve ? await DeadlineWriter.ReplacedAsync(session, campaignId, row.UnitId, row.SetByUnitId, ["in-force"]) : [];
            await DeadlineWriter.SupersedeAsync(session, replaced);
            var state = approve ? DeadlineState.InForce : DeadlineState.Refused;
            if (await session.ExecuteAsync(Decide, new { id, state = state.Code(), at = time.GetUtcNow(), by = actor.AccountId, note }) == 0)
            {
                throw new CampaignRuleException("", "Đề nghị này đã được xử lý hoặc thay thế. Xin tải lại trang.", "This proposal was decided or replaced already. Please reload the page.");
            }

            await DeadlineWriter.LinkAsync(session, replaced, id);
            await audit.RecordAsync(session, actor, new AuditEntry(approve ? "deadline.approved" : "deadline.refused", "deadline", $"{id}")
            {
                UnitId = row.UnitId,
                Before = new { state = row.State },
                After = new { state, row.LastDay },
                Reason = note,
            });
        });
    }

    private static async Task<Row> FindAsync(DbSession session, long campaignId, long id) =>
        await session.FirstAsync<Row>(Find, new { id }) is { } row && row.CampaignId == campaignId
            ? row
            : throw new NotFoundException($"Deadline {id} is not one of campaign {campaignId}.");

    private static void CheckTexts(Unit unit, string? wording, string? reason)
    {
        if (unit.Level is not (UnitLevel.District or UnitLevel.Commune))
        {
            throw new CampaignRuleException("", "Chỉ cấp huyện và cấp xã tự đặt hạn ở đây; tỉnh đặt hạn bằng văn bản.", "Districts and communes set their own date here; the province does so by a dispatch.");
        }

        if (wording?.Length > DeadlineWording.MaxLength)
        {
            throw new CampaignRuleException("Wording", "Câu chữ về thời hạn tối đa 400 ký tự.", "The wording takes at most 400 characters.");
        }

        if (reason?.Length > DeadlineGovernance.MaxReason)
        {
            throw new CampaignRuleException("Reason", "Lý do tối đa 500 ký tự.", "The reason takes at most 500 characters.");
        }
    }

    private static void CheckPlace(CampaignPlan plan, Unit unit)
    {
        if (!unit.Path.StartsWith(plan.Campaign.UnitPath, StringComparison.Ordinal))
        {
            throw new CampaignRuleException("", "Đơn vị này không thuộc chiến dịch.", "This unit is no part of the campaign.");
        }
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public long CampaignId { get; init; }

        public long UnitId { get; init; }

        public string UnitPath { get; init; } = "";

        public long SetByUnitId { get; init; }

        public string SetByPath { get; init; } = "";

        public DateOnly LastDay { get; init; }

        public string State { get; init; } = "";
    }
}
