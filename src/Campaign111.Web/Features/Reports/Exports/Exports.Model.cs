using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Reports.Exports;

/// <summary>Model of the page on which an export is chosen.</summary>
public sealed class ExportModel
{
    public required Campaign Campaign { get; init; }

    public required Unit Unit { get; init; }

    /// <summary>What this person may have here.</summary>
    public required IReadOnlyList<ExportKind> Offered { get; init; }

    /// <summary>Tiers below the unit that a table may list.</summary>
    public required IReadOnlyList<UnitLevel> Tiers { get; init; }

    /// <summary>As sent.</summary>
    public required ExportWish Wish { get; init; }

    /// <summary>Why it was refused, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>The kind whose form stands open.</summary>
    public ExportKind Open => Offered.FirstOrDefault(kind => kind.Code == Wish.Kind) ?? Offered[0];
}

/// <summary>A long export in the list.</summary>
public sealed record ExportLine(Export Export, Unit Unit, Campaign? Campaign)
{
    public ExportKind? Kind => ExportKinds.Find(Export.Kind);
}

/// <summary>Model of the list of one's own exports.</summary>
public sealed record ExportListModel(IReadOnlyList<ExportLine> Lines, int Page, bool HasMore)
{
    /// <summary>Whether the page should look again by itself.</summary>
    public bool IsMoving => Lines.Any(line => line.Export.State == ExportState.Waiting);
}
