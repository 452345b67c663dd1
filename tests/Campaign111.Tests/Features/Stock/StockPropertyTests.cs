using Campaign111.Features.Hierarchy;
using Campaign111.Features.Stock;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Features.Coverage;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Stock;

/// <summary>After any sequence of movements, several at a time, some sent again, some cut off by a crash in the middle of the transaction or before the answer,
/// the book balances, nothing is below zero, and every printed leaflet is somewhere. 4 seeds; 40 with CAMPAIGN111_DRILLS=1.</summary>
public class StockPropertyTests
{
    private const int Rounds = 40;
    private const int AtOnce = 4;

    private static int Seeds => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? 40 : 4;

    [Theory, OnEachDatabase]
    public async Task The_book_stays_sound(string dialect)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            await using var world = await StockWorld.CreateAsync(dialect);
            var play = await PlayAsync(world, seed);
            await world.SoundAsync($"seed {seed}: {play}");
            (play.Stored, play.Refused, play.Crashed, play.Replayed).ShouldSatisfyAllConditions(
                all => all.Stored.ShouldBeGreaterThan(40), all => all.Refused.ShouldBeGreaterThan(3), all => all.Crashed.ShouldBeGreaterThan(10), all => all.Replayed.ShouldBeGreaterThan(5));
        }
    }

    [Fact]
    public async Task A_store_below_zero_is_found_when_the_database_s_own_check_is_away()
    {
        await using var world = await StockWorld.CreateAsync("sqlite");
        var run = await world.RunAsync(world.Commune, 10);
        const string Steal = "UPDATE stock_balance SET quantity = quantity - 25 WHERE account = 'stock' AND run_id = @run";
        await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => world.Database.WriteAsync(session => session.ExecuteAsync(Steal, new { run })));

        await world.Database.WriteAsync(session => session.ExecuteAsync("PRAGMA ignore_check_constraints = ON"));
        await world.Database.WriteAsync(session => session.ExecuteAsync(Steal, new { run }));

        (await world.Check.FindingsAsync()).ShouldContain(finding => finding.Contains("below zero"));
    }

    private static async Task<Play> PlayAsync(StockWorld world, int seed)
    {
        var random = new Random(seed);
        List<Unit> units = [world.Province, world.District, .. world.Coverage.Communes, await world.Coverage.HamletAsync("25318/thon-1")];
        var runs = new List<long> { await world.RunAsync(world.Province, 400, inStore: false), await world.RunAsync(world.Province, 300), await world.RunAsync(world.Commune, 50) };
        var play = new Play();
        for (var round = 0; round < Rounds; round++)
        {
            var acts = Enumerable.Range(0, AtOnce).Select(_ => Act(world, new Random(random.Next()), units, runs)).ToList();
            world.Clock.CrashWith(new Random(random.Next()));
            await Task.WhenAll(acts.Select(act => RunAsync(play, act, again: random.Next(4) == 0)));
            world.Clock.CrashWith(null);
        }

        return play;
    }

    // A crash in the middle is met by sending the same again, as a phone does; a crash before the answer by sending what is stored already.
    private static async Task RunAsync(Play play, Func<Task> act, bool again)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            try
            {
                await act();
                Interlocked.Increment(ref play.Stored);
                if (!again)
                {
                    return;
                }

                again = false;
                Interlocked.Increment(ref play.Replayed);
            }
            catch (CrashException)
            {
                Interlocked.Increment(ref play.Crashed);
            }
            catch (StockRefusedException)
            {
                Interlocked.Increment(ref play.Refused);
                return;
            }
        }
    }

    // Each act has its key drawn before it runs, so that it can be sent again.
    private static Func<Task> Act(StockWorld world, Random random, List<Unit> units, List<long> runs)
    {
        var (unit, run, key, quantity) = (units[random.Next(units.Count)], runs[random.Next(runs.Count)], Guid.CreateVersion7(), random.Next(1, 60));
        switch (random.Next(11))
        {
            case 0 or 1 or 2:
                var to = units[random.Next(units.Count)];
                var account = random.Next(7) switch { 0 or 1 => StockAccount.Printer, 2 => StockAccount.Damaged, _ => StockAccount.Stock };
                var draft = new ShipmentDraft(key, run, account, account == StockAccount.Printer ? world.Province : unit, to, quantity, StockWorld.Today, StockWorld.Today);
                return () => world.Shipments.SendAsync(world.Campaign, draft, StockWorld.Officer);
            case 3 or 4 or 5:
                var (damaged, missing, pick) = (random.Next(4), random.Next(-3, 6), random.Next(100));
                return () => ReceiveAsync(world, key, damaged, missing, pick);
            case 6:
                return () => world.Uses.EventAsync(world.Campaign, unit, new UseDraft(key, run, quantity, StockWorld.Today, "Trường"), "school", StockWorld.Officer);
            case 7:
                var damagedOff = random.Next(2) == 0;
                return () => world.Uses.WriteOffAsync(world.Campaign, unit, new UseDraft(key, run, damagedOff ? 1 : quantity, StockWorld.Today, "Ướt") { Account = damagedOff ? StockAccount.Damaged : StockAccount.Stock }, StockWorld.Officer);
            case 8:
                return () => world.Uses.CountAsync(world.Campaign, unit, new UseDraft(key, run, quantity, StockWorld.Today, "Đếm"), StockWorld.Officer);
            case 9:
                var index = random.Next(100);
                return () => TakeBackAsync(world, key, index);
            default:
                var entry = CoverageWorld.Entry($"25318/thon-{random.Next(1, 3)}", households: 5, leaflets: random.Next(0, 9));
                return async () =>
                {
                    await world.Coverage.RecordAsync(entry);
                    await world.Doors.PostAsync(world.Campaign, world.Commune, Actor.System);
                };
        }
    }

    private static async Task ReceiveAsync(StockWorld world, Guid key, int damaged, int missing, int pick)
    {
        var open = await world.Queries.OnTheWayAsync(world.Campaign.Id, world.Province, 100);
        if (open.Count > 0)
        {
            var package = open[pick % open.Count];
            var to = (await world.Coverage.Units.FindAsync(package.ToUnitId))!;
            var found = new ReceiptDraft(key, Math.Max(0, package.Quantity - damaged - missing), damaged, StockWorld.Today, "Đếm");
            await world.Shipments.ReceiveAsync(world.Campaign, package, to, found, StockWorld.Officer);
        }
    }

    private static async Task TakeBackAsync(StockWorld world, Guid key, int index)
    {
        var moves = (await world.Queries.MovesAsync(world.Campaign.Id, world.Province, 200)).Where(move => StockKind.CanReverse(move.Kind) && move.ReversedBy is null).ToList();
        if (moves.Count > 0)
        {
            await world.Corrections.ReverseAsync(world.Campaign, moves[index % moves.Count], key, StockWorld.Today, "Nhầm", StockWorld.Officer);
        }
    }

    private sealed class Play
    {
        public int Stored;
        public int Refused;
        public int Crashed;
        public int Replayed;

        public override string ToString() => $"{Stored} stored, {Refused} refused, {Crashed} crashed, {Replayed} sent again";
    }
}
