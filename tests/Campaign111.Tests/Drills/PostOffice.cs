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

    private const string Settle = """
        UPDATE coverage_total SET settled = target
        WHERE campaign_id = 1 AND level = 'commune' AND unit_id NOT IN
            (SELECT unit_id FROM coverage_total WHERE campaign_id = 1 AND level = 'commune' AND settled < target ORDER BY unit_id LIMIT @communes)
        """;

    /// <summary>How many communes are reminded each day; the others are completed.</summary>
    public const int Communes = 24;

    private static readonly DateOnly LastDay = new(2020, 9, 29);
    private readonly string folder;
    private readonly Database database;
    private readonly List<Sender> hired = [];
    private int senders;

    private PostOffice(string folder)
    {
        this.folder = folder;
        database = new Database(new DataOptions { Folder = folder });
    }

    public MailSink Sink { get; } = new();

    /// <summary>Numbers of the processes that were killed.</summary>
    public IReadOnlySet<int> Killed
    {
        get
        {
            lock (hired)
            {
                return hired.Where(sender => sender.IsDead).Select(sender => sender.Number).ToHashSet();
            }
        }
    }

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
        await office.database.WriteAsync(session => session.ExecuteAsync(Settle, new { communes = Communes }));
        return office;
    }

    /// <summary>Starts a process that sweeps and sends.</summary>
    public async Task<Sender> HireAsync()
    {
        var sender = await Sender.HireAsync(folder, Sink, Interlocked.Increment(ref senders));
        lock (hired)
        {
            hired.Add(sender);
        }

        return sender;
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

        var (killed, last) = (Killed, Sink.Taken.GroupBy(mail => mail.Sender).ToDictionary(group => group.Key, group => group.Max(mail => mail.Number)));
        problems.AddRange(
            from copy in copies
            from early in copy.SkipLast(1)
            where !killed.Contains(early.Sender) || early.Number != last[early.Sender]
            select $"{copy.Key} came again although process {early.Sender} did not die right after it");
        return problems;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sender in hired)
        {
            await sender.DisposeAsync();
        }

        await Sink.DisposeAsync();
        await database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
