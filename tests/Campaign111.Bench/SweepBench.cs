using System.Diagnostics;
using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Coverage.History;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reminders;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Features.Reminders.Owed;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Campaign111.Bench;

/// <summary>A sweep of 10,614 communes in 3 campaigns: with nothing to do, and with 3,000 to remind, each against the bare SQL that reads the same figures
/// and writes the same rows.</summary>
internal static class SweepBench
{
    private const int ToRemind = 3_000;
    private const int Rounds = 5;
    private const double MostIdle = 1;
    private const double MostBusy = 5;
    private const string Clear = "DELETE FROM reminder_message; DELETE FROM outbox; DELETE FROM reminder; DELETE FROM audit_event;";

    // T-30 of 29/9 was 30/8, a Sunday.
    private static readonly DateOnly Day = new(2020, 8, 31);

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("campaign111-bench-").FullName;
        try
        {
            var options = new DataOptions { Folder = folder };
            await using var database = new Database(options);
            await new Migrator(database, TimeProvider.System, Migration.Embedded(typeof(Migration).Assembly)).ApplyAsync();
            await database.WriteAsync(session => SweepGround.FillAsync(session, ToRemind / SweepGround.Campaigns));
            return await MeasureAsync(database, options);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(Database database, DataOptions options)
    {
        var (idle, idleBare, busy, busyBare) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            await database.WriteAsync(session => session.ExecuteAsync(Clear));
            var working = await SecondsAsync(() => SweepAsync(database, ToRemind));
            // The same day again: everybody who lags was reminded.
            var resting = await SecondsAsync(() => SweepAsync(database, 0));
            var reading = SweepBare.Seconds(options.SqlitePath, write: false);
            await database.WriteAsync(session => session.ExecuteAsync(Clear));
            var writing = SweepBare.Seconds(options.SqlitePath, write: true);
            if (round > 0)
            {
                // The first round warms up.
                idle.Add(resting);
                idleBare.Add(reading);
                busy.Add(working);
                busyBare.Add(writing);
            }
        }

        return Conclude(Median(idle), Median(idleBare), Median(busy), Median(busyBare));
    }

    // Fresh services each time, as each run of the job has them: nothing is remembered from the sweep before.
    private static async Task SweepAsync(Database database, int expected)
    {
        var (time, audit, units) = (TimeProvider.System, new AuditLog(TimeProvider.System), new UnitDirectory(database));
        var campaigns = new CampaignDirectory(database);
        var ladders = new LadderBook(database, audit, time);
        var calendar = new WorkingDayBook(database, new Settings(database), audit, time);
        var opening = new CoverageOpening(database, units, time);
        var figures = new CoverageFigures(database, opening, new CoverageHistory(database, opening, new CoverageRollup(database), campaigns), campaigns);
        var people = new People(database);
        var owed = new OwedPlanner([], campaigns, people, new OwedHistory(database), new ReminderHistory(database), calendar);
        var planner = new ReminderPlanner(campaigns, figures, units, people, new ReminderHistory(database), ladders, calendar, owed);
        var mode = new ProductMode();
        // The demo writes at any hour of the clock.
        mode.Set(isDemo: true);
        var channels = new ChannelSet(Options.Create(new WebhookOptions()), Options.Create(new ZaloOptions()));
        var writer = new ReminderWriter(database, audit, time, channels, new PreferenceBook(database, audit, time), ladders, calendar, mode);
        var written = await writer.WriteAsync(await planner.DueAsync(Day), Day, Actor.System);
        if (written != expected)
        {
            throw new InvalidOperationException($"{expected} reminders were expected, {written} were written.");
        }
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static int Conclude(double idle, double idleBare, double busy, double busyBare)
    {
        Console.WriteLine($"{SweepGround.Communes} communes x {SweepGround.Campaigns} campaigns, median of {Rounds} rounds");
        Console.WriteLine("                     sweep s  bare SQL s  ratio  allowed s");
        Console.WriteLine(FormattableString.Invariant($"nothing to do      {idle,9:F3} {idleBare,11:F3} {idle / idleBare,6:F1} {MostIdle,10:F0} {(idle < MostIdle ? "holds" : "MISSED")}"));
        Console.WriteLine(FormattableString.Invariant($"3,000 to remind    {busy,9:F3} {busyBare,11:F3} {busy / busyBare,6:F1} {MostBusy,10:F0} {(busy < MostBusy ? "holds" : "MISSED")}"));
        Console.WriteLine(FormattableString.Invariant($"bench sweep: {busy:F2} s, limit {busyBare:F2}, ratio {busy / busyBare:F2}"));
        return 0;
    }
}
