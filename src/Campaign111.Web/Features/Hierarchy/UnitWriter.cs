using Campaign111.Platform.Data;

namespace Campaign111.Features.Hierarchy;

/// <summary>Writes drafts of units, level by level so that every path can be made of ids.</summary>
internal static class UnitWriter
{
    private static readonly string[] Columns =
        ["parent_id", "level", "code", "unit_type", "name", "name_en", "path", "valid_from", "valid_to", "sort_key", "search_text"];

    private static readonly string[] SuccessionColumns = ["old_unit_id", "new_unit_id", "coverage", "effective_on", "note"];

    private const string Written = "SELECT id, parent_id, code, valid_from FROM unit WHERE path = '' AND level = @level";

    // CONCAT, since neither || nor + joins text on both databases.
    private const string FillPaths = """
        UPDATE unit
        SET path = CONCAT(COALESCE((SELECT p.path FROM unit p WHERE p.id = unit.parent_id), '/'), id, '/')
        WHERE path = '' AND level = @level
        """;

    /// <summary>Inserts all drafts and sets their ids. Parents that are drafts must be among them.</summary>
    public static async Task InsertAsync(DbSession session, IReadOnlyList<UnitDraft> drafts)
    {
        foreach (var level in drafts.GroupBy(draft => draft.Level).OrderBy(group => group.Key))
        {
            await session.InsertManyAsync("unit", Columns, [.. level.Select(Row)]);
            var ids = (await session.QueryAsync<Unit>(Written, new { level = level.Key.Code() }))
                .ToDictionary(unit => (unit.ParentId, unit.Code, unit.ValidFrom), unit => unit.Id);
            foreach (var draft in level)
            {
                draft.Id = ids[(draft.ParentId, draft.Code, draft.ValidFrom)];
            }

            await session.ExecuteAsync(FillPaths, new { level = level.Key.Code() });
        }
    }

    public static Task InsertAsync(DbSession session, IEnumerable<SuccessionDraft> successions) =>
        session.InsertManyAsync("unit_succession", SuccessionColumns, [.. successions.Select(Row)]);

    /// <summary>Each existing unit was followed by a new one as a whole.</summary>
    public static Task InsertSuccessionsAsync(DbSession session, IEnumerable<(long Old, UnitDraft New)> steps, DateOnly effectiveOn) =>
        session.InsertManyAsync(
            "unit_succession",
            SuccessionColumns,
            [.. steps.Select(step => new object?[] { step.Old, step.New.Id, SuccessionCoverage.Full.Code(), effectiveOn, null })]);

    private static object?[] Row(UnitDraft draft) =>
    [
        draft.ParentId, draft.Level.Code(), draft.Code, draft.UnitType, draft.Name, draft.NameEn, "",
        draft.ValidFrom, draft.ValidTo, draft.SortKey, draft.SearchText,
    ];

    private static object?[] Row(SuccessionDraft step) =>
        [step.Old.Id, step.New.Id, step.Coverage.Code(), step.EffectiveOn, step.Note];
}
