using Campaign111.Platform.Data;

namespace Campaign111.Features.Hierarchy;

/// <summary>A unit that is about to be written. Its parent is another draft, or a unit that exists already.</summary>
internal sealed class UnitDraft
{
    public required UnitLevel Level { get; init; }

    public required string Code { get; init; }

    public required string UnitType { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public UnitDraft? Parent { get; init; }

    public long? ExistingParentId { get; init; }

    /// <summary>Given by the database when the draft is written.</summary>
    public long Id { get; set; }

    public long? ParentId => Parent?.Id ?? ExistingParentId;

    public string SortKey => TextFold.SortKey(Name);

    public string SearchText => UnitText.Search(UnitType, Name, NameEn, Code);
}

/// <summary>One step of a succession between drafts.</summary>
internal sealed record SuccessionDraft(UnitDraft Old, UnitDraft New, SuccessionCoverage Coverage, DateOnly EffectiveOn, string? Note);

/// <summary>Text forms of units that are stored or searched.</summary>
internal static class UnitText
{
    private const int SearchLength = 400;

    /// <summary>Folded "type name name_en code", with a space in front so that every word can be found by its beginning.</summary>
    public static string Search(string type, string name, string nameEn, string code)
    {
        var (folded, english) = (TextFold.Fold(name), TextFold.Fold(nameEn));
        var text = $" {TextFold.Fold(type)} {folded} {(english == folded ? "" : english + " ")}{TextFold.Fold(code)}";
        return text.Length <= SearchLength ? text : text[..SearchLength];
    }

    /// <summary>A name without diacritics, capitals kept: "Bình Phước" gives "Binh Phuoc".</summary>
    public static string Plain(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PlainWord));

    private static string PlainWord(string word)
    {
        var marks = word.Normalize(System.Text.NormalizationForm.FormD)
            .Where(c => System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
            .Select(c => c switch { 'đ' => 'd', 'Đ' => 'D', _ => c });
        return string.Concat(marks);
    }
}
