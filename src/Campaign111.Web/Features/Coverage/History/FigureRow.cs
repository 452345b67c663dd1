using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Coverage.History;

/// <summary>Whose figures: the first three columns of the tables of figures.</summary>
/// <param name="Level">hamlet, commune, or <see cref="Above"/>.</param>
/// <param name="Path">The unit's.</param>
/// <param name="UnitId">The last id of the path.</param>
internal readonly record struct FigureRow(string Level, string Path, long UnitId)
{
    /// <summary>Districts, provinces and the nation: told apart by their paths.</summary>
    public const string Above = "above";

    public static FigureRow Of(Unit unit) => new(IsKept(unit) ? unit.Level.Code() : Above, unit.Path, unit.Id);

    public static FigureRow At(string path) => new(Above, path, UnitPath.Ids(path)[^1]);

    /// <summary>Whether entries write the unit's rows themselves; those above are rolled up.</summary>
    public static bool IsKept(Unit unit) => unit.Level is UnitLevel.Commune or UnitLevel.Hamlet;
}
