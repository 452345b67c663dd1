namespace Campaign111.Platform.Office;

/// <summary>What a file may cost at most. Whatever exceeds a limit is refused with a message that names it; memory follows these numbers, not the file.</summary>
public sealed record TableLimits
{
    /// <summary>The limits that uploads use unless told otherwise.</summary>
    public static TableLimits Default { get; } = new();

    /// <summary>Size of the file as sent, bytes.</summary>
    public long MaxFileBytes { get; init; } = 32L << 20;

    /// <summary>Sum of the unpacked parts of an XLSX file, bytes.</summary>
    public long MaxUncompressedBytes { get; init; } = 256L << 20;

    /// <summary>Unpacked over packed size, once more than 8 MB are unpacked. Honest sheets reach 10 to 40.</summary>
    public int MaxRatio { get; init; } = 100;

    /// <summary>Parts in the XLSX package.</summary>
    public int MaxParts { get; init; } = 2_000;

    /// <summary>Characters of all shared strings of an XLSX file together: the only table that must be held in memory.</summary>
    public int MaxSharedChars { get; init; } = 32 << 20;

    /// <summary>Rows that are not blank, header included.</summary>
    public int MaxRows { get; init; } = 200_000;

    /// <summary>Columns of one row.</summary>
    public int MaxColumns { get; init; } = 100;

    /// <summary>Characters of one cell; Excel itself ends at 32,767.</summary>
    public int MaxCellChars { get; init; } = 32_767;
}
