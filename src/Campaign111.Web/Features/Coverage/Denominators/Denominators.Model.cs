using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage.Denominators;

/// <summary>A commune's numbers of households, version by version.</summary>
public sealed class DenominatorsModel
{
    public required Campaign Campaign { get; init; }

    public required Unit Commune { get; init; }

    public required IReadOnlyList<Unit> Hamlets { get; init; }

    /// <summary>Reached households by hamlet.</summary>
    public required IReadOnlyDictionary<long, long> Reached { get; init; }

    public required IReadOnlyDictionary<long, PlaceTarget> InForce { get; init; }

    /// <summary>Open households of registers by hamlet; hamlets without a register are missing.</summary>
    public required IReadOnlyDictionary<long, long> Register { get; init; }

    public required IReadOnlyList<DenominatorSet> Sets { get; init; }

    public required IReadOnlyDictionary<(long Set, long Hamlet), long> Figures { get; init; }

    /// <summary>The reader stands above the commune.</summary>
    public bool MayDecide { get; init; }

    public DenominatorForm Form { get; init; } = new();

    public string? Problem { get; init; }

    /// <summary>Percent of the commune when a version is in force; hamlets that it leaves out keep their target. Null without any target.</summary>
    public decimal? PercentWith(DenominatorSet? set)
    {
        var households = Hamlets.Sum(hamlet => set is not null && Figures.TryGetValue((set.Id, hamlet.Id), out var given) ? given : InForce.GetValueOrDefault(hamlet.Id)?.Households ?? 0);
        return households > 0 ? 100m * Reached.Values.Sum() / households : null;
    }
}

/// <summary>A version as it is typed.</summary>
public sealed class DenominatorForm
{
    [Label("Loại", "Kind")]
    public string Kind { get; set; } = "own";

    [Label("Nguồn số liệu", "Source")]
    public string? Source { get; set; }

    [Label("Ngày của số liệu", "Date of the figures")]
    public DateOnly? AsOf { get; set; }

    /// <summary>By hamlet code; empty ones are left out.</summary>
    public Dictionary<string, long?> Households { get; set; } = [];
}
