using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Coverage.Places;

/// <summary>Reads the rows of a list against the units that there are; bad ones carry their errors.</summary>
internal sealed class PlaceListReader(IReadOnlyDictionary<string, Unit> communes, ILookup<long?, Unit> known, Func<string, bool> reaches, DateOnly today)
{
    private readonly Dictionary<(long Commune, string Code), int> seen = [];

    public PlaceListRow? Read(TableRow row)
    {
        var commune = CommuneOf(row);
        var households = row.Whole(PlaceListColumns.Households, 0, EntryForm.Most);
        var day = row.Day(PlaceListColumns.Date) ?? today;
        if (day > today)
        {
            row.Fail(PlaceListColumns.Date, "Ngày số liệu nằm trong tương lai.", "The date of the figure lies in the future.");
        }

        var hamlet = PlaceListColumns.Read(row[PlaceListColumns.Hamlet]);
        if (hamlet is null)
        {
            row.Fail(
                PlaceListColumns.Hamlet,
                $"“{row[PlaceListColumns.Hamlet]}”: ghi cả loại, như Thôn 3, Ấp Tân Lập, Khu phố 2. Để trống nếu cả xã là một địa bàn.",
                $"“{row[PlaceListColumns.Hamlet]}”: write the type too, like Thôn 3, Ấp Tân Lập, Khu phố 2. Leave it empty when the whole commune is one place.");
        }

        if (commune is null || hamlet is null || households is null || row.Errors.Count > 0)
        {
            return null;
        }

        var found = Find(commune, hamlet);
        if (!seen.TryAdd((commune.Id, found?.Code ?? hamlet.Code!), row.Line))
        {
            row.Fail(PlaceListColumns.Hamlet, $"Địa bàn này đã có ở dòng {seen[(commune.Id, found?.Code ?? hamlet.Code!)]}.", $"This place stands in line {seen[(commune.Id, found?.Code ?? hamlet.Code!)]} already.");
            return null;
        }

        foreach (var (_, text) in found is null ? hamlet.Problems() : [])
        {
            row.Fail(PlaceListColumns.Hamlet, text.Vi, text.En);
        }

        var source = row[PlaceListColumns.Source] is { Length: > 0 } given ? given : "Xã báo cáo";
        return row.Errors.Count > 0 ? null : new PlaceListRow(commune, found, hamlet, households.Value, source, day);
    }

    private Unit? CommuneOf(TableRow row)
    {
        var code = row[PlaceListColumns.Commune];
        if (code.Length == 0)
        {
            return null;
        }

        // Excel drops leading zeros of what it takes for a number.
        if (!communes.TryGetValue(code.PadLeft(5, '0'), out var commune))
        {
            row.Fail(PlaceListColumns.Commune, $"Chiến dịch không có xã mã “{code}”. Chép mã từ tệp mẫu.", $"The campaign has no commune “{code}”. Copy the code from the template.");
            return null;
        }

        if (!reaches(commune.Path))
        {
            row.Fail(PlaceListColumns.Commune, $"{commune.FullName} không thuộc phạm vi của bạn.", $"{commune.FullName} is outside your area.");
            return null;
        }

        return commune;
    }

    private Unit? Find(Unit commune, HamletDetails hamlet)
    {
        var name = TextFold.Fold($"{hamlet.UnitType} {hamlet.Name}");
        return known[commune.Id].FirstOrDefault(unit => unit.Code == hamlet.Code || TextFold.Fold(unit.FullName) == name);
    }
}
