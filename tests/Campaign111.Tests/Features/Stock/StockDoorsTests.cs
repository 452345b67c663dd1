using Campaign111.Features.Stock;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Infrastructure;
using static Campaign111.Tests.Features.Coverage.CoverageWorld;

namespace Campaign111.Tests.Features.Stock;

/// <summary>What coverage entries hand out comes into the book.</summary>
public class StockDoorsTests
{
    [Theory, OnEachDatabase]
    public async Task Doors_take_from_the_hamlet_then_the_commune_and_no_more_than_is_there(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.Commune, 50);
        var hamlet = await world.Coverage.HamletAsync("25318/thon-1");
        await world.PassAsync(run, world.Commune, hamlet, 20);
        await world.Coverage.RecordAsync(Entry(households: 30, leaflets: 33));

        await world.Doors.PostAsync(world.Campaign, world.Commune, Actor.System);

        (await world.OwnAsync(hamlet)).ShouldBe(0);
        (await world.OwnAsync(world.Commune)).ShouldBe(17);
        (await world.HeldAsync(hamlet, StockAccount.Doors)).ShouldBe(33);
        await world.Coverage.RecordAsync(Entry(households: 30, leaflets: 30));
        await world.Doors.PostAsync(world.Campaign, world.Commune, Actor.System);
        (await world.OwnAsync(world.Commune)).ShouldBe(0);
        (await world.HeldAsync(world.Commune, StockAccount.Doors)).ShouldBe(50);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task Booking_twice_or_at_once_books_once_and_a_voided_entry_gives_back(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        await world.RunAsync(world.Commune, 50);
        var entry = Entry(households: 10, leaflets: 12);
        await world.Coverage.RecordAsync(entry);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.Doors.PostAsync(world.Campaign, world.Commune, Actor.System)));
        (await world.HeldAsync(world.Commune, StockAccount.Doors)).ShouldBe(12);
        (await world.Queries.OfKindAsync(world.Campaign.Id, world.Commune, StockKind.Doors, 9)).ShouldHaveSingleItem();

        await world.Coverage.RecordAsync(Entry(households: 4, leaflets: 4) with { Voids = entry.Key });
        await world.Doors.PostAsync(world.Campaign, world.Commune, Actor.System);
        (await world.HeldAsync(world.Commune, StockAccount.Doors)).ShouldBe(4);
        (await world.OwnAsync(world.Commune)).ShouldBe(46);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task The_oldest_run_goes_first(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var old = await world.RunAsync(world.Commune, 10);
        var late = await world.RunAsync(world.Commune, 10);
        await world.Coverage.RecordAsync(Entry(households: 12, leaflets: 12));

        await world.Doors.PostAsync(world.Campaign, Actor.System);

        var doors = (await world.Queries.HoldingsAsync(world.Campaign.Id, world.Commune)).Where(line => line.Account == StockAccount.Doors).ToDictionary(line => line.RunId, line => line.Quantity);
        doors.ShouldBe(new Dictionary<long, long> { [old] = 10, [late] = 2 }, ignoreOrder: true);
        await world.SoundAsync();
    }
}
