namespace Campaign111.Features.Leaflets.Languages;

/// <summary>A language that a unit brought to a design: the latest revision of its sheet.</summary>
public sealed class DesignTranslation
{
    public long Id { get; init; }

    public string Design { get; init; } = "";

    /// <summary>BCP 47: "km", "cjm", "rad".</summary>
    public string Language { get; init; } = "";

    /// <summary>From 1, one more with each import.</summary>
    public int Revision { get; init; }

    /// <summary>As its speakers write it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Font family, or null for the design's own.</summary>
    public string? Font { get; init; }

    /// <summary>"draft" ("chưa rà soát") or "reviewed".</summary>
    public string State { get; init; } = "";

    /// <summary>The sheet as CSV.</summary>
    public string Sheet { get; init; } = "";

    public DateTimeOffset ImportedAt { get; init; }

    public string ImportedBy { get; init; } = "";

    /// <summary>Who speaks the language and checked the texts.</summary>
    public string? Reviewer { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>Account that recorded the review.</summary>
    public string? ReviewedBy { get; init; }
}

/// <summary>What an import says about its language.</summary>
/// <param name="Code">BCP 47, two or three letters: "km".</param>
/// <param name="Name">As its speakers write it, at most 60 characters.</param>
/// <param name="Font">Family of the font folder, or null for the design's own.</param>
public sealed record TranslationInto(string Code, string Name, string? Font = null);
