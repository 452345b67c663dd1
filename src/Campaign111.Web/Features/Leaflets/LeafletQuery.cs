using Campaign111.Features.Leaflets.Print;

namespace Campaign111.Features.Leaflets;

/// <summary>What a person chose on the leaflets page, from its form or address.</summary>
public sealed record LeafletQuery
{
    /// <summary>Unit code; null for the person's own place.</summary>
    public string? Unit { get; init; }

    public string? Design { get; init; }

    /// <summary>Number of a version; null for the one that prints now.</summary>
    public int? Version { get; init; }

    public string? Language { get; init; }

    public bool Mono { get; init; }

    public SheetForm? Form { get; init; }

    public LeafletOutput? Output { get; init; }

    /// <summary>The part of an address behind "?", without the unit.</summary>
    public string Choice => $"design={Design}&language={Language}&mono={(Mono ? "true" : "false")}";
}
