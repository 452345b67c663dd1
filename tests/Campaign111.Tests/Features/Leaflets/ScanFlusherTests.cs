using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets.Landing;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>Counts reach the database once: at once, or after an outage, or after a restart.</summary>
public class ScanFlusherTests
{
    private static readonly DateTimeOffset LateEvening = new(2020, 9, 1, 16, 30, 0, TimeSpan.Zero);

    [Theory, OnEachDatabase]
    public async Task A_scan_counts_on_the_day_in_Vietnam(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var time = new SettableTime(LateEvening);
        var place = await PlaceAsync(test.Database);
        var (counter, flusher) = Make(test.Database, test.Options, time);
        using (flusher)
        {
            counter.Count(place);
            counter.Count(place);
            await flusher.FlushAsync();
            time.Now = LateEvening.AddHours(1);
            counter.Count(place);
            await flusher.FlushAsync();
        }

        (await DaysAsync(test.Database)).ShouldBe([("2020-09-01", 2), ("2020-09-02", 1)]);
    }

    [Fact]
    public async Task While_the_database_is_away_counts_wait_and_a_restart_keeps_them()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        var time = new SettableTime(LateEvening);
        var place = await PlaceAsync(test.Database);
        await using (var away = Away())
        {
            var (counter, flusher) = Make(away, test.Options, time);
            using (flusher)
            {
                counter.Count(place);
                await flusher.FlushAsync();
                counter.Count(place);
                counter.Count(place);
                await flusher.FlushAsync();
            }
        }

        // The process is gone; another starts while the database is back.
        var (later, next) = Make(test.Database, test.Options, time);
        using (next)
        {
            later.Count(place);
            await next.FlushAsync();
            await next.FlushAsync();
        }

        (await DaysAsync(test.Database)).ShouldBe([("2020-09-01", 4)]);
        Directory.GetFiles(Path.Combine(test.Options.Folder, "scans")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_journal_that_outlives_its_commit_is_not_counted_again()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        var time = new SettableTime(LateEvening);
        var place = await PlaceAsync(test.Database);
        await using (var away = Away())
        {
            var (counter, flusher) = Make(away, test.Options, time);
            using (flusher)
            {
                counter.Count(place);
                await flusher.FlushAsync();
            }
        }

        var journal = Directory.GetFiles(Path.Combine(test.Options.Folder, "scans")).Single();
        var copy = await File.ReadAllBytesAsync(journal);
        await RestartAsync(test, time);
        // Killed between the commit and the deletion: the file is there again. Its last line was cut off by the crash.
        await File.WriteAllBytesAsync(journal, [.. copy, .. "1\t1\t2020"u8]);
        await RestartAsync(test, time);

        (await DaysAsync(test.Database)).ShouldBe([("2020-09-01", 1)]);
    }

    [Fact]
    public async Task A_graceful_stop_writes_what_was_counted_last()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        var place = await PlaceAsync(test.Database);
        var (counter, flusher) = Make(test.Database, test.Options, new SettableTime(LateEvening));
        using (flusher)
        {
            await flusher.StartAsync(CancellationToken.None);
            counter.Count(place);
            await flusher.StopAsync(CancellationToken.None);
        }

        (await DaysAsync(test.Database)).Sum(day => day.Scans).ShouldBe(1);
    }

    [Fact]
    public async Task While_the_database_hangs_what_was_counted_is_on_the_disk_within_a_second_and_counted_once_after_a_power_cut()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        var time = new SettableTime(LateEvening);
        var place = await PlaceAsync(test.Database);
        await using (var away = Away())
        {
            var (counter, flusher) = Make(away, test.Options, time);
            using (flusher)
            {
                await flusher.StartAsync(CancellationToken.None);
                counter.Count(place);
                counter.Count(place);
                await Task.Delay(TimeSpan.FromSeconds(2.5));
                // No graceful stop: the power is gone. What is on the disk must hold both.
                OnDisk(test.Options).ShouldBe(2);
                // Whoever starts meanwhile leaves the files of a living process alone.
                using var neighbour = new ScanJournal(test.Options);
                neighbour.ReadAll().ShouldBeEmpty();
            }
        }

        await RestartAsync(test, time);
        await RestartAsync(test, time);
        (await DaysAsync(test.Database)).ShouldBe([("2020-09-01", 2)]);
    }

    [Fact]
    public async Task Counting_from_many_threads_loses_nothing()
    {
        var counter = new ScanCounter(new SettableTime(LateEvening));
        var place = new TokenPlace { Id = 1, Token = "23456789AB", CampaignId = 1, UnitId = 2, Path = "/1/2/" };
        var taken = 0L;
        var done = false;
        var taker = Task.Run(() =>
        {
            while (!Volatile.Read(ref done))
            {
                taken += counter.Take().Values.Sum();
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                counter.Count(place);
            }
        })));
        Volatile.Write(ref done, true);
        await taker;

        (taken + counter.Take().Values.Sum()).ShouldBe(200_000);
    }

    [Fact]
    public async Task Keys_of_journals_are_forgotten_after_a_week_unless_their_file_is_still_there()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        var time = new SettableTime(LateEvening);
        var place = await PlaceAsync(test.Database);
        var store = new ScanStore(test.Database, time);
        var (gone, kept) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var counts = new Dictionary<ScanKey, long> { [new ScanKey(1, place.UnitId, new DateOnly(2020, 9, 1), 0, "vi", place.Path)] = 1 };
        await store.AddAsync(counts, gone);
        await store.AddAsync(counts, kept);

        time.Now = LateEvening.AddDays(6);
        await store.ClearAsync([kept]);
        (await store.HasAsync(gone)).ShouldBeTrue();
        time.Now = LateEvening.AddDays(8);
        await store.ClearAsync([kept]);

        (await store.HasAsync(gone)).ShouldBeFalse();
        (await store.HasAsync(kept)).ShouldBeTrue();
    }

    private static async Task RestartAsync(TestDatabase test, TimeProvider time)
    {
        var (_, flusher) = Make(test.Database, test.Options, time);
        using (flusher)
        {
            await flusher.FlushAsync();
        }
    }

    // Its file is a folder: opening it fails as a lost disk does.
    private static Database Away()
    {
        var options = new DataOptions { Folder = Directory.CreateTempSubdirectory("campaign111-away-").FullName };
        Directory.CreateDirectory(options.SqlitePath);
        return new Database(options);
    }

    private static (ScanCounter Counter, ScanFlusher Flusher) Make(Database database, DataOptions options, TimeProvider time)
    {
        var counter = new ScanCounter(time);
        var tokens = new TokenTable(database, new UnitDirectory(database), time, NullLogger<TokenTable>.Instance);
        var clock = new BusinessClock(time, new Settings(database), new ProductMode());
        return (counter, new ScanFlusher(counter, new ScanJournal(options), new ScanStore(database, time), tokens, clock, time, NullLogger<ScanFlusher>.Instance));
    }

    private static long OnDisk(DataOptions options) =>
        Directory.GetFiles(Path.Combine(options.Folder, "scans")).SelectMany(File.ReadAllLines).Sum(line => long.Parse(line.Split('\t')[^1], null));

    private static async Task<TokenPlace> PlaceAsync(Database database)
    {
        var unit = await TestUnits.InsertAsync(database, "commune", "25318", null, "Xã", "Tân Thành");
        return new TokenPlace { Id = 1, Token = "23456789AB", CampaignId = 1, UnitId = unit.Id, Path = unit.Path };
    }

    private static async Task<IReadOnlyList<(string Day, long Scans)>> DaysAsync(Database database) =>
        [.. (await database.ReadAsync(session => session.QueryAsync<DayRow>("SELECT day, SUM(scans) AS scans FROM scan_day GROUP BY day ORDER BY day"))).Select(row => (row.Day.ToString("yyyy-MM-dd"), row.Scans))];

    private sealed class DayRow
    {
        public DateOnly Day { get; init; }

        public long Scans { get; init; }
    }
}
