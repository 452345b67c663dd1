namespace Campaign111.Features.Hierarchy;

/// <summary>What an organisation is. Stored as its lower-case name.</summary>
public enum OrganisationKind
{
    /// <summary>People's Committee or steering committee.</summary>
    Committee,

    /// <summary>Sở, phòng, ban, ngành.</summary>
    Department,

    /// <summary>Mass organisation: Hội, Đoàn.</summary>
    Mass,

    /// <summary>Press office: Báo, Đài.</summary>
    Press,

    /// <summary>National agency: Bộ, Cục.</summary>
    Agency,
}

/// <summary>A department, mass organisation, press office, committee or agency, placed at a unit.</summary>
public sealed class Organisation
{
    public long Id { get; init; }

    public long UnitId { get; init; }

    /// <summary>Unique in the installation: "70-so-ldtbxh".</summary>
    public string Code { get; init; } = "";

    public OrganisationKind Kind { get; init; }

    public string Name { get; init; } = "";

    public string NameEn { get; init; } = "";

    /// <summary>First day on which it exists.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it no longer exists; null while it does.</summary>
    public DateOnly? ValidTo { get; init; }

    public bool ExistsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);
}
