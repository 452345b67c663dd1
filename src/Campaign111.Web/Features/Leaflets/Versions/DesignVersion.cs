using System.Text.Json;
using Campaign111.Features.Leaflets.Check;

namespace Campaign111.Features.Leaflets.Versions;

/// <summary>Where a version stands, as people say it.</summary>
public enum VersionState
{
    /// <summary>Being worked on; seen by the province only.</summary>
    Draft,

    /// <summary>Ready, waits for the approval.</summary>
    Submitted,

    /// <summary>Communes print it.</summary>
    Current,

    /// <summary>Approved, and a newer one took its place.</summary>
    Superseded,

    Recalled,

    /// <summary>A draft that was dropped.</summary>
    Withdrawn,
}

/// <summary>A version of a design at a unit: what was decided about it and, when an office made it, how it came about.</summary>
public sealed class DesignVersion
{
    public long Id { get; init; }

    public string Design { get; init; } = "";

    public int Version { get; init; }

    public DesignState State { get; init; }

    /// <summary>SHA-256 over its files.</summary>
    public string FilesHash { get; init; } = "";

    public DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTimeOffset? RecalledAt { get; init; }

    public string? RecallReason { get; init; }

    /// <summary>upload, edit or artwork; null for a version that came with the program.</summary>
    public string? Kind { get; init; }

    public string? Title { get; init; }

    public string? TitleEn { get; init; }

    /// <summary>The version that was reworded.</summary>
    public int? BasedOn { get; init; }

    public long? SizeBytes { get; init; }

    /// <summary>Findings that stand in the way of an approval.</summary>
    public int Problems { get; init; }

    /// <summary>Findings as JSON, when it was read for its own page.</summary>
    public string? Findings { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public string? SubmittedBy { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    public bool IsWithdrawn => WithdrawnAt is not null;

    /// <summary>May still be changed: nobody has been asked to approve it.</summary>
    public bool IsOpen => Kind is not null && State == DesignState.Draft && SubmittedAt is null && !IsWithdrawn;

    /// <summary>What the linter found when the files came in.</summary>
    public IReadOnlyList<DesignProblem> Found => Findings is null ? [] : JsonSerializer.Deserialize<List<DesignProblem>>(Findings) ?? [];

    /// <summary>Where it stands among the versions of its design.</summary>
    public VersionState Among(IEnumerable<DesignVersion> versions) => this switch
    {
        { State: DesignState.Recalled } => VersionState.Recalled,
        { State: DesignState.Approved } => versions.Any(other => other.Design == Design && other.State == DesignState.Approved && other.Version > Version) ? VersionState.Superseded : VersionState.Current,
        { IsWithdrawn: true } => VersionState.Withdrawn,
        { SubmittedAt: not null } => VersionState.Submitted,
        _ => VersionState.Draft,
    };
}
