using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Reports.Exports.Tables;

/// <summary>Codes and names of units and of those above them, for rows of a table. One for each page.</summary>
public sealed class PlaceNames
{
    private readonly IReadOnlyDictionary<long, Unit> units;

    private PlaceNames(IReadOnlyDictionary<long, Unit> units) => this.units = units;

    public static async Task<PlaceNames> OfAsync(UnitDirectory directory, IEnumerable<long> ids)
    {
        var found = await directory.FindAsync(ids);
        var above = await directory.FindAsync(found.Values.SelectMany(unit => unit.PathIds).Where(id => !found.ContainsKey(id)));
        return new PlaceNames(found.Concat(above).ToDictionary());
    }

    public Unit this[long id] => units[id];

    /// <summary>The unit at or above another on a level, or null.</summary>
    public Unit? On(UnitLevel level, long id) => units[id].PathIds.Select(above => units[above]).FirstOrDefault(unit => unit.Level == level);

    /// <summary>Whether a unit lies within another; false for one that is unknown.</summary>
    public bool IsWithin(long id, Unit other) => units.TryGetValue(id, out var unit) && unit.IsWithin(other);
}
