using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Coverage;

/// <summary>Finds the hamlets that the rows of an import name; asks for each commune once.</summary>
/// <param name="units">The units.</param>
/// <param name="on">The day whose tree gives codes their meaning.</param>
/// <param name="reaches">Whether the importer may change what lies at a path.</param>
internal sealed class HamletFinder(UnitDirectory units, DateOnly on, Func<string, bool> reaches)
{
    private readonly Dictionary<string, (Unit? Commune, Dictionary<string, Unit> Hamlets)> communes = new(StringComparer.Ordinal);

    /// <summary>The hamlet and its commune; null with an error on the row.</summary>
    public async Task<(Unit Hamlet, Unit Commune)?> FindAsync(TableRow row, string communeCode, string hamletCode, string communeColumn, string hamletColumn)
    {
        if (!communes.TryGetValue(communeCode, out var known))
        {
            var commune = await units.FindByCodeAsync(communeCode, on);
            commune = commune?.Level == UnitLevel.Commune ? commune : null;
            var hamlets = commune is null ? [] : await units.ChildrenAsync(commune.Id, on);
            communes[communeCode] = known = (commune, hamlets.ToDictionary(hamlet => hamlet.Code));
        }

        if (known.Commune is null)
        {
            row.Fail(communeColumn, $"Không có xã mã '{communeCode}'. Ghi mã 5 chữ số của xã.", $"There is no commune '{communeCode}'. Write its five-digit code.");
            return null;
        }

        if (!known.Hamlets.TryGetValue(hamletCode, out var found))
        {
            row.Fail(
                hamletColumn,
                $"{known.Commune.FullName} không có thôn mã '{hamletCode}'. Thêm thôn trước, hoặc sửa mã, ví dụ thon-3.",
                $"{known.Commune.FullName} has no hamlet '{hamletCode}'. Add it first, or correct the code, such as thon-3.");
            return null;
        }

        if (!reaches(found.Path))
        {
            row.Fail(communeColumn, $"{known.Commune.FullName} không thuộc phạm vi của bạn.", $"{known.Commune.FullName} is outside your area.");
            return null;
        }

        return (found, known.Commune);
    }
}
