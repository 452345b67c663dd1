namespace Campaign111.Features.Materials;

/// <summary>Something a press office may take: the leaflet, the hotline's facts, a script.</summary>
public sealed class Material
{
    public long Id { get; init; }

    /// <summary>"to-roi", "thong-tin-111", "loa-truyen-thanh".</summary>
    public string Code { get; init; } = "";

    public long CampaignId { get; init; }

    /// <summary>The unit that publishes it.</summary>
    public long UnitId { get; init; }

    public string Path { get; init; } = "";

    public string Title { get; init; } = "";

    public string TitleEn { get; init; } = "";

    /// <summary>A code of <see cref="MaterialKinds"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>A code of <see cref="MaterialAudiences"/>.</summary>
    public string Audience { get; init; } = "";
}

/// <summary>An unchangeable version of a material.</summary>
public sealed class MaterialVersion
{
    public long Id { get; init; }

    public long MaterialId { get; init; }

    public int Version { get; init; }

    /// <summary>"published" or "recalled".</summary>
    public string State { get; init; } = "";

    public DateTimeOffset PublishedAt { get; init; }

    public string PublishedBy { get; init; } = "";

    public DateTimeOffset? RecalledAt { get; init; }

    public string? RecallReason { get; init; }

    /// <summary>What one may do with it, in a sentence.</summary>
    public string Licence { get; init; } = "";

    public string LicenceEn { get; init; } = "";

    /// <summary>The first day on which the press may take it; null: at once.</summary>
    public DateOnly? EmbargoOn { get; init; }

    /// <summary>What is new in it.</summary>
    public string? Note { get; init; }

    public bool IsEmbargoed(DateOnly today) => EmbargoOn > today;

    public bool IsRecalled => State == "recalled";
}

/// <summary>A file of a version.</summary>
public sealed class MaterialFile
{
    public long Id { get; init; }

    public long VersionId { get; init; }

    public string Name { get; init; } = "";

    public string Title { get; init; } = "";

    public string TitleEn { get; init; } = "";

    public string MediaType { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>vi, en, another code; empty without words.</summary>
    public string Language { get; init; } = "";

    public bool IsPicture => MediaType is "image/png" or "image/jpeg" or "image/svg+xml";
}

/// <summary>A video, by its address.</summary>
public sealed class MaterialLink
{
    public long VersionId { get; init; }

    public string Title { get; init; } = "";

    public string TitleEn { get; init; } = "";

    public string Address { get; init; } = "";

    public string Language { get; init; } = "";
}

/// <summary>A material that is about to become a version.</summary>
public sealed record MaterialDraft(string Code, string Kind, string Title, string TitleEn, IReadOnlyList<FileDraft> Files)
{
    public string Audience { get; init; } = MaterialAudiences.All;

    public string Licence { get; init; } = MaterialTexts.Licence;

    public string LicenceEn { get; init; } = MaterialTexts.LicenceEn;

    public DateOnly? EmbargoOn { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<LinkDraft> Links { get; init; } = [];

    /// <summary>The same files and links again, by the same person, are the newest version and not another one: a form that was sent twice.</summary>
    public bool Once { get; init; }
}

/// <summary>A file of it.</summary>
public sealed record FileDraft(string Name, string Title, string TitleEn, string MediaType, string Language, byte[] Content);

/// <summary>A video of it, by its address.</summary>
public sealed record LinkDraft(string Title, string TitleEn, string Address, string Language);

/// <summary>A material cannot be published or recalled as asked; the text says what to do.</summary>
public sealed class MaterialRefusedException(string message) : Exception(message);
