using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Accounts.Sessions;

/// <summary>A browser in which somebody is signed in.</summary>
public sealed class SignedInSession
{
    public long Id { get; init; }

    /// <summary>As it stands in the cookie.</summary>
    public string SessionKey { get; init; } = "";

    /// <summary>"Chrome, Android"; empty when the browser was not recognised.</summary>
    public string Device { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>At most five minutes old while it is in use.</summary>
    public DateTimeOffset SeenAt { get; init; }
}

/// <summary>Keeps who is signed in where. Each request asks; the answer is kept for half a minute. What this node ends is over here at once, and on other nodes when
/// that half minute has passed.</summary>
public sealed partial class SessionBook(Database database, AuditLog audit, TimeProvider time, ILogger<SessionBook> log)
{
    /// <summary>How long an ended session may still work on another node.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>Not used for so long, it ends: as the cookie.</summary>
    public static readonly TimeSpan IdleLife = TimeSpan.FromDays(14);

    /// <summary>After so long the password is asked for again, used or not.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(90);

    // An evening of a whole country; over it everything is read again.
    private const int Most = 50_000;

    private const string Insert = """
        INSERT INTO account_session (account_id, session_key, device, created_at, seen_at) VALUES (@account, @key, @device, @now, @now)
        """;

    private const string ByKey = "SELECT id, session_key, device, created_at, seen_at FROM account_session WHERE session_key = @key AND account_id = @account";

    private const string Of = """
        SELECT id, session_key, device, created_at, seen_at FROM account_session WHERE account_id = @account AND seen_at > @since ORDER BY seen_at DESC, id DESC
        """;

    private const string Seen = "UPDATE account_session SET seen_at = @now WHERE session_key = @key AND seen_at < @before";

    private const string OwnerOf = "SELECT a.id, a.user_name FROM account_session s JOIN account a ON a.id = s.account_id WHERE s.session_key = @key";

    private const string EndByKey = "DELETE FROM account_session WHERE session_key = @key";

    private const string EndOne = "DELETE FROM account_session WHERE id = @id AND account_id = @account";

    private const string EndOthers = "DELETE FROM account_session WHERE account_id = @account AND session_key <> @keep";

    private const string EndOld = "DELETE FROM account_session WHERE seen_at < @idle OR created_at <= @oldest";

    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);
    private long version;

    public Task BeginAsync(long account, string key, string device, CancellationToken cancel = default) =>
        database.WriteAsync(session => session.ExecuteAsync(Insert, new { account, key, device, now = time.GetUtcNow() }), cancel);

    /// <summary>Whether a cookie still counts. Notes the use.</summary>
    public async Task<bool> IsAliveAsync(string key, long account, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        if (!kept.TryGetValue(key, out var known) || known.Account != account || now - known.ReadAt >= Fresh)
        {
            var asOf = Interlocked.Read(ref version);
            if (await database.ReadAsync(session => session.FirstAsync<SignedInSession>(ByKey, new { key, account }), cancel) is not { } row)
            {
                kept.TryRemove(key, out _);
                return false;
            }

            known = new Kept(account, row.CreatedAt, row.SeenAt, now);
            Keep(key, known, asOf);
        }

        if (now - known.CreatedAt >= LongestLife)
        {
            return false;
        }

        if (now - known.SeenAt >= SeenEvery)
        {
            await NoteAsync(key, known, now, cancel);
        }

        return true;
    }

    /// <summary>The newest use first.</summary>
    public Task<IReadOnlyList<SignedInSession>> OfAsync(long account, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.QueryAsync<SignedInSession>(Of, new { account, since = time.GetUtcNow() - IdleLife }), cancel);

    /// <summary>Somebody signs out, or the session is over for another reason. Nothing happens when it is over already.</summary>
    public async Task SignOutAsync(string key, CancellationToken cancel = default)
    {
        await database.WriteAsync(
            async session =>
            {
                if (await session.FirstAsync<Owner>(OwnerOf, new { key }) is { } owner && await session.ExecuteAsync(EndByKey, new { key }) > 0)
                {
                    await audit.RecordAsync(session, new Actor(owner.Id, owner.UserName), new AuditEntry("account.signed-out", "account", Id(owner.Id)));
                }
            },
            cancel);
        Interlocked.Increment(ref version);
        kept.TryRemove(key, out _);
    }

    /// <summary>Ends one session of an account; false when it has no such one.</summary>
    public async Task<bool> EndAsync(Actor actor, long account, long id, CancellationToken cancel = default)
    {
        var ended = await database.WriteAsync(
            async session =>
            {
                if (await session.ExecuteAsync(EndOne, new { id, account }) == 0)
                {
                    return false;
                }

                await audit.RecordAsync(session, actor, new AuditEntry("account.session-ended", "account", Id(account)));
                return true;
            },
            cancel);
        Forget();
        return ended;
    }

    /// <summary>Ends all sessions of an account but the one to keep; null keeps none.</summary>
    /// <returns>How many were ended.</returns>
    public async Task<int> EndAllAsync(Actor actor, long account, string? keep, CancellationToken cancel = default)
    {
        var ended = await database.WriteAsync(
            async session =>
            {
                var count = await EndAllAsync(session, account, keep);
                await audit.RecordAsync(session, actor, new AuditEntry("account.sessions-ended", "account", Id(account)) { After = new { count } });
                return count;
            },
            cancel);
        Forget();
        return ended;
    }

    /// <summary>The same within a transaction whose event says why; <see cref="Forget"/> is to be called after its commit.</summary>
    public static Task<int> EndAllAsync(DbSession session, long account, string? keep) => session.ExecuteAsync(EndOthers, new { account, keep = keep ?? "" });

    /// <summary>Nothing kept counts any longer: to be called after every commit that ended sessions.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref version);
        kept.Clear();
    }

    /// <summary>Takes away the rows of sessions that are over by their age.</summary>
    public Task<int> RemoveOldAsync(CancellationToken cancel = default) => database.WriteAsync(
        session => session.ExecuteAsync(EndOld, new { idle = time.GetUtcNow() - IdleLife, oldest = time.GetUtcNow() - LongestLife }), cancel);

    // A session that was ended while its row was being read is not kept.
    private void Keep(string key, Kept known, long asOf)
    {
        if (kept.Count > Most)
        {
            kept.Clear();
        }

        if (Interlocked.Read(ref version) == asOf)
        {
            kept[key] = known;
        }

        if (Interlocked.Read(ref version) != asOf)
        {
            kept.TryRemove(key, out _);
        }
    }

    private async Task NoteAsync(string key, Kept known, DateTimeOffset now, CancellationToken cancel)
    {
        // In memory first: many requests at once write once.
        if (!kept.TryUpdate(key, known with { SeenAt = now }, known))
        {
            return;
        }

        try
        {
            await database.WriteAsync(session => session.ExecuteAsync(Seen, new { key, now, before = now - SeenEvery + TimeSpan.FromSeconds(1) }), cancel);
        }
        catch (DbException error)
        {
            // A disk that takes no writes must not keep people from reading.
            LogUnseen(log, error);
        }
    }

    private static string Id(long account) => account.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "When a session was last used could not be written")]
    private static partial void LogUnseen(ILogger logger, Exception error);

    private sealed class Owner
    {
        public long Id { get; init; }

        public string UserName { get; init; } = "";
    }

    private sealed record Kept(long Account, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset ReadAt);
}
