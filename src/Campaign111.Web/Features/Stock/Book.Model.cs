using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Stock;

/// <summary>The movements of a subtree, the newest first.</summary>
public sealed record BookModel(
    Campaign Campaign, StockPlace Place, IReadOnlyList<PlaceStep> Steps, IReadOnlyDictionary<long, StockRun> Runs, IReadOnlyDictionary<long, StockPlace> Places,
    IReadOnlyList<StockMove> Moves, bool MayManage, long? Older)
{
    /// <summary>What taking a movement back will do, before it happens.</summary>
    public ConfirmModel Reverse(StockMove move) => new(
        Text.Of("Đảo", "Take back"), move.Kind == StockKind.Receive
            ? Text.Of($"Ghi một bút toán ngược: {Formats.Number(move.Quantity)} tờ ra khỏi kho {Places[move.UnitId].Name}, kiện hàng trở lại trên đường để nhận lại. Dòng này vẫn còn trong sổ.", $"Stores a counter-movement: {Formats.Number(move.Quantity)} leaflets leave the store of {Places[move.UnitId].Name} and the package is on its way again. This line stays in the book.")
            : Text.Of($"Ghi một bút toán ngược cho {Formats.Number(move.Quantity)} tờ ({StockKind.Name(move.Kind)}) của {Places[move.UnitId].Name}. Dòng này vẫn còn trong sổ.", $"Stores a counter-movement of {Formats.Number(move.Quantity)} leaflets ({StockKind.Name(move.Kind)}) of {Places[move.UnitId].Name}. This line stays in the book."),
        StockLinks.Reverse(Campaign.Slug, move.Id), Text.Of("Đảo bút toán", "Take it back"))
    {
        Danger = true,
        ReasonLabel = Text.Of("Lý do", "Reason"),
        Fields = new Dictionary<string, string> { ["key"] = Guid.CreateVersion7().ToString() },
    };
}

/// <summary>Communes by when they run out.</summary>
public sealed record ForecastModel(Campaign Campaign, StockPlace Place, IReadOnlyList<PlaceStep> Steps, DateOnly Today, IReadOnlyList<StockForecast> Lines)
{
    public int Lacking => Lines.Count(line => line.Missing > 0);
}

/// <summary>The chain from printer to door of a unit and of those below it, and what it does not explain.</summary>
public sealed record ReconciliationModel(
    Campaign Campaign, StockPlace Place, IReadOnlyList<PlaceStep> Steps, DateOnly Today, IReadOnlyList<StockRun> Runs, StockRun? Run, StockChain Own, IReadOnlyList<StockChain> Children,
    IReadOnlyList<StockDifference> Differences, StockBand Band, bool MaySetBand);
