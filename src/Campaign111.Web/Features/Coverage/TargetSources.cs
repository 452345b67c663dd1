using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>A source of denominators below a unit.</summary>
public sealed class TargetSource
{
    /// <summary>As recorded: "Tổng điều tra 1/4/2019".</summary>
    public string Source { get; init; } = "";

    /// <summary>The newest day that it speaks of.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>Households that rest on it.</summary>
    public long Households { get; init; }
}

/// <summary>Where the denominators in force come from, for pages that show them.</summary>
public sealed class TargetSources(Database database)
{
    private const int Most = 5;

    private const string Below = """
        SELECT source, MAX(as_of) AS as_of, SUM(households) AS households FROM place_target
        WHERE path >= @from AND path < @to AND superseded_at IS NULL
        GROUP BY source ORDER BY SUM(households) DESC, source
        """;

    /// <summary>The five largest sources below a unit, largest first.</summary>
    public Task<IReadOnlyList<TargetSource>> BelowAsync(Unit unit) => database.ReadAsync(session =>
        session.PageAsync<TargetSource>(Below, new { from = unit.Path, to = UnitPath.End(unit.Path) }, 0, Most));
}
