using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts.Guard;

/// <summary>A try to sign in that was let through or must wait.</summary>
/// <param name="Wait">How long; null: the password is to be checked now.</param>
/// <param name="Lane">Its own count.</param>
/// <param name="Pool">That of all strangers; null on a device that knows the account.</param>
public sealed record SignInTry(TimeSpan? Wait, string Lane, string? Pool);

/// <summary>Slows guessing down without locking anybody out (<see cref="SignInPace"/>). Each try is counted as wrong before the password is checked, so that a thousand at
/// once gain nothing; a right one takes that back.</summary>
public sealed class SignInGuard(Database database, KnownDevice devices, TimeProvider time)
{
    private const string Hold = "UPDATE sign_in_lane SET failures = failures WHERE lane = @key";

    private const string Insert = "INSERT INTO sign_in_lane (lane, failures, free_at, ticket_at, last_at) VALUES (@key, 0, @free, NULL, @now)";

    private const string Read = "SELECT failures, free_at, ticket_at, last_at FROM sign_in_lane WHERE lane = @key";

    private const string Update = "UPDATE sign_in_lane SET failures = @Failures, free_at = @FreeAt, ticket_at = @TicketAt, last_at = @LastAt WHERE lane = @key";

    private const string Forget = "DELETE FROM sign_in_lane WHERE last_at < @old";

    private const string Clear = "DELETE FROM sign_in_lane WHERE lane = @key";

    private const string TakeBack = "UPDATE sign_in_lane SET failures = failures - 1 WHERE lane = @key AND failures > 0";

    /// <summary>To be asked before a password is checked.</summary>
    /// <param name="request">Where it comes from: its device, else its address.</param>
    /// <param name="userName">As typed; whether anybody bears it makes no difference.</param>
    /// <param name="account">Who bears it, or null.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<SignInTry> BeginAsync(HttpRequest request, string userName, long? account, CancellationToken cancel)
    {
        var name = userName.Trim().ToUpperInvariant();
        var device = account is { } id ? devices.IdFor(request, id) : null;
        var own = device is null ? Key("address", name, Origin(request.HttpContext.Connection.RemoteIpAddress)) : Key("device", name, device);
        var pool = device is null ? Key("strangers", name, "") : null;
        var wait = await database.WriteAsync(session => pool is null ? OnDeviceAsync(session, own) : OfStrangerAsync(session, own, pool), cancel);
        return new SignInTry(wait, own, pool);
    }

    /// <summary>The password was right: the lane is free again. What other strangers did stays counted.</summary>
    public Task PassedAsync(SignInTry passed, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync(Clear, new { key = passed.Lane });
            if (passed.Pool is { } pool)
            {
                await session.ExecuteAsync(TakeBack, new { key = pool });
            }
        },
        cancel);

    private async Task<TimeSpan?> OnDeviceAsync(DbSession session, string own)
    {
        var now = time.GetUtcNow();
        var (wait, lane) = SignInPace.OnDevice(await LaneAsync(session, own, now), now);
        await StoreAsync(session, own, lane);
        return wait;
    }

    private async Task<TimeSpan?> OfStrangerAsync(DbSession session, string own, string all)
    {
        var now = time.GetUtcNow();
        var before = await LaneAsync(session, own, now);
        var (wait, lane, pool) = SignInPace.OfStranger(before, await LaneAsync(session, all, now), now);
        await StoreAsync(session, own, lane);
        await StoreAsync(session, all, pool);
        return wait;
    }

    // Held until the commit: of two tries in one lane the second sees what the first left.
    private static async Task<Lane> LaneAsync(DbSession session, string key, DateTimeOffset now)
    {
        if (await session.ExecuteAsync(Hold, new { key }) == 0)
        {
            await session.ExecuteAsync(Forget, new { old = now - SignInPace.Memory - SignInPace.Memory });
            try
            {
                await session.ExecuteAsync(Insert, new { key, now, free = now - SignInPace.Turn });
            }
            catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
            {
                // Another node's try was first (SQL Server).
                await session.ExecuteAsync(Hold, new { key });
            }
        }

        var row = await session.SingleAsync<Row>(Read, new { key });
        return SignInPace.Fresh(new Lane(row.Failures, row.FreeAt, row.TicketAt, row.LastAt), now);
    }

    private static Task<int> StoreAsync(DbSession session, string key, Lane lane) =>
        session.ExecuteAsync(Update, new { key, lane.Failures, lane.FreeAt, lane.TicketAt, lane.LastAt });

    private static string Origin(IPAddress? address) => ClientAddress.Group(address)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static string Key(string kind, string name, string source) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{name}\n{source}")));

    private sealed class Row
    {
        public int Failures { get; init; }

        public DateTimeOffset FreeAt { get; init; }

        public DateTimeOffset? TicketAt { get; init; }

        public DateTimeOffset LastAt { get; init; }
    }
}
