using System.Data.Common;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Campaigns;

/// <summary>Enters and amends dispatches: the dispatch, the units it names, its deadline and its tasks in one transaction.</summary>
public sealed class DispatchService(Database database, AuditLog audit, TimeProvider time)
{
    private const string Insert = """
        INSERT INTO dispatch (campaign_id, kind, parent_id, amends_id, unit_id, unit_path, number, issued_on, received_number, received_on,
            organisation_id, issuer, signatory, subject, recipients, file_key, file_name, file_type, file_bytes, file_sha256, entered_at, entered_by)
        VALUES (@CampaignId, @kind, @parentId, @AmendsId, @unitId, @unitPath, @Number, @IssuedOn, @ReceivedNumber, @ReceivedOn,
            @OrganisationId, @Issuer, @Signatory, @Subject, @Recipients, @fileKey, @fileName, @fileType, @fileBytes, @fileSha256, @at, @accountId)
        """;

    private const string InsertUnit = "INSERT INTO dispatch_unit (dispatch_id, unit_id, unit_path) VALUES (@dispatch, @id, @path)";

    private const string Find = "SELECT id, campaign_id, parent_id, amends_id, unit_id, unit_path FROM dispatch WHERE id = @id";

    private const string SameNumber = """
        SELECT COUNT(*) FROM dispatch WHERE campaign_id = @CampaignId AND unit_id = @unitId AND number = @Number AND issued_on = @IssuedOn
        """;

    private const string AmendmentsOf = "SELECT COUNT(*) FROM dispatch WHERE amends_id = @id";

    private const string OfDispatches = "SELECT id FROM deadline WHERE dispatch_id IN @ids AND state IN ('in-force', 'proposed')";

    /// <summary>Enters a dispatch and returns its id and what became of its deadline (null without one).</summary>
    /// <param name="draft">As it was read.</param>
    /// <param name="actor">Who enters it.</param>
    /// <param name="also">What must not be without the dispatch, nor the dispatch without it: written in its transaction, with its id.</param>
    /// <exception cref="CampaignRuleException">The rules refuse it, field by field.</exception>
    public async Task<(long Id, GovernanceDecision? Deadline)> EnterAsync(DispatchDraft draft, Actor actor, Func<DbSession, long, Task>? also = null)
    {
        try
        {
            return await database.WriteAsync(async session =>
            {
                var entered = await EnterAsync(session, draft, actor);
                await (also?.Invoke(session, entered.Id) ?? Task.CompletedTask);
                return entered;
            });
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            throw CampaignRuleException.Raced();
        }
    }

    /// <summary>The same inside a transaction that is already open.</summary>
    internal async Task<(long Id, GovernanceDecision? Deadline)> EnterAsync(DbSession session, DispatchDraft draft, Actor actor)
    {
        var plan = await PlanReader.LoadLockedAsync(session, draft.CampaignId);
        var problems = DispatchRules.Check(draft, plan.Campaign);
        if (problems.Count > 0)
        {
            throw new CampaignRuleException(problems);
        }

        var history = await HistoryAsync(session, draft);
        var parent = draft.AmendsId is null ? draft.ParentId : history[0].ParentId;
        await CheckParentAsync(session, draft, parent);
        await CheckNumberAsync(session, draft);

        var id = await InsertAsync(session, draft, parent, actor);
        await session.ExecuteAsync(InsertUnit, draft.Bound.Select(unit => new { dispatch = id, id = unit.Id, path = unit.Path }));
        var decision = draft.LastDay is null ? null : await SetDeadlinesAsync(session, plan, draft, id, [.. history.Select(row => row.Id)], actor);
        await TaskWriter.InsertAsync(session, id, draft.Tasks);
        await audit.RecordAsync(session, actor, new AuditEntry(draft.AmendsId is null ? "dispatch.entered" : "dispatch.amended", "dispatch", $"{id}")
        {
            UnitId = draft.Unit.Id,
            Before = draft.AmendsId is null ? null : new { amends = draft.AmendsId },
            After = new { draft.Number, draft.IssuedOn, draft.Issuer, draft.Subject, draft.Wording, draft.LastDay, State = decision?.State, decision?.LaterThan, tasks = draft.Tasks.Count, file = draft.File?.Sha256 },
            Reason = draft.Reason,
        });
        return (id, decision);
    }

    private Task<long> InsertAsync(DbSession session, DispatchDraft draft, long? parentId, Actor actor) => session.InsertAsync(Insert, new
    {
        draft.CampaignId,
        kind = draft.Kind.Code(),
        parentId,
        draft.AmendsId,
        unitId = draft.Unit.Id,
        unitPath = draft.Unit.Path,
        draft.Number,
        draft.IssuedOn,
        draft.ReceivedNumber,
        draft.ReceivedOn,
        draft.OrganisationId,
        draft.Issuer,
        draft.Signatory,
        draft.Subject,
        draft.Recipients,
        fileKey = draft.File?.Key,
        fileName = draft.File?.Name,
        fileType = draft.File?.Type,
        fileBytes = draft.File?.Bytes,
        fileSha256 = draft.File?.Sha256,
        at = time.GetUtcNow(),
        accountId = actor.AccountId,
    });

    /// <summary>The amended dispatch and what that one amended, newest first; empty for a new dispatch.</summary>
    private static async Task<List<Row>> HistoryAsync(DbSession session, DispatchDraft draft)
    {
        var history = new List<Row>();
        for (var id = draft.AmendsId; id is not null; id = history[^1].AmendsId)
        {
            var row = await session.FirstAsync<Row>(Find, new { id });
            if (row is null || row.CampaignId != draft.CampaignId || row.UnitId != draft.Unit.Id)
            {
                throw new CampaignRuleException(nameof(draft.AmendsId), "Chỉ sửa đổi được văn bản của cùng nơi ban hành trong chiến dịch này.", "Only a dispatch of the same issuer in this campaign can be amended.");
            }

            history.Add(row);
        }

        if (draft.AmendsId is not null && await session.ScalarAsync<int>(AmendmentsOf, new { id = draft.AmendsId }) > 0)
        {
            throw new CampaignRuleException(nameof(draft.AmendsId), "Văn bản này đã được sửa đổi: xin sửa đổi bản mới nhất.", "This dispatch has been amended already: please amend the newest one.");
        }

        return history;
    }

    private static async Task CheckParentAsync(DbSession session, DispatchDraft draft, long? parentId)
    {
        if (parentId is null)
        {
            return;
        }

        var parent = await session.FirstAsync<Row>(Find, new { id = parentId });
        if (parent is null || parent.CampaignId != draft.CampaignId || !draft.Unit.Path.StartsWith(parent.UnitPath, StringComparison.Ordinal))
        {
            throw new CampaignRuleException(nameof(draft.ParentId), "Văn bản cấp trên phải thuộc chiến dịch này và do cấp trên ban hành.", "The superior dispatch must be one of this campaign, issued above.");
        }
    }

    private static async Task CheckNumberAsync(DbSession session, DispatchDraft draft)
    {
        if (await session.ScalarAsync<int>(SameNumber, new { draft.CampaignId, unitId = draft.Unit.Id, draft.Number, draft.IssuedOn }) > 0)
        {
            throw new CampaignRuleException(nameof(draft.Number), $"Văn bản {draft.Number} cùng ngày đã có trong chiến dịch.", $"Dispatch {draft.Number} of that day is in the campaign already.");
        }
    }

    private async Task<GovernanceDecision> SetDeadlinesAsync(DbSession session, CampaignPlan plan, DispatchDraft draft, long id, long[] amended, Actor actor)
    {
        GovernanceDecision? worst = null;
        var first = 0L;
        foreach (var bound in draft.Bound.DefaultIfEmpty(draft.Unit))
        {
            var (decision, deadline) = await DeadlineWriter.PutAsync(session, plan, new DeadlineDraft(draft.Unit, bound.Id, bound.Path, draft.Wording!, draft.LastDay!.Value)
            {
                DispatchId = id,
                Focus = draft.Focus,
                Reason = draft.Reason,
                At = time.GetUtcNow(),
                AccountId = actor.AccountId,
            });
            first = first == 0 ? deadline : first;
            worst = worst is null || decision.State == DeadlineState.Proposed ? decision : worst;
        }

        if (amended.Length > 0 && worst!.State == DeadlineState.InForce)
        {
            // The amendment may name other units than the amended dispatch did.
            var rest = await session.QueryAsync<long>(OfDispatches, new { ids = amended });
            await DeadlineWriter.SupersedeAsync(session, rest);
            await DeadlineWriter.LinkAsync(session, rest, first);
        }

        return worst!;
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public long CampaignId { get; init; }

        public long? ParentId { get; init; }

        public long? AmendsId { get; init; }

        public long UnitId { get; init; }

        public string UnitPath { get; init; } = "";
    }
}
