using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Drills;

/// <summary>A copy of the demo whose ladder has a rung on every working day, so that each day's sweep has everybody to remind; and the processes that
/// sweep and send.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private const string Rung = """
        INSERT INTO reminder_rung (campaign_id, kind, days, condition, tells_commune, tells_district, tells_province, needs_ack, set_at)
        VALUES (1, 'time', @days, 'incomplete', 1, 0, 0, 0, @now)
        """;

    private static readonly DateOnly LastDay = new(2020, 9, 29);
    private readonly string folder;
    private readonly Database database;
    private int senders;

    private PostOffice(string folder)
    {
        this.folder = folder;
        database = new Database(new DataOptions { Folder = folder });
    }

    public MailSink Sink { get; } = new();

    /// <summary>Numbers of the processes that were killed.</summary>
    public HashSet<int> Killed { get; } = [];

    /// <summary>A working day for each round, from 1/9/2020 on.</summary>
    public IReadOnlyList<DateOnly> Days { get; private set; } = [];

    public static async Task<PostOffice> CreateAsync(int rounds)
    {
        var office = new PostOffice(await DemoApp.CopyAsync());
        var calendar = await new WorkingDayBook(office.database, new Settings(office.database), new AuditLog(TimeProvider.System), TimeProvider.System).LoadAsync();
        var first = new DateOnly(2020, 9, 1);
        office.Days = [.. Enumerable.Range(0, rounds).Select(round => calendar.AddWorkingDays(first, round))];
        await office.database.WriteAsync(session => session.ExecuteAsync(
            Rung, office.Days.Select(day => new { days = day.DayNumber - LastDay.DayNumber, now = DateTimeOffset.UnixEpoch }).ToList()));
        return office;
    }

    /// <summary>Starts a process that sweeps and sends.</summary>
    /// <param name="day">The business day.</param>
    /// <param name="killAfter">Killed at the so-manieth mail that it brings; 0: as soon as it runs. Null: never.</param>
    /// <param name="delay">Milliseconds from there to the kill.</param>
    public (int Number, ProductProcess Process) Start(DateOnly day, int? killAfter, int delay)
    {
        var number = Interlocked.Increment(ref senders);
        ProductProcess? process = null;
        async Task AnsweredAsync(int mails)
        {
            if (mails == killAfter && process is not null)
            {
                await Task.Delay(delay);
                Kill(number, process);
            }
        }

        process = ProductProcess.Start(
            folder,
            true,
            new Dictionary<string, string>
            {
                ["Campaign111__Mail__Host"] = "127.0.0.1",
                ["Campaign111__Mail__Port"] = Sink.Open(number, AnsweredAsync).ToString(CultureInfo.InvariantCulture),
                ["Campaign111__Mail__Tls"] = "false",
            },
            "sweep",
            "--now",
            $"{day:yyyy-MM-dd}T07:30:00",
            "--send");
        if (killAfter == 0)
        {
            _ = Task.Delay(delay * 100).ContinueWith(_ => Kill(number, process), TaskScheduler.Default);
        }

        return (number, process);
    }

    /// <summary>Runs SQL on the file: a safeguard is taken away there, not in the product.</summary>
    public Task AlterAsync(string sql) => database.WriteAsync(session => session.ExecuteAsync(sql));

    public Task<IReadOnlyList<T>> ReadAsync<T>(string sql) => database.ReadAsync(session => session.QueryAsync<T>(sql));

    /// <summary>The five minutes pass after which a dead process's messages are free again.</summary>
    public Task PassLeasesAsync() => AlterAsync("UPDATE outbox SET lease_until = '2000-01-01 00:00:00.000' WHERE lease_until IS NOT NULL");

    /// <summary>What is wrong: mails that never came, second copies without a kill to blame. Empty: nothing.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        var problems = new List<string>();
        var copies = Sink.Taken.ToLookup(mail => mail.MessageId);
        foreach (var id in await ReadAsync<string>("SELECT message_id FROM outbox WHERE channel = 'mail'"))
        {
            if (!copies.Contains(id))
            {
                problems.Add($"{id} never came");
            }
        }

        var last = Sink.Taken.GroupBy(mail => mail.Sender).ToDictionary(group => group.Key, group => group.Max(mail => mail.Number));
        problems.AddRange(
            from copy in copies
            from early in copy.SkipLast(1)
            where !Killed.Contains(early.Sender) || early.Number != last[early.Sender]
            select $"{copy.Key} came again although process {early.Sender} did not die right after it");
        return problems;
    }

    public async ValueTask DisposeAsync()
    {
        await Sink.DisposeAsync();
        await database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    // kill -9; a process that has ended by itself meanwhile was not killed.
    private void Kill(int number, ProductProcess process)
    {
        if (process.KillNow())
        {
            lock (Killed)
            {
                Killed.Add(number);
            }
        }
    }
}
