using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Stock;

/// <summary>Works out which leaflets the doors of a commune's hamlets took, on a copy of its balances.</summary>
internal sealed class DoorBook
{
    private readonly Unit commune;
    private readonly Dictionary<(long Run, string Account, long Unit), long> before;
    private readonly Dictionary<(long Run, string Account, long Unit), long> now;
    private readonly Dictionary<long, Unit> places = [];

    public DoorBook(Unit commune, IReadOnlyList<StockHolding> held)
    {
        this.commune = commune;
        places[commune.Id] = commune;
        before = held.ToDictionary(line => (line.RunId, line.Account, line.UnitId), line => line.Quantity);
        now = new(before);
    }

    /// <summary>Brings a hamlet's doors to what its entries say, as far as the stores allow.</summary>
    public void Bring(Unit hamlet, long said)
    {
        places[hamlet.Id] = hamlet;
        var booked = now.Where(line => line.Key.Account == StockAccount.Doors && line.Key.Unit == hamlet.Id).Sum(line => line.Value);
        if (said > booked)
        {
            var left = Take(hamlet, hamlet, said - booked);
            Take(commune, hamlet, left);
        }
        else
        {
            GiveBack(hamlet, booked - said);
        }
    }

    /// <summary>What changed, each with the balance that it was worked out from.</summary>
    public IReadOnlyList<StockSide> Sides() =>
    [
        .. now.Select(line => (line.Key, Before: before.GetValueOrDefault(line.Key), line.Value)).Where(line => line.Value != line.Before)
            .Select(line => StockSide.Of(line.Key.Run, line.Key.Account, places[line.Key.Unit], line.Value - line.Before) with { Expected = line.Before }),
    ];

    private long Take(Unit store, Unit hamlet, long wanted)
    {
        foreach (var run in Runs(StockAccount.Stock, store).Order())
        {
            var taken = Math.Min(wanted, now[(run, StockAccount.Stock, store.Id)]);
            Move((run, StockAccount.Stock, store.Id), (run, StockAccount.Doors, hamlet.Id), taken);
            wanted -= taken;
        }

        return wanted;
    }

    // Back to the hamlet when it keeps a store of that run, else to the commune.
    private void GiveBack(Unit hamlet, long wanted)
    {
        foreach (var run in Runs(StockAccount.Doors, hamlet).OrderDescending())
        {
            var given = Math.Min(wanted, now[(run, StockAccount.Doors, hamlet.Id)]);
            var store = now.ContainsKey((run, StockAccount.Stock, hamlet.Id)) ? hamlet : commune;
            Move((run, StockAccount.Doors, hamlet.Id), (run, StockAccount.Stock, store.Id), given);
            wanted -= given;
        }
    }

    private List<long> Runs(string account, Unit unit) => [.. now.Keys.Where(key => key.Account == account && key.Unit == unit.Id).Select(key => key.Run)];

    private void Move((long Run, string Account, long Unit) from, (long Run, string Account, long Unit) to, long amount)
    {
        if (amount > 0)
        {
            now[from] -= amount;
            now[to] = now.GetValueOrDefault(to) + amount;
        }
    }
}
