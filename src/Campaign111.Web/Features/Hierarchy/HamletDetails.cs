using System.Text.RegularExpressions;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Hierarchy;

/// <summary>What a form or file says about a hamlet.</summary>
/// <param name="UnitType">Thôn, Ấp, Bản, Khóm, Khu phố, Tổ dân phố, ...</param>
/// <param name="Name">"1", "Bình Minh".</param>
/// <param name="Code">Its own within the commune ("thon-1"); blank makes it of type and name.</param>
/// <param name="ValidFrom">First day; null: as long as the commune exists. A campaign sees the hamlets of its tree date.</param>
public sealed partial record HamletDetails(string UnitType, string Name, string? Code = null, DateOnly? ValidFrom = null)
{
    /// <summary>Types in use, for forms; others are allowed.</summary>
    public static readonly IReadOnlyList<string> Types = ["Thôn", "Ấp", "Bản", "Làng", "Buôn", "Sóc", "Khóm", "Khu phố", "Tổ dân phố"];

    /// <summary>Composed, trimmed, with a code.</summary>
    public HamletDetails Tidy()
    {
        var (type, name) = (Clean(UnitType), Clean(Name));
        var code = string.IsNullOrWhiteSpace(Code) ? CodeOf(type, name) : Code.Trim();
        return this with { UnitType = type, Name = name, Code = code };
    }

    /// <summary>"Thôn", "Bình Minh" gives "thon-binh-minh".</summary>
    public static string CodeOf(string type, string name)
    {
        var code = TextFold.Fold($"{type} {name}").Replace(' ', '-');
        return code.Length <= 40 ? code : code[..40].TrimEnd('-');
    }

    /// <summary>What is wrong with tidied details: field and text. Empty when nothing is.</summary>
    public IEnumerable<(string Field, BilingualText Text)> Problems()
    {
        if (UnitType.Length is 0 or > 40)
        {
            yield return (nameof(UnitType), new("Ghi loại (Thôn, Ấp, Khu phố...), tối đa 40 ký tự.", "Give the type (Thôn, Ấp, Khu phố, ...), at most 40 characters."));
        }

        if (Name.Length is 0 or > 200)
        {
            yield return (nameof(Name), new("Ghi tên, tối đa 200 ký tự.", "Give the name, at most 200 characters."));
        }

        if (Code is null || !CodeForm().IsMatch(Code))
        {
            yield return (nameof(Code), new(
                "Mã thôn gồm tối đa 40 chữ thường không dấu, chữ số và gạch nối, ví dụ thon-3.",
                "A hamlet's code is at most 40 lower-case letters, digits and dashes, such as thon-3."));
        }
    }

    private static string Clean(string? text) => string.Join(' ', (text ?? "").Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex CodeForm();
}
