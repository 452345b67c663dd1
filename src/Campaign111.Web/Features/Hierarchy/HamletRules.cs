using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Hierarchy;

/// <summary>What must hold for a hamlet before it is written.</summary>
internal static class HamletRules
{
    public static void Check(HamletDetails tidy)
    {
        foreach (var (field, text) in tidy.Problems())
        {
            throw new UnitRuleException(field, text);
        }
    }

    /// <summary>The draft of a tidied hamlet of a commune in which others exist already.</summary>
    public static UnitDraft Draft(Unit commune, HamletDetails hamlet, IReadOnlyCollection<Unit> there)
    {
        Check(hamlet);
        if (commune.Level != UnitLevel.Commune)
        {
            throw new UnitRuleException("", "Thôn, khu phố chỉ thuộc xã, phường, thị trấn.", "Hamlets stand under communes only.");
        }

        var from = hamlet.ValidFrom ?? commune.ValidFrom;
        if (from < commune.ValidFrom || from >= (commune.ValidTo ?? DateOnly.MaxValue))
        {
            throw new UnitRuleException(
                nameof(HamletDetails.ValidFrom),
                $"{commune.FullName} không tồn tại vào ngày {Formats.DocumentDate(from)}. Chọn ngày khác hoặc để trống.",
                $"{commune.FullName} does not exist on {Formats.DocumentDate(from)}. Choose another day or leave it blank.");
        }

        if (there.FirstOrDefault(other => Overlaps(other, from, commune.ValidTo) && (other.Code == hamlet.Code || SameName(other, hamlet))) is { } taken)
        {
            throw new UnitRuleException(
                nameof(HamletDetails.Code),
                $"{commune.FullName} đã có {taken.FullName} (mã {taken.Code}). Đổi mã, đổi tên, hoặc sửa thôn đã có.",
                $"{commune.FullName} has {taken.FullName} (code {taken.Code}) already. Change code or name, or edit the existing one.");
        }

        return new UnitDraft
        {
            Level = UnitLevel.Hamlet, Code = hamlet.Code!, UnitType = hamlet.UnitType, Name = hamlet.Name, NameEn = UnitText.Plain(hamlet.Name),
            ValidFrom = from, ValidTo = commune.ValidTo, ExistingParentId = commune.Id,
        };
    }

    public static void CheckEnd(Unit hamlet, DateOnly on)
    {
        if (on <= hamlet.ValidFrom || on >= (hamlet.ValidTo ?? DateOnly.MaxValue))
        {
            throw new UnitRuleException(
                "On",
                $"Ngày giải thể phải sau {Formats.DocumentDate(hamlet.ValidFrom)}{(hamlet.ValidTo is { } end ? $" và trước {Formats.DocumentDate(end)}" : "")}.",
                $"The day must come after {Formats.DocumentDate(hamlet.ValidFrom)}{(hamlet.ValidTo is { } last ? $" and before {Formats.DocumentDate(last)}" : "")}.");
        }
    }

    /// <summary>The hamlets of the same commune that bear these codes on the day.</summary>
    public static List<Unit> Successors(Unit hamlet, DateOnly on, IReadOnlyCollection<string> codes, IReadOnlyList<Unit> there)
    {
        var found = new List<Unit>();
        foreach (var code in codes.Select(code => code.Trim()).Where(code => code.Length > 0).Distinct())
        {
            found.Add(there.FirstOrDefault(unit => unit.Code == code && unit.Id != hamlet.Id && unit.ExistsOn(on)) ?? throw new UnitRuleException(
                "Successors",
                $"Không có thôn nào khác mang mã '{code}' vào ngày {Formats.DocumentDate(on)}. Thêm thôn mới trước, rồi giải thể thôn cũ.",
                $"No other hamlet bears the code '{code}' on {Formats.DocumentDate(on)}. Add the new hamlet first, then dissolve the old one."));
        }

        return found;
    }

    private static bool SameName(Unit other, HamletDetails hamlet) => other.UnitType == hamlet.UnitType && other.Name == hamlet.Name;

    private static bool Overlaps(Unit other, DateOnly from, DateOnly? to) =>
        (other.ValidTo is null || other.ValidTo > from) && (to is null || other.ValidFrom < to);
}
