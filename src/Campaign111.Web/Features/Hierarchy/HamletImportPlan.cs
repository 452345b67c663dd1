using Campaign111.Platform.Data;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Hierarchy;

/// <summary>What a file of hamlets would do, row by row; bad rows carry their errors.</summary>
internal sealed class HamletImportPlan(IReadOnlyDictionary<string, Unit> communes, IEnumerable<Unit> there, TableImportOptions options)
{
    private readonly ILookup<long, Unit> existing = there.ToLookup(unit => unit.ParentId!.Value);
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
    private int unchanged;

    public List<(Unit Commune, HamletDetails Hamlet)> Additions { get; } = [];

    public List<HamletCorrection> Corrections { get; } = [];

    public TableImportResult Result(IReadOnlyList<TableRow> rows, bool dryRun) =>
        new(rows.Count, [.. rows.SelectMany(row => row.Errors)], dryRun) { Added = Additions.Count, Changed = Corrections.Count, Unchanged = unchanged };

    public void Add(TableRow row)
    {
        var from = row.Day("valid_from");
        var hamlet = new HamletDetails(row["type"], row["name"], row["code"], from).Tidy();
        if (row.Errors.Count > 0)
        {
            return;
        }

        foreach (var (field, text) in hamlet.Problems())
        {
            row.Fail(field == nameof(HamletDetails.UnitType) ? "type" : field == nameof(HamletDetails.Name) ? "name" : "code", text.Vi, text.En);
        }

        if (CommuneOf(row) is { } commune && row.Errors.Count == 0 && IsFirst(row, commune, hamlet))
        {
            Place(row, commune, hamlet);
        }
    }

    private Unit? CommuneOf(TableRow row)
    {
        var code = row["commune_code"];
        if (!communes.TryGetValue(code, out var commune))
        {
            var day = $"{options.Day:d/M/yyyy}";
            row.Fail("commune_code", $"Không có xã nào mang mã '{code}' vào ngày {day}.", $"No commune bears the code '{code}' on {day}.");
        }
        else if (!options.Reaches(commune.Path))
        {
            row.Fail("commune_code", $"{commune.FullName} không thuộc đơn vị của bạn.", $"{commune.FullName} is outside your unit.");
            return null;
        }

        return commune;
    }

    private bool IsFirst(TableRow row, Unit commune, HamletDetails hamlet)
    {
        foreach (var (key, column) in new[] { ($"{commune.Id}/{hamlet.Code}", "code"), ($"{commune.Id}//{hamlet.UnitType} {hamlet.Name}", "name") })
        {
            if (!seen.TryAdd(key, row.Line))
            {
                row.Fail(column, $"Trùng với dòng {seen[key]}.", $"The same as line {seen[key]}.");
                return false;
            }
        }

        return true;
    }

    private void Place(TableRow row, Unit commune, HamletDetails hamlet)
    {
        var there = existing[commune.Id].Where(unit => unit.Code == hamlet.Code && unit.ExistsOn(options.Day)).ToList();
        if (there.Count == 0)
        {
            try
            {
                HamletRules.Draft(commune, hamlet, [.. existing[commune.Id]]);
                Additions.Add((commune, hamlet));
            }
            catch (UnitRuleException wrong)
            {
                row.Fail(wrong.Field == nameof(HamletDetails.ValidFrom) ? "valid_from" : "code", wrong.Text.Vi, wrong.Text.En);
            }
        }
        else if (there[0].UnitType == hamlet.UnitType && there[0].Name == hamlet.Name)
        {
            unchanged++;
        }
        else
        {
            Corrections.Add(new HamletCorrection(there[0], hamlet));
        }
    }
}

/// <summary>A hamlet whose type or name the file gives otherwise.</summary>
internal sealed record HamletCorrection(Unit Unit, HamletDetails Hamlet)
{
    public object Row()
    {
        var nameEn = UnitText.Plain(Hamlet.Name);
        return new
        {
            Hamlet.UnitType,
            Hamlet.Name,
            NameEn = nameEn,
            SortKey = TextFold.SortKey(Hamlet.Name),
            SearchText = UnitText.Search(Hamlet.UnitType, Hamlet.Name, nameEn, Unit.Code),
            Unit.Id,
        };
    }
}
