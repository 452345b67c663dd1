using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Hierarchy;

/// <summary>Adds, renames and dissolves the hamlets of a commune. A hamlet is never deleted: what was logged there stays there.</summary>
public sealed class Hamlets(Database database, AuditLog audit)
{
    // A write to the commune's row first: two who add the same hamlet at once come one after the other, on SQL Server too.
    private const string LockCommune = "UPDATE unit SET code = code WHERE id = @id";

    private const string OfCommune = """
        SELECT id, parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to FROM unit
        WHERE parent_id = @id AND level = 'hamlet' ORDER BY sort_key, id
        """;

    private const string Rename = """
        UPDATE unit SET unit_type = @unitType, name = @name, name_en = @nameEn, sort_key = @sortKey, search_text = @searchText
        WHERE id = @id AND level = 'hamlet'
        """;

    private const string End = "UPDATE unit SET valid_to = @on WHERE id = @id AND level = 'hamlet'";

    private const string InsertSuccession = """
        INSERT INTO unit_succession (old_unit_id, new_unit_id, coverage, effective_on, note)
        VALUES (@old, @successor, @coverage, @on, @note)
        """;

    /// <summary>Adds hamlets to a commune, all or none, and returns their ids in the same order.</summary>
    /// <exception cref="UnitRuleException">A bad or taken code, no name, a day outside the commune's validity, no commune.</exception>
    public Task<IReadOnlyList<long>> AddAsync(Actor actor, Unit commune, IReadOnlyList<HamletDetails> hamlets) =>
        database.WriteAsync(session => AddAsync(session, actor, commune, hamlets));

    /// <summary>The same inside a transaction that is already open.</summary>
    public async Task<IReadOnlyList<long>> AddAsync(DbSession session, Actor actor, Unit commune, IReadOnlyList<HamletDetails> hamlets)
    {
        await session.ExecuteAsync(LockCommune, new { id = commune.Id });
        var there = (await session.QueryAsync<Unit>(OfCommune, new { id = commune.Id })).ToList();
        var drafts = new List<UnitDraft>();
        foreach (var hamlet in hamlets.Select(hamlet => hamlet.Tidy()))
        {
            var draft = HamletRules.Draft(commune, hamlet, there);
            drafts.Add(draft);
            there.Add(new Unit { Code = draft.Code, UnitType = draft.UnitType, Name = draft.Name, ValidFrom = draft.ValidFrom, ValidTo = draft.ValidTo });
        }

        await UnitWriter.InsertAsync(session, drafts);
        await audit.RecordAsync(session, actor, new AuditEntry("hamlets.added", "unit", Id(commune.Id))
        {
            UnitId = commune.Id,
            After = drafts.Select(draft => new { draft.Code, draft.UnitType, draft.Name, draft.ValidFrom }),
        });
        return [.. drafts.Select(draft => draft.Id)];
    }

    /// <summary>Corrects type and name; the code stays, since logs and files refer to it.</summary>
    public Task RenameAsync(Actor actor, Unit hamlet, string unitType, string name)
    {
        var details = new HamletDetails(unitType, name, hamlet.Code).Tidy();
        HamletRules.Check(details);
        var nameEn = UnitText.Plain(details.Name);
        return database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Rename, new
            {
                id = hamlet.Id,
                unitType = details.UnitType,
                name = details.Name,
                nameEn,
                sortKey = TextFold.SortKey(details.Name),
                searchText = UnitText.Search(details.UnitType, details.Name, nameEn, hamlet.Code),
            });
            await audit.RecordAsync(session, actor, new AuditEntry("hamlet.renamed", "unit", Id(hamlet.Id))
            {
                UnitId = hamlet.ParentId,
                Before = new { hamlet.UnitType, hamlet.Name },
                After = new { details.UnitType, details.Name },
            });
        });
    }

    /// <summary>Dissolves a hamlet. Merged: one successor, which may take over several. Split: several successors, each a part.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="hamlet">The one that ends.</param>
    /// <param name="on">First day on which it no longer exists; a campaign whose tree date lies before still sees it.</param>
    /// <param name="successorCodes">Codes of hamlets of the same commune that exist on that day; may be empty.</param>
    /// <param name="reason">The decision behind it; goes to the audit trail.</param>
    /// <exception cref="UnitRuleException">The day lies outside its validity; a successor is unknown or the hamlet itself.</exception>
    public Task DissolveAsync(Actor actor, Unit hamlet, DateOnly on, IReadOnlyCollection<string> successorCodes, string? reason)
    {
        SuccessionNote.Check(reason);
        return database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(LockCommune, new { id = hamlet.ParentId });
            var there = await session.QueryAsync<Unit>(OfCommune, new { id = hamlet.ParentId });
            var current = there.First(unit => unit.Id == hamlet.Id);
            HamletRules.CheckEnd(current, on);
            var successors = HamletRules.Successors(current, on, successorCodes, there);
            await session.ExecuteAsync(End, new { id = current.Id, on });
            var coverage = (successors.Count > 1 ? SuccessionCoverage.Partial : SuccessionCoverage.Full).Code();
            foreach (var successor in successors)
            {
                await session.ExecuteAsync(InsertSuccession, new { old = current.Id, successor = successor.Id, coverage, on, note = reason });
            }

            await audit.RecordAsync(session, actor, new AuditEntry("hamlet.dissolved", "unit", Id(current.Id))
            {
                UnitId = current.ParentId,
                Before = new { current.ValidTo },
                After = new { validTo = on, successors = successors.Select(successor => successor.Code) },
                Reason = reason,
            });
        });
    }

    private static string Id(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
