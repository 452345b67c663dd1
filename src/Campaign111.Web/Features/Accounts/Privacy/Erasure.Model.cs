using Campaign111.Platform.Localisation;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Accounts.Privacy;

/// <summary>What erasing one person will do.</summary>
public sealed class ErasureModel
{
    public required AccountPerson Person { get; init; }

    /// <summary>Rows that change, by table.</summary>
    public required IReadOnlyList<ErasedRows> Rows { get; init; }

    /// <summary>What stays although it may name the person, and why.</summary>
    public required IReadOnlyList<(string Vi, string En)> Kept { get; init; }

    [Label("Tên này còn viết thế nào trong lời ghi", "How the name is written in notes")]
    public string Spellings { get; init; } = "";

    [Label("Lý do", "Reason")]
    public string Reason { get; init; } = "";
}
