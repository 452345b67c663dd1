using System.Diagnostics;
using System.Threading.Channels;
using Campaign111.Platform.Data;
using Microsoft.Data.Sqlite;

namespace Campaign111.Bench;

/// <summary>What Microsoft.Data.Sqlite alone allows: prepared statements, one thread, the same file, pragmas, tables and rows as the product
/// writes (entries, totals, days, one audit event a request), so many requests to a commit. No HTTP, no JSON, no rules.</summary>
internal sealed class BareLoop : IDisposable
{
    private const string Insert = """
        INSERT INTO coverage_entry (entry_key, receipt, campaign_id, hamlet_id, origin_id, household_id, outcome, method, households, leaflets, captured_at,
            received_at, counted_day, note, flags, state, held_reason, replaces, account_id, sent_by, on_behalf_of)
        VALUES (@p0, @p1, @p2, @p3, @p4, NULL, @p5, @p6, @p7, @p8, @p9, @p10, @p11, NULL, '', @p12, NULL, NULL, @p13, @p14, NULL)
        """;

    private const string Total = """
        UPDATE coverage_total SET reached = reached + @n, settled = settled + @n, leaflets = leaflets + @n, entries = entries + @n, last_entry = @at
        WHERE campaign_id = @campaign AND level = @level AND path = @path
        """;

    private const string Day = """
        UPDATE coverage_day SET reached = reached + @n, leaflets = leaflets + @n, entries = entries + @n
        WHERE campaign_id = @campaign AND level = @level AND path = @path AND day = '2020-08-30'
        """;

    private const string Audit = """
        INSERT INTO audit_event (at, account_id, actor, on_behalf_of, action, subject_type, subject_id, unit_id, before_json, after_json, reason)
        VALUES (@at, @account, @actor, NULL, 'coverage.record', 'coverage-batch', 'R-BENCH00', @unit, NULL,
            '{"campaigns":["binh-phuoc-2020"],"verdicts":{"Stored":1},"households":1,"leaflets":1,"voids":[]}', NULL)
        """;

    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand total;
    private readonly SqliteCommand day;
    private readonly SqliteCommand audit;
    private readonly long campaign;

    private BareLoop(SqliteConnection connection, long campaign)
    {
        this.connection = connection;
        this.campaign = campaign;
        insert = Command(Insert, [.. Enumerable.Range(0, 15).Select(i => $"@p{i}")]);
        total = Command(Total, "@n", "@at", "@campaign", "@level", "@path");
        day = Command(Day, "@n", "@campaign", "@level", "@path");
        audit = Command(Audit, "@at", "@account", "@actor", "@unit");
    }

    public static async Task<BareLoop> OpenAsync(string path, long campaign) =>
        new(await SqliteConnections.OpenAsync(path, create: false, CancellationToken.None), campaign);

    /// <summary>Rows a second: <paramref name="batch"/> rows a request, one request of each commune to a commit.</summary>
    public double Run(IReadOnlyList<Commune> communes, int batch, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        long rows = 0;
        while (clock.Elapsed < duration)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            insert.Transaction = total.Transaction = day.Transaction = audit.Transaction = transaction;
            foreach (var commune in communes)
            {
                Request(commune, batch);
                rows += batch;
            }

            transaction.Commit();
        }

        return rows / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Requests a second when each client waits for its commit before it sends the next, and one writer commits all that wait together:
    /// the most that single entries can reach without HTTP.</summary>
    public async Task<double> GroupCommitAsync(IReadOnlyList<Commune> communes, TimeSpan duration)
    {
        var queue = Channel.CreateUnbounded<(Commune Commune, TaskCompletionSource Done)>();
        var clock = Stopwatch.StartNew();
        var writer = Task.Run(() => WriteGroupsAsync(queue.Reader));
        long rows = 0;
        await Task.WhenAll(communes.Select(commune => Task.Run(async () =>
        {
            while (clock.Elapsed < duration)
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                queue.Writer.TryWrite((commune, done));
                await done.Task;
                Interlocked.Increment(ref rows);
            }
        })));
        queue.Writer.Complete();
        await writer;
        return rows / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        insert.Dispose();
        total.Dispose();
        day.Dispose();
        audit.Dispose();
        connection.Dispose();
    }

    private async Task WriteGroupsAsync(ChannelReader<(Commune Commune, TaskCompletionSource Done)> queue)
    {
        var group = new List<TaskCompletionSource>();
        while (await queue.WaitToReadAsync())
        {
            group.Clear();
            using var transaction = connection.BeginTransaction(deferred: false);
            insert.Transaction = total.Transaction = day.Transaction = audit.Transaction = transaction;
            while (queue.TryRead(out var request))
            {
                Request(request.Commune, 1);
                group.Add(request.Done);
            }

            transaction.Commit();
            group.ForEach(done => done.SetResult());
        }
    }

    private void Request(Commune commune, int batch)
    {
        var now = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);
        object[] shared = ["R-BENCH00", campaign, 0L, 0L, "reached", "door", 1L, 1L, "2020-08-30 02:12:00.000", now, "2020-08-30", "valid", commune.AccountId, commune.UserName];
        for (var i = 0; i < batch; i++)
        {
            var hamlet = commune.Hamlets[i % commune.Hamlets.Count];
            shared[2] = shared[3] = hamlet.Id;
            insert.Parameters[0].Value = Guid.CreateVersion7().ToByteArray(bigEndian: true);
            for (var p = 0; p < shared.Length; p++)
            {
                insert.Parameters[p + 1].Value = shared[p];
            }

            insert.ExecuteNonQuery();
        }

        for (var i = 0; i < Math.Min(batch, commune.Hamlets.Count); i++)
        {
            Add("hamlet", commune.Hamlets[i].Path, (batch - i + commune.Hamlets.Count - 1) / commune.Hamlets.Count, now);
        }

        Add("commune", commune.Path, batch, now);
        Set(audit, now, commune.AccountId, commune.UserName, commune.Id);
    }

    private void Add(string level, string path, long n, string at)
    {
        Set(total, n, at, campaign, level, path);
        Set(day, n, campaign, level, path);
    }

    private static void Set(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params string[] names)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }
}
