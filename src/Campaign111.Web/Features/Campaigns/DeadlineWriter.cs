using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Campaigns;

/// <summary>A deadline to be set.</summary>
internal sealed record DeadlineDraft(Unit SetBy, long BindsId, string BindsPath, string Wording, DateOnly LastDay)
{
    public long? DispatchId { get; init; }

    public Period? Focus { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset At { get; init; }

    public long? AccountId { get; init; }
}

/// <summary>Sets a deadline by the governance rules; what it replaces stays as superseded.</summary>
internal static class DeadlineWriter
{
    private const string Replaced = """
        SELECT id FROM deadline
        WHERE campaign_id = @campaignId AND unit_id = @unitId AND set_by_unit_id = @setBy AND state IN @states
        """;

    private const string Supersede = "UPDATE deadline SET state = 'superseded' WHERE id IN @ids";

    private const string Link = "UPDATE deadline SET superseded_by = @by WHERE id IN @ids";

    private const string Insert = """
        INSERT INTO deadline (campaign_id, dispatch_id, unit_id, unit_path, set_by_unit_id, set_by_path, wording, last_day,
            focus_from, focus_to, reason, later_than, state, set_at, set_by)
        VALUES (@campaignId, @DispatchId, @BindsId, @BindsPath, @setById, @setByPath, @Wording, @LastDay,
            @from, @to, @Reason, @laterThan, @state, @At, @AccountId)
        """;

    /// <summary>Judges and stores. Returns the decision and the new row's id.</summary>
    /// <exception cref="CampaignRuleException">The rules refuse it.</exception>
    public static async Task<(GovernanceDecision Decision, long Id)> PutAsync(DbSession session, CampaignPlan plan, DeadlineDraft draft)
    {
        var decision = DeadlineGovernance.Judge(plan, draft.SetBy, draft.BindsPath, draft.LastDay, draft.Reason);
        if (decision.State is not { } state)
        {
            throw new CampaignRuleException(decision.LaterThan is null ? nameof(draft.LastDay) : nameof(draft.Reason), decision.Problem!);
        }

        // Whatever was proposed is answered by the new one; what is in force gives way only to what comes into force.
        string[] states = state == DeadlineState.InForce ? ["in-force", "proposed"] : ["proposed"];
        var replaced = await ReplacedAsync(session, plan.Campaign.Id, draft.BindsId, draft.SetBy.Id, states);
        await SupersedeAsync(session, replaced);
        var id = await session.InsertAsync(Insert, new
        {
            campaignId = plan.Campaign.Id,
            draft.DispatchId,
            draft.BindsId,
            draft.BindsPath,
            setById = draft.SetBy.Id,
            setByPath = draft.SetBy.Path,
            draft.Wording,
            draft.LastDay,
            from = draft.Focus?.From,
            to = draft.Focus?.To,
            Reason = decision.LaterThan is null ? null : draft.Reason,
            laterThan = decision.LaterThan,
            state = state.Code(),
            draft.At,
            draft.AccountId,
        });
        await LinkAsync(session, replaced, id);
        return (decision, id);
    }

    public static Task<IReadOnlyList<long>> ReplacedAsync(DbSession session, long campaignId, long unitId, long setBy, string[] states) =>
        session.QueryAsync<long>(Replaced, new { campaignId, unitId, setBy, states });

    /// <summary>Takes deadlines out of force. The index allows one in force, so this goes before the new one is stored.</summary>
    public static Task SupersedeAsync(DbSession session, IReadOnlyList<long> ids) =>
        ids.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(Supersede, new { ids });

    public static Task LinkAsync(DbSession session, IReadOnlyList<long> ids, long by) =>
        ids.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(Link, new { ids, by });
}
