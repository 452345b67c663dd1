using System.Text.Json.Serialization;

namespace Campaign111.Features.Coverage;

/// <summary>Body of POST /api/v1/coverage/entries.</summary>
public sealed record EntriesRequest(IReadOnlyList<IncomingEntry?>? Entries);

/// <summary>Answer to it: sent after the commit.</summary>
public sealed record EntriesAnswer(string Receipt, IReadOnlyList<EntryAnswer> Results);

/// <summary>The verdict on one entry; status is stored, duplicate, held or rejected.</summary>
public sealed record EntryAnswer(string? Key, string Status, IReadOnlyList<string> Flags, string? Reason);

/// <summary>Answer of GET /api/v1/coverage: a unit and its children.</summary>
public sealed record FiguresAnswer(string Campaign, DateOnly AsOf, bool Illustrative, FigureAnswer Unit, IReadOnlyList<FigureAnswer> Children);

/// <summary>One unit's figure. Percentages are 0 to 100 and beyond; null means unknown, never zero.</summary>
public sealed record FigureAnswer
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Level { get; init; }

    public long? Target { get; init; }

    public long Reached { get; init; }

    public long Settled { get; init; }

    public decimal? Percent { get; init; }

    public decimal? Expected { get; init; }

    /// <summary>unknown-target, not-due, not-started, on-pace, behind, far-behind, overdue, completed.</summary>
    public required string Status { get; init; }

    public bool Silent { get; init; }

    public DateOnly? LastDay { get; init; }

    public int? DaysLeft { get; init; }

    public long Leaflets { get; init; }

    public long Entries { get; init; }

    public long Held { get; init; }

    public DateTimeOffset? LastEntryAt { get; init; }
}

/// <summary>Answer of GET /api/v1/coverage/pack: what a phone needs without a network.</summary>
public sealed record PackAnswer(
    string Campaign,
    string Name,
    DateOnly StartsOn,
    DateOnly? LastDay,
    string Unit,
    string UnitName,
    IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> Methods,
    IReadOnlyList<PackHamlet> Hamlets);

/// <summary>A hamlet in the pack; households only where it is logged by register.</summary>
public sealed record PackHamlet(string Place, string Name, string Mode, long? Target, IReadOnlyList<PackHousehold> Households);

/// <summary>A household in the pack; state is the last outcome, "reached" once it was reached, or null. Absences settle it at the third. What is 0 or
/// null is left out: most households are untouched, and the pack travels over slow networks. The label is there only where the commune keeps labels.</summary>
public sealed record PackHousehold(
    string Code,
    string Address,
    string? State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Absences,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] DateOnly? ReachedOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] string? Label);

/// <summary>Answer of GET /api/v1/coverage/receipts: those of the receipts asked for that exist and that the reader may see.</summary>
public sealed record ReceiptsAnswer(IReadOnlyList<ReceiptAnswer> Receipts);

/// <summary>JSON of the coverage API, generated at build.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EntriesRequest))]
[JsonSerializable(typeof(EntriesAnswer))]
[JsonSerializable(typeof(FiguresAnswer))]
[JsonSerializable(typeof(PackAnswer))]
[JsonSerializable(typeof(ReceiptAnswer))]
[JsonSerializable(typeof(ReceiptsAnswer))]
internal sealed partial class CoverageJson : JsonSerializerContext;
