using Campaign111.Platform.Data;

namespace Campaign111.Features.Hierarchy;

/// <summary>What a unit was before and became after, and what else its code has meant.</summary>
public sealed class UnitHistory(Database database)
{
    private const string Eras = """
        SELECT id, parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to FROM unit
        WHERE code = @code AND level <> 'hamlet' ORDER BY valid_from
        """;

    private const string Steps = """
        SELECT old_unit_id, new_unit_id, coverage, effective_on, note FROM unit_succession
        WHERE old_unit_id = @id OR new_unit_id = @id
        """;

    private const string ByIds = """
        SELECT id, parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to FROM unit
        WHERE id IN @ids ORDER BY sort_key, id
        """;

    /// <summary>All units that ever bore an official code, earliest first.</summary>
    public Task<IReadOnlyList<Unit>> ErasAsync(string code) =>
        database.ReadAsync(session => session.QueryAsync<Unit>(Eras, new { code }));

    /// <summary>The unit that bore the code on the day, else the last one before it, else the first one after it; null when none ever did.</summary>
    public async Task<Unit?> NearestAsync(string code, DateOnly on)
    {
        var eras = await ErasAsync(code);
        return eras.FirstOrDefault(unit => unit.ExistsOn(on))
            ?? eras.LastOrDefault(unit => unit.ValidFrom <= on) ?? (eras.Count > 0 ? eras[0] : null);
    }

    /// <summary>Units that took this one over, in Vietnamese order, and those that it took over.</summary>
    public Task<(IReadOnlyList<SuccessionStep> Successors, IReadOnlyList<SuccessionStep> Predecessors)> OfAsync(long id) =>
        database.ReadAsync<(IReadOnlyList<SuccessionStep>, IReadOnlyList<SuccessionStep>)>(async session =>
        {
            var steps = await session.QueryAsync<Step>(Steps, new { id });
            var ids = steps.Select(step => step.OtherThan(id)).Distinct().Take(1000).ToList();
            var units = await session.QueryAsync<Unit>(ByIds, new { ids });
            IReadOnlyList<SuccessionStep> Side(Func<Step, bool> side) =>
                [.. units.SelectMany(unit => steps.Where(step => side(step) && step.OtherThan(id) == unit.Id).Select(step => step.To(unit)))];

            return (Side(step => step.OldUnitId == id), Side(step => step.NewUnitId == id));
        });

    private sealed class Step
    {
        public long OldUnitId { get; init; }

        public long NewUnitId { get; init; }

        public SuccessionCoverage Coverage { get; init; }

        public DateOnly EffectiveOn { get; init; }

        public string? Note { get; init; }

        public long OtherThan(long id) => OldUnitId == id ? NewUnitId : OldUnitId;

        public SuccessionStep To(Unit unit) => new() { Unit = unit, Coverage = Coverage, EffectiveOn = EffectiveOn, Note = Note };
    }
}
