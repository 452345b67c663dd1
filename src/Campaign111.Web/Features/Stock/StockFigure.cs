namespace Campaign111.Features.Stock;

/// <summary>Where the leaflets of a subtree are, and how they came there: of one run or of all.</summary>
public sealed record StockFigure
{
    public long Printed { get; init; }

    public long AtPrinter { get; init; }

    public long InStore { get; init; }

    public long InTransit { get; init; }

    public long Doors { get; init; }

    public long Events { get; init; }

    public long Damaged { get; init; }

    public long WrittenOff { get; init; }

    /// <summary>Damaged on arrival and thrown away since.</summary>
    public long Scrapped { get; init; }

    public long Missing { get; init; }

    /// <summary>Above zero: counts found fewer than the book; below: more.</summary>
    public long Adjusted { get; init; }

    /// <summary>Sent to the subtree from outside it, or from the printer.</summary>
    public long Issued { get; init; }

    public long Received { get; init; }

    public long Surplus { get; init; }

    /// <summary>Sent out of the subtree: returns, mostly.</summary>
    public long SentOut { get; init; }

    public long HandedOut => Doors + Events;

    /// <summary>All that nobody can hand out any more.</summary>
    public long Lost => Missing + Damaged + WrittenOff + Scrapped;

    /// <summary>Adds up the holdings and flows of a subtree.</summary>
    /// <param name="run">One run, or null for all.</param>
    public static StockFigure Of(IEnumerable<StockHolding> holdings, IEnumerable<StockFlow> inward, IEnumerable<StockFlow> outward, long? run = null)
    {
        var held = holdings.Where(line => run is null || line.RunId == run).GroupBy(line => line.Account).ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity));
        var came = inward.Where(flow => run is null || flow.RunId == run).ToList();
        return new StockFigure
        {
            Printed = -held.GetValueOrDefault(StockAccount.Source),
            AtPrinter = held.GetValueOrDefault(StockAccount.Printer),
            InStore = held.GetValueOrDefault(StockAccount.Stock),
            InTransit = held.GetValueOrDefault(StockAccount.Transit),
            Doors = held.GetValueOrDefault(StockAccount.Doors),
            Events = held.GetValueOrDefault(StockAccount.Events),
            Damaged = held.GetValueOrDefault(StockAccount.Damaged),
            WrittenOff = held.GetValueOrDefault(StockAccount.WrittenOff),
            Scrapped = held.GetValueOrDefault(StockAccount.Scrapped),
            Missing = held.GetValueOrDefault(StockAccount.Missing),
            Adjusted = held.GetValueOrDefault(StockAccount.Adjustment),
            Issued = came.Sum(flow => flow.Issued),
            Received = came.Sum(flow => flow.Received),
            Surplus = came.Sum(flow => flow.Surplus),
            SentOut = outward.Where(flow => run is null || flow.RunId == run).Sum(flow => flow.Issued),
        };
    }
}
