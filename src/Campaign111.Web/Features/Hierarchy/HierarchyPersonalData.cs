using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Hierarchy;

/// <summary>Texts in the tables of units and organisations: whose they are, and what erasure does to them.</summary>
public sealed class HierarchyPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("unit") { Harmless = ["level", "code", "unit_type", "name", "name_en", "path", "sort_key", "search_text"] },
        new("unit_succession") { Words = ["note"], Harmless = ["coverage"] },
        new("organisation") { Harmless = ["code", "kind", "name", "name_en", "sort_key", "search_text"] },
        new("organisation_succession") { Words = ["note"] },
    ];
}
