using Campaign111.Platform.Office;

namespace Campaign111.Features.Hierarchy;

/// <summary>What an import did or, in a dry run, would do. With errors it did nothing at all.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Errors">Every bad value by line and column; empty when the file is good.</param>
/// <param name="DryRun">True when nothing was to be written.</param>
public sealed record TableImportResult(int Rows, IReadOnlyList<TableError> Errors, bool DryRun)
{
    public int Added { get; init; }

    /// <summary>Corrected in place or, with an effective day, followed by a new unit.</summary>
    public int Changed { get; init; }

    public int Dissolved { get; init; }

    public int Unchanged { get; init; }

    /// <summary>Headings of the file that were not read, since they hold personal data.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    public bool IsGood => Errors.Count == 0;
}

/// <summary>How an import is to be done.</summary>
/// <param name="Today">The day whose tree gives existing codes their meaning.</param>
/// <param name="Effective">First day of the new state: changes make new validity rows. Null: changes are corrections.</param>
/// <param name="DryRun">Check only.</param>
/// <param name="Reach">Paths of the subtrees in which the actor may change units; "/" for all.</param>
public sealed record TableImportOptions(DateOnly Today, DateOnly? Effective = null, bool DryRun = false, IReadOnlyList<string>? Reach = null)
{
    public DateOnly Day => Effective ?? Today;

    public bool Reaches(string path) => (Reach ?? ["/"]).Any(reach => path.StartsWith(reach, StringComparison.Ordinal));
}
