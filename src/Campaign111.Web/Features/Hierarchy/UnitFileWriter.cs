using Campaign111.Platform.Data;

namespace Campaign111.Features.Hierarchy;

/// <summary>Carries out the plan of a file of units inside one transaction.</summary>
internal static class UnitFileWriter
{
    private const string Correct = """
        UPDATE unit SET unit_type = @UnitType, name = @Name, name_en = @NameEn, sort_key = @SortKey, search_text = @SearchText WHERE id = @Id
        """;

    private const string EndSubtree = """
        UPDATE unit SET valid_to = @on
        WHERE path >= @from AND path < @to AND valid_from < @on AND (valid_to IS NULL OR valid_to > @on)
        """;

    private const string Subtree = """
        SELECT id, parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to FROM unit
        WHERE path >= @from AND path < @to AND valid_from < @on AND (valid_to IS NULL OR valid_to > @on)
        """;

    public static async Task ApplyAsync(DbSession session, UnitFilePlan plan, TableImportOptions options)
    {
        var replaced = new Dictionary<long, UnitDraft>();
        var changed = plan.Units.Where(unit => plan.Changes.ContainsKey(unit.Id)).ToLookup(plan.Follows);
        await session.ExecuteAsync(Correct, changed[false].Select(unit => Correction(unit.Id, plan.Changes[unit.Id])));
        if (changed[true].Any())
        {
            await ReplaceAsync(session, plan, changed[true], options.Day, replaced);
        }

        await AddAsync(session, plan, options, replaced);
        foreach (var (unit, on) in plan.Dissolutions)
        {
            await session.ExecuteAsync(EndSubtree, new { from = unit.Path, to = UnitPath.End(unit.Path), on });
        }
    }

    private static object Correction(long id, UnitFileRow row) => new
    {
        row.UnitType,
        row.Name,
        row.NameEn,
        SortKey = TextFold.SortKey(row.Name),
        SearchText = UnitText.Search(row.UnitType, row.Name, row.NameEn, row.Code),
        Id = id,
    };

    // A changed unit ends and a new one begins; all that stands below it follows, so that the tree of every day stays whole.
    private static async Task ReplaceAsync(
        DbSession session, UnitFilePlan plan, IEnumerable<Unit> changed, DateOnly effective, Dictionary<long, UnitDraft> replaced)
    {
        var affected = new Dictionary<long, Unit>();
        foreach (var unit in changed)
        {
            var bounds = new { from = unit.Path, to = UnitPath.End(unit.Path), on = effective };
            foreach (var below in await session.QueryAsync<Unit>(Subtree, bounds))
            {
                affected[below.Id] = below;
            }

            await session.ExecuteAsync(EndSubtree, bounds);
        }

        foreach (var unit in affected.Values.OrderBy(unit => unit.Level))
        {
            replaced[unit.Id] = Successor(unit, plan, effective, replaced);
        }

        await UnitWriter.InsertAsync(session, [.. replaced.Values]);
        var olds = affected.Values.Select(unit => (unit.Id, New: replaced[unit.Id]));
        await UnitWriter.InsertSuccessionsAsync(session, olds, effective);
    }

    private static UnitDraft Successor(Unit unit, UnitFilePlan plan, DateOnly effective, Dictionary<long, UnitDraft> replaced)
    {
        var row = plan.Changes.GetValueOrDefault(unit.Id);
        var parentId = row is null ? unit.ParentId!.Value : plan.Find(row.ParentCode)!.Id;
        var parent = replaced.GetValueOrDefault(parentId);
        return new UnitDraft
        {
            Level = unit.Level,
            Code = unit.Code,
            UnitType = row?.UnitType ?? unit.UnitType,
            Name = row?.Name ?? unit.Name,
            NameEn = row?.NameEn ?? unit.NameEn,
            ValidFrom = effective,
            ValidTo = unit.ValidTo,
            Parent = parent,
            ExistingParentId = parent is null ? parentId : null,
        };
    }

    private static async Task AddAsync(DbSession session, UnitFilePlan plan, TableImportOptions options, Dictionary<long, UnitDraft> replaced)
    {
        var added = new Dictionary<string, UnitDraft>(StringComparer.Ordinal);
        foreach (var row in plan.Additions)
        {
            var parent = added.GetValueOrDefault(row.ParentCode);
            var existing = parent is null ? plan.Find(row.ParentCode)! : null;
            parent ??= replaced.GetValueOrDefault(existing!.Id);
            var limit = parent is null ? existing!.ValidTo : parent.ValidTo;
            added.Add(row.Code, new UnitDraft
            {
                Level = row.Level,
                Code = row.Code,
                UnitType = row.UnitType,
                Name = row.Name,
                NameEn = row.NameEn,
                ValidFrom = row.ValidFrom ?? options.Day,
                // No unit outlives the one above it.
                ValidTo = row.ValidTo is { } to && !(to > limit) ? to : limit,
                Parent = parent?.Id > 0 ? null : parent,
                ExistingParentId = parent?.Id > 0 ? parent.Id : parent is null ? existing!.Id : null,
            });
        }

        await UnitWriter.InsertAsync(session, [.. added.Values]);
    }
}
