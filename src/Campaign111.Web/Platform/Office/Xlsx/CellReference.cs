using System.Globalization;

namespace Campaign111.Platform.Office.Xlsx;

/// <summary>References such as BC12.</summary>
internal static class CellReference
{
    /// <summary>Row from 1 and column from 0, or null for what is no reference.</summary>
    public static (int Row, int Column)? Parse(string? reference)
    {
        if (reference is null || reference.Length > 12)
        {
            return null;
        }

        var letters = 0;
        var column = 0;
        for (; letters < reference.Length && char.IsAsciiLetter(reference[letters]) && letters < 3; letters++)
        {
            column = column * 26 + (char.ToUpperInvariant(reference[letters]) - 'A' + 1);
        }

        return letters > 0 && int.TryParse(reference.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row > 0
            ? (row, column - 1)
            : null;
    }
}
