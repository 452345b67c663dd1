using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Stock;

/// <summary>A package as a list shows it.</summary>
public sealed record PackageLine(StockShipment Package, StockPlace From, StockPlace To, bool MayReceive);

/// <summary>A request as a list shows it.</summary>
public sealed record RequestLine(StockRequest Request, StockPlace Place, bool MayDecide);

/// <summary>A unit's stock page.</summary>
public sealed class StockModel
{
    public required Campaign Campaign { get; init; }

    public required StockPlace Place { get; init; }

    public required IReadOnlyList<PlaceStep> Steps { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>The whole subtree, all runs.</summary>
    public required StockFigure Figure { get; init; }

    /// <summary>The runs of the campaign, by id.</summary>
    public required IReadOnlyDictionary<long, StockRun> Runs { get; init; }

    /// <summary>In the unit's own store, at the printer's for it, and what arrived damaged.</summary>
    public required IReadOnlyList<StockHolding> Own { get; init; }

    /// <summary>Units below with their subtree's figures.</summary>
    public required IReadOnlyList<(StockPlace Place, StockFigure Figure)> Children { get; init; }

    public required IReadOnlyList<PackageLine> OnTheWay { get; init; }

    /// <summary>Open requests of units below.</summary>
    public required IReadOnlyList<RequestLine> Asked { get; init; }

    /// <summary>The unit's own newest requests.</summary>
    public required IReadOnlyList<StockRequest> OwnRequests { get; init; }

    /// <summary>Leaflets that entries handed out and the book does not hold yet.</summary>
    public required long Unbooked { get; init; }

    /// <summary>Null when the unit has nothing to run out of.</summary>
    public required StockForecast Forecast { get; init; }

    public required bool MayManage { get; init; }

    public string Slug => Campaign.Slug;

    public bool IsCommittee => Place.Unit.Level is UnitLevel.Nation or UnitLevel.Province or UnitLevel.District;

    public bool KeepsDoors => Place.Unit.Level is UnitLevel.Commune or UnitLevel.Hamlet;

    public long OwnDamaged => Own.Where(line => line.Account == StockAccount.Damaged).Sum(line => line.Quantity);

    public long OwnQuantity => Own.Where(line => line.Account == StockAccount.Stock).Sum(line => line.Quantity);

    public string RunName(long run) => StockWords.Name(Runs[run]);

    public int Late => OnTheWay.Count(line => line.Package.IsLate(Today));

    /// <summary>The forecast in words.</summary>
    public string ForecastText => ForecastWords.Of(Forecast);
}

/// <summary>A forecast in words.</summary>
internal static class ForecastWords
{
    public static string Of(StockForecast forecast) => forecast switch
    {
        { Missing: 0, StillNeeded: not null } => Text.Of("đủ cho số hộ còn lại", "enough for the households left"),
        { OnHand: 0 } => Text.Of("đã hết", "nothing left"),
        { RunsOutOn: { } day } => Text.Of($"hết ngày {Formats.Date(day)} nếu phát như 7 ngày qua", $"empty on {Formats.Date(day)} at the pace of the last 7 days"),
        _ => Text.Of("7 ngày qua không phát tờ nào", "nothing handed out in the last 7 days"),
    };
}
