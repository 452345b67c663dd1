using System.Globalization;
using System.Text.Json;
using Campaign111.Platform.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Campaign111.Features.Reminders.Channels;

/// <summary>Access tokens of the Zalo official account. Each renewal uses its refresh token up and brings the next one (OAuth v4), so that one
/// node renews at a time, and both are kept, protected with the installation's keys, before they are used.</summary>
public sealed class ZaloTokens(Database database, IDataProtectionProvider protection, IOptions<ZaloOptions> options, TimeProvider time)
{
    private const string Name = "zalo";
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // Renewed before it ends: a message under way must not meet the end.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private const string Find = "SELECT secret, expires_at, version, lease_until FROM reminder_credential WHERE name = @name";

    private const string Insert = """
        INSERT INTO reminder_credential (name, secret, expires_at, version, lease_until)
        SELECT @name, @secret, @expires, 1, NULL WHERE NOT EXISTS (SELECT 1 FROM reminder_credential WHERE name = @name)
        """;

    private const string Claim = """
        UPDATE reminder_credential SET lease_until = @until WHERE name = @name AND version = @version AND (lease_until IS NULL OR lease_until < @now)
        """;

    private const string Keep = """
        UPDATE reminder_credential SET secret = @secret, expires_at = @expires, version = version + 1, lease_until = NULL WHERE name = @name AND version = @version
        """;

    private const string Release = "UPDATE reminder_credential SET lease_until = NULL WHERE name = @name AND version = @version";

    private readonly IDataProtector protector = protection.CreateProtector("Campaign111.Zalo");

    /// <summary>A token that still works for a while.</summary>
    /// <param name="client">To Zalo.</param>
    /// <param name="refused">A token that Zalo has just refused, whatever its time said; null: none.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <exception cref="DeliveryException">Zalo does not renew it.</exception>
    public async Task<string> AccessAsync(HttpClient client, string? refused, CancellationToken cancel)
    {
        while (true)
        {
            var row = await RowAsync();
            var pair = JsonSerializer.Deserialize<Pair>(protector.Unprotect(row.Secret))!;
            var now = time.GetUtcNow();
            if (pair.Access.Length > 0 && pair.Access != refused && row.ExpiresAt > now + Margin)
            {
                return pair.Access;
            }

            if (await database.WriteAsync(session => session.ExecuteAsync(Claim, new { name = Name, version = row.Version, now, until = now + Lease }), cancel) == 1)
            {
                return await RenewAsync(client, pair, row.Version, cancel);
            }

            // Another node renews.
            await Task.Delay(Pause, cancel);
        }
    }

    private async Task<Row> RowAsync()
    {
        if (await database.ReadAsync(session => session.FirstAsync<Row>(Find, new { name = Name })) is { } known)
        {
            return known;
        }

        var secret = protector.Protect(JsonSerializer.Serialize(new Pair("", options.Value.RefreshToken ?? "")));
        await database.WriteAsync(session => session.ExecuteAsync(Insert, new { name = Name, secret, expires = DateTimeOffset.UnixEpoch }));
        return await database.ReadAsync(session => session.SingleAsync<Row>(Find, new { name = Name }));
    }

    private async Task<string> RenewAsync(HttpClient client, Pair pair, int version, CancellationToken cancel)
    {
        try
        {
            var (fresh, expires) = await AskAsync(client, pair.Refresh, cancel);
            var secret = protector.Protect(JsonSerializer.Serialize(fresh));
            // Zalo has used the old one up: whoever stops waiting here, its successor is kept.
            await database.WriteAsync(session => session.ExecuteAsync(Keep, new { name = Name, secret, expires, version }), CancellationToken.None);
            return fresh.Access;
        }
        catch (DeliveryException)
        {
            await database.WriteAsync(session => session.ExecuteAsync(Release, new { name = Name, version }), CancellationToken.None);
            throw;
        }
    }

    private async Task<(Pair Pair, DateTimeOffset Expires)> AskAsync(HttpClient client, string refresh, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(options.Value.OAuth), "/v4/oa/access_token"));
        request.Headers.TryAddWithoutValidation("secret_key", options.Value.SecretKey);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["refresh_token"] = refresh,
            ["app_id"] = options.Value.AppId!,
            ["grant_type"] = "refresh_token",
        });
        var answer = await ZaloHttp.SendAsync(client, request, cancel);
        if (ZaloHttp.Text(answer, "access_token") is not { Length: > 0 } access || ZaloHttp.Text(answer, "refresh_token") is not { Length: > 0 } next)
        {
            throw new DeliveryException(
                $"Zalo does not renew the access token ({ZaloHttp.Text(answer, "error")} {ZaloHttp.Text(answer, "error_name")} {ZaloHttp.Text(answer, "error_description")}): an administrator must grant it again.".Replace("  ", " ", StringComparison.Ordinal),
                permanent: false);
        }

        var seconds = double.Parse(ZaloHttp.Text(answer, "expires_in") ?? "3600", CultureInfo.InvariantCulture);
        return (new Pair(access, next), time.GetUtcNow().AddSeconds(seconds));
    }

    private sealed record Pair(string Access, string Refresh);

    private sealed class Row
    {
        public string Secret { get; init; } = "";

        public DateTimeOffset ExpiresAt { get; init; }

        public int Version { get; init; }

        public DateTimeOffset? LeaseUntil { get; init; }
    }
}
