using Campaign111.Platform.Data;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Hierarchy;

/// <summary>The two official trees that ship with the product and the succession between them, read from db/seed.</summary>
/// <remarks>The tree of 2020 holds from 1 June 2020 until the two-tier tree of 1 July 2025 (63/707/10,614 units; 34/3,321 units). A province
/// that did not merge and kept code, type and name is one row through both: its districts end, its new communes begin.</remarks>
internal sealed class OfficialUnits
{
    public static readonly DateOnly ThreeTiersFrom = new(2020, 6, 1);

    public static readonly DateOnly TwoTiersFrom = new(2025, 7, 1);

    private static readonly string[] UnitColumns = ["code", "parent_code", "level", "type", "name", "name_en"];

    private readonly Dictionary<string, UnitDraft> old = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnitDraft> current = new(StringComparer.Ordinal);
    private readonly UnitDraft nation = new()
    {
        Level = UnitLevel.Nation, Code = "VN", UnitType = "", Name = "Việt Nam", NameEn = "Viet Nam", ValidFrom = ThreeTiersFrom,
    };

    /// <summary>All units of both trees, each once.</summary>
    public List<UnitDraft> Units { get; } = [];

    /// <summary>Provinces and communes of 2020 to those of 2025. Districts were dissolved without successors.</summary>
    public List<SuccessionDraft> Successions { get; } = [];

    public static OfficialUnits Read()
    {
        var official = new OfficialUnits();
        var merges = Rows("units-2025-province-mapping.csv", "old_province_code", "new_province_code");
        official.ReadTrees(Rows("units-2020.csv", UnitColumns), Rows("units-2025.csv", UnitColumns), merges);
        official.ReadProvinceSuccession(merges);
        official.ReadCommuneSuccession(Rows("units-2020-mapping.csv", "commune_2020_code", "new_commune_code", "coverage", "basis", "note"));
        return official;
    }

    private void ReadTrees(List<string[]> rows2020, List<string[]> rows2025, List<string[]> merges)
    {
        var parts = merges.CountBy(merge => merge[1]).ToDictionary();
        var named2025 = rows2025.ToDictionary(row => row[0], StringComparer.Ordinal);
        bool Persists(string[] row) => row[2] == "province" && parts.GetValueOrDefault(row[0]) == 1
            && named2025.TryGetValue(row[0], out var later) && later[3] == row[3] && later[4] == row[4];

        Units.Add(nation);
        foreach (var row in rows2020)
        {
            var through = Persists(row);
            var unit = Draft(row, ThreeTiersFrom, through ? null : TwoTiersFrom, old);
            if (through)
            {
                current.Add(unit.Code, unit);
            }
        }

        foreach (var row in rows2025.Where(row => !current.ContainsKey(row[0])))
        {
            Draft(row, TwoTiersFrom, null, current);
        }
    }

    private UnitDraft Draft(string[] row, DateOnly from, DateOnly? to, Dictionary<string, UnitDraft> tree)
    {
        var unit = new UnitDraft
        {
            Code = row[0],
            Parent = row[1].Length == 0 ? nation : tree[row[1]],
            Level = Enum.Parse<UnitLevel>(row[2], ignoreCase: true),
            UnitType = row[3],
            Name = row[4],
            NameEn = row[5],
            ValidFrom = from,
            ValidTo = to,
        };
        tree.Add(unit.Code, unit);
        Units.Add(unit);
        return unit;
    }

    private void ReadProvinceSuccession(List<string[]> merges)
    {
        foreach (var row in merges)
        {
            var (before, after) = (old[row[0]], current[row[1]]);
            if (before != after)
            {
                Successions.Add(new SuccessionDraft(before, after, SuccessionCoverage.Full, TwoTiersFrom, null));
            }
        }
    }

    private void ReadCommuneSuccession(List<string[]> rows)
    {
        foreach (var row in rows)
        {
            var coverage = Enum.Parse<SuccessionCoverage>(row[2], ignoreCase: true);
            // "spatial": found by overlaying old outlines, not stated by a resolution; the page says so.
            var note = row[3] == "spatial" ? row[4].Length > 0 ? $"spatial; {row[4]}" : "spatial" : row[4].Length > 0 ? row[4] : null;
            Successions.Add(new SuccessionDraft(old[row[0]], current[row[1]], coverage, TwoTiersFrom, note));
        }
    }

    private static List<string[]> Rows(string seed, params string[] columns)
    {
        using var file = SeedFiles.Open(seed);
        using var table = TableFile.Open(file, seed);
        var schema = new TableSchema([.. columns.Select(column => new TableColumn(column))]);
        return [.. table.Read(schema).Select(row => columns.Select(column => row[column]).ToArray())];
    }
}
