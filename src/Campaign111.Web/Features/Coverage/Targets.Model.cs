using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Coverage;

/// <summary>Household targets of a commune's hamlets.</summary>
public sealed class TargetsModel
{
    public required Campaign Campaign { get; init; }

    public required Unit Commune { get; init; }

    public required IReadOnlyList<Unit> Hamlets { get; init; }

    public required IReadOnlyDictionary<long, PlaceTarget> InForce { get; init; }

    /// <summary>Earlier versions of all hamlets, newest first.</summary>
    public required IReadOnlyList<(Unit Hamlet, PlaceTarget Version)> History { get; init; }

    public required TargetForm Form { get; init; }

    /// <summary>What is wrong with an imported file.</summary>
    public IReadOnlyList<TableError> Errors { get; init; } = [];

    public string? Problem { get; init; }
}

/// <summary>A new version of one hamlet's target.</summary>
public sealed class TargetForm
{
    [Label("Thôn", "Hamlet")]
    public string? Hamlet { get; set; }

    [Label("Số hộ", "Households")]
    public long? Households { get; set; }

    [Label("Nguồn số liệu", "Source")]
    public string? Source { get; set; }

    [Label("Ngày của số liệu", "Date of the figure")]
    public DateOnly? AsOf { get; set; }
}
