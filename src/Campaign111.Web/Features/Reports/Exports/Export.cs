namespace Campaign111.Features.Reports.Exports;

/// <summary>Where a long export stands.</summary>
public enum ExportState
{
    /// <summary>Not finished: nobody or somebody works on it.</summary>
    Waiting,

    Done,

    Failed,

    Cancelled,

    /// <summary>Its file was taken away after its time.</summary>
    Removed,
}

/// <summary>A long export, made in the background.</summary>
public sealed class Export
{
    public Guid Id { get; init; }

    public long CampaignId { get; init; }

    public long UnitId { get; init; }

    public string Path { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Format { get; init; } = "";

    public string? Tier { get; init; }

    public DateOnly? AsOfDay { get; init; }

    public string Language { get; init; } = "";

    public string ViewerPath { get; init; } = "";

    public DateTimeOffset BegunAt { get; init; }

    public long? Bound { get; init; }

    public ExportState State { get; init; }

    /// <summary>Rows expected, where that is known.</summary>
    public long? RowsAbout { get; init; }

    public long RowsDone { get; init; }

    public long? SizeBytes { get; init; }

    public string? Sha256 { get; init; }

    /// <summary>Why it failed, for the person who asked.</summary>
    public string? Problem { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public long AccountId { get; init; }

    public string AccountName { get; init; } = "";
}

/// <summary>A finished part of a long export.</summary>
public sealed class ExportPart
{
    /// <summary>From 0.</summary>
    public int Part { get; init; }

    public long RowCount { get; init; }

    /// <summary>Bytes in the finished format, before packing.</summary>
    public long PlainBytes { get; init; }

    /// <summary>Length of the part's file.</summary>
    public long FileBytes { get; init; }

    public long Crc { get; init; }

    /// <summary>Where the next part begins; null behind the last one.</summary>
    public string? NextKey { get; init; }
}
