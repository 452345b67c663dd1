using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Hierarchy;

/// <summary>What a file of units would do to the tree. A bad row gets its errors; nothing is written here.</summary>
internal sealed class UnitFilePlan
{
    private readonly TableImportOptions options;
    private readonly Unit nation;
    private readonly ILookup<string, Unit> byCode;
    private readonly ILookup<long?, Unit> byParent;
    private readonly Dictionary<string, UnitFileRow> rows = new(StringComparer.Ordinal);

    /// <param name="units">All units above the hamlets, of all times.</param>
    /// <param name="options">The day and the reach.</param>
    public UnitFilePlan(IReadOnlyList<Unit> units, TableImportOptions options)
    {
        this.options = options;
        nation = units.First(unit => unit.Level == UnitLevel.Nation);
        byCode = units.ToLookup(unit => unit.Code, StringComparer.Ordinal);
        byParent = units.ToLookup(unit => unit.ParentId);
        Units = units;
    }

    public IReadOnlyList<Unit> Units { get; }

    /// <summary>Rows that add a unit, with the code of their parent; parents before children.</summary>
    public List<UnitFileRow> Additions { get; } = [];

    /// <summary>Type, name or parent of a unit changes.</summary>
    public Dictionary<long, UnitFileRow> Changes { get; } = [];

    /// <summary>Unit and the first day without it.</summary>
    public List<(Unit Unit, DateOnly On)> Dissolutions { get; } = [];

    public int Unchanged { get; private set; }

    public Unit? Find(string code) => code.Length == 0 ? nation : byCode[code].FirstOrDefault(unit => unit.ExistsOn(options.Day));

    public void Read(IReadOnlyList<UnitFileRow> all)
    {
        foreach (var row in all.Where(row => row.Code.Length > 0))
        {
            if (!rows.TryAdd(row.Code, row))
            {
                row.Source.Fail("code", $"Mã '{row.Code}' đã có ở dòng {rows[row.Code].Source.Line}.", $"The code '{row.Code}' stands in line {rows[row.Code].Source.Line} already.");
            }
        }

        foreach (var row in all.Where(row => row.IsGood).OrderBy(row => row.Level))
        {
            Place(row);
        }
    }

    /// <summary>Whether a change makes a new unit follow the old one. On a unit's own first day it is a correction.</summary>
    public bool Follows(Unit unit) => options.Effective is { } effective && unit.ValidFrom < effective;

    private void Place(UnitFileRow row)
    {
        if (Find(row.Code) is not { } unit)
        {
            PlaceNew(row);
        }
        else if (unit.Level != row.Level)
        {
            row.Source.Fail(
                "level",
                $"Mã '{row.Code}' là {unit.FullName}, thuộc cấp khác. Kiểm tra mã và cấp.",
                $"The code '{row.Code}' is {unit.FullName}, of another level. Check code and level.");
        }
        else if (!options.Reaches(unit.Path))
        {
            row.Source.Fail("code", $"{unit.FullName} không thuộc đơn vị của bạn.", $"{unit.FullName} is outside your unit.");
        }
        else if (CheckParent(row) && CheckKnown(row, unit))
        {
            PlaceKnown(row, unit);
        }
    }

    private void PlaceNew(UnitFileRow row)
    {
        var from = row.ValidFrom ?? options.Day;
        if (!CheckParent(row))
        {
            return;
        }

        if (byCode[row.Code].FirstOrDefault(other => other.ValidFrom < (row.ValidTo ?? DateOnly.MaxValue) && (other.ValidTo ?? DateOnly.MaxValue) > from) is { } other)
        {
            row.Source.Fail(
                "valid_from",
                $"Mã '{row.Code}' từ {Formats.DocumentDate(other.ValidFrom)} là {other.FullName}: hai đơn vị không được cùng mã trong một ngày.",
                $"From {Formats.DocumentDate(other.ValidFrom)} the code '{row.Code}' is {other.FullName}: two units cannot share a code on one day.");
            return;
        }

        if (!ParentExists(row, from))
        {
            row.Source.Fail("valid_from", $"Đơn vị cấp trên (mã '{row.ParentCode}') không tồn tại vào ngày {Formats.DocumentDate(from)}.", $"The parent (code '{row.ParentCode}') does not exist on {Formats.DocumentDate(from)}.");
            return;
        }

        Additions.Add(row);
    }

    // As the tree will be after this file: it may add or dissolve the parent itself.
    private bool ParentExists(UnitFileRow row, DateOnly on)
    {
        var parent = Find(row.ParentCode);
        var inFile = rows.GetValueOrDefault(row.ParentCode);
        var first = parent?.ValidFrom ?? inFile?.ValidFrom ?? options.Day;
        var end = inFile?.ValidTo ?? parent?.ValidTo ?? DateOnly.MaxValue;
        return first <= on && on < end;
    }

    // A parent may come from the file itself; then the row that adds it has been placed already, since levels go from the top.
    private bool CheckParent(UnitFileRow row)
    {
        var parent = Find(row.ParentCode);
        var added = parent is null ? Additions.Find(other => other.Code == row.ParentCode) : null;
        if ((parent?.Level ?? added?.Level) is not { } level)
        {
            row.Source.Fail(
                "parent_code",
                $"Không có đơn vị nào mang mã '{row.ParentCode}' vào ngày {Formats.DocumentDate(options.Day)}, cũng không có trong tệp (hoặc dòng đó có lỗi).",
                $"No unit bears the code '{row.ParentCode}' on {Formats.DocumentDate(options.Day)}, nor does the file add it (or its line is bad).");
            return false;
        }

        var fits = row.Level switch
        {
            UnitLevel.Province => level == UnitLevel.Nation,
            UnitLevel.District => level == UnitLevel.Province,
            _ => level is UnitLevel.District or UnitLevel.Province,
        };
        if (!fits)
        {
            row.Source.Fail("parent_code", "Cấp trên phải là tỉnh (với huyện), tỉnh hoặc huyện (với xã).", "The parent must be a province (of a district), a province or district (of a commune).");
        }
        else if (parent is not null && !options.Reaches(parent.Path))
        {
            row.Source.Fail("parent_code", $"{parent.FullName} không thuộc đơn vị của bạn.", $"{parent.FullName} is outside your unit.");
            return false;
        }

        return fits;
    }

    private bool CheckKnown(UnitFileRow row, Unit unit)
    {
        if (row.ValidFrom is { } from && from != unit.ValidFrom && from != options.Effective)
        {
            row.Source.Fail(
                "valid_from",
                $"{unit.FullName} có từ {Formats.DocumentDate(unit.ValidFrom)}; ngày này không sửa được. Để trống ô này.",
                $"{unit.FullName} has existed since {Formats.DocumentDate(unit.ValidFrom)}; that day stays. Leave the cell blank.");
            return false;
        }

        if (row.ValidTo is { } to && (to <= unit.ValidFrom || to > (unit.ValidTo ?? DateOnly.MaxValue)))
        {
            row.Source.Fail("valid_to", $"Ngày giải thể nằm ngoài thời gian tồn tại của {unit.FullName}.", $"The day of dissolution lies outside the validity of {unit.FullName}.");
            return false;
        }

        var end = row.ValidTo is { } dissolved && dissolved != unit.ValidTo ? dissolved : Differs(row, unit) && Follows(unit) ? options.Effective : null;
        if (end is { } day && Later(unit, day) is { } later)
        {
            row.Source.Fail(
                "code",
                $"Dưới {unit.FullName} có {later.FullName} bắt đầu từ {Formats.DocumentDate(later.ValidFrom)}. Xử lý đơn vị đó trước.",
                $"{later.FullName} below {unit.FullName} begins on {Formats.DocumentDate(later.ValidFrom)}. Deal with it first.");
            return false;
        }

        return true;
    }

    private void PlaceKnown(UnitFileRow row, Unit unit)
    {
        var differs = Differs(row, unit);
        if (ParentDiffers(row, unit) && (!Follows(unit) || Find(row.ParentCode) is null))
        {
            row.Source.Fail(
                "parent_code",
                $"{unit.FullName} đang thuộc đơn vị khác. Chuyển đơn vị phải có ngày hiệu lực (--effective) và đơn vị mới phải có sẵn.",
                $"{unit.FullName} stands under another unit. A move needs its effective day (--effective) and a parent that exists already.");
            return;
        }

        var ends = row.ValidTo is { } to && to != unit.ValidTo;
        if (differs)
        {
            Changes[unit.Id] = row;
        }

        if (ends)
        {
            Dissolutions.Add((unit, row.ValidTo!.Value));
        }

        if (differs && ends && Follows(unit))
        {
            row.Source.Fail("valid_to", "Không vừa đổi tên vừa giải thể trong một lần nhập có ngày hiệu lực.", "A unit cannot be changed and dissolved by one import with an effective day.");
        }

        Unchanged += differs || ends ? 0 : 1;
    }

    private bool Differs(UnitFileRow row, Unit unit) =>
        row.UnitType != unit.UnitType || row.Name != unit.Name || row.NameEn != unit.NameEn || ParentDiffers(row, unit);

    private bool ParentDiffers(UnitFileRow row, Unit unit) => Find(row.ParentCode)?.Id != unit.ParentId;

    private Unit? Later(Unit unit, DateOnly day) => byParent[unit.Id]
        .Select(child => child.ValidFrom >= day && day > unit.ValidFrom ? child : Later(child, day))
        .FirstOrDefault(found => found is not null);
}
