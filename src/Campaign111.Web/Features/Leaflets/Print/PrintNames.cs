using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>Names of files: official codes first, then letters and digits of ASCII only, whatever system unpacks them.</summary>
public static class PrintNames
{
    /// <summary>The sheet on top of a job, before every code.</summary>
    public const string Cover = "000-danh-sach.pdf";

    /// <summary>"25318-tan-thanh" for a commune, "25318-tan-thanh-thon-3" for a hamlet.</summary>
    /// <param name="lineage">Ancestors and the unit itself, top first.</param>
    public static string Of(IReadOnlyList<Unit> lineage)
    {
        var unit = lineage[^1];
        return unit.Level == UnitLevel.Hamlet ? $"{Of(lineage[^2])}-{unit.Code}" : Of(unit);
    }

    /// <summary>The same of a unit that is no hamlet.</summary>
    public static string Of(Unit unit)
    {
        var letters = TextFold.Fold(unit.Name).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').ToArray();
        return $"{unit.Code}-{string.Join('-', new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries))}";
    }
}
