using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Coverage;

/// <summary>A commune's log page: its figure, its hamlets, what waits for an officer.</summary>
public sealed class CommuneModel
{
    public required Campaign Campaign { get; init; }

    public required Unit Commune { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>Null for a collaborator, who sees their own hamlets only.</summary>
    public UnitStanding? Standing { get; init; }

    public required IReadOnlyList<UnitStanding> Hamlets { get; init; }

    public required IReadOnlySet<long> RegisterHamlets { get; init; }

    /// <summary>Hamlets with entries that wait, and how many.</summary>
    public int Held => (int)Hamlets.Sum(hamlet => hamlet.Figure.Held);

    public bool MaySetTargets { get; init; }

    /// <summary>The reader is a superior: entries will say so.</summary>
    public bool OnBehalf { get; init; }
}
