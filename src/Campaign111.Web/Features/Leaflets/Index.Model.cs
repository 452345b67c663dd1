using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;

namespace Campaign111.Features.Leaflets;

/// <summary>A unit in the list.</summary>
/// <param name="Unit">A commune.</param>
/// <param name="District">Its district, or null.</param>
/// <param name="Address">What its code decodes to, or null before the first print.</param>
/// <param name="Runs">How often its leaflet was made.</param>
public sealed record LeafletLine(Unit Unit, string? District, string? Address, int Runs);

/// <summary>A design and the owner's decision about its version, or null.</summary>
public sealed record DesignLine(LeafletDesign Design, DesignDecision? Decision);

/// <summary>Model of the leaflets page: one commune with its preview, or a list of communes.</summary>
public sealed class IndexModel
{
    public required Campaign Campaign { get; init; }

    /// <summary>The commune shown, or the province or district whose communes are listed.</summary>
    public required Unit Unit { get; init; }

    public LeafletDesign Design => Choice.Design;

    /// <summary>The owner's decision about this version, or null.</summary>
    public required DesignDecision? Decision { get; init; }

    /// <summary>Why nothing can be printed, or null.</summary>
    public required string? Refusal { get; init; }

    /// <summary>The decoded address of the unit shown; null when the public address is not set.</summary>
    public required string? Address { get; init; }

    /// <summary>What is shown and would be printed.</summary>
    public required LeafletChoice Choice { get; init; }

    /// <summary>Every design with the owner's decision about it.</summary>
    public required IReadOnlyList<DesignLine> Designs { get; init; }

    /// <summary>The commune's own line, or nothing.</summary>
    public required string LocalLine { get; init; }

    public required bool MayApprove { get; init; }

    /// <summary>Communes, one page; empty for a single commune.</summary>
    public required IReadOnlyList<LeafletLine> Lines { get; init; }

    public required PagerModel Pager { get; init; }

    /// <summary>What was searched for.</summary>
    public required string Search { get; init; }

    /// <summary>Steps above the page; the last is the page itself.</summary>
    public required IReadOnlyList<PlaceStep> Steps { get; init; }

    /// <summary>The choice as it stands in an address.</summary>
    public LeafletQuery Query => new() { Unit = Unit.Code, Design = Design.Id, Language = Choice.Language, Mono = Choice.Mono };

    public bool IsSingle => Unit.Level == UnitLevel.Commune;

    public bool CanPrint => Refusal is null;
}
