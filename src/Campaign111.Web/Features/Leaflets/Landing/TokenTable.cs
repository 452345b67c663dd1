using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>What a token stands for.</summary>
public sealed class TokenPlace
{
    public long Id { get; init; }

    public string Token { get; init; } = "";

    public long CampaignId { get; init; }

    public long UnitId { get; init; }

    /// <summary>The print run; 0 for the unit's standing code.</summary>
    public long RunId { get; init; }

    public string Language { get; init; } = "vi";

    /// <summary>The unit's path; set by the table.</summary>
    public string Path { get; set; } = "";

    /// <summary>"Xã Tân Thành, Huyện Bù Đốp, Tỉnh Bình Phước"; set by the table.</summary>
    public string PlaceName { get; set; } = "";

    /// <summary>The same as it stands in the page; set by the table.</summary>
    public byte[] PlaceBytes { get; set; } = [];

    /// <summary>Today's scans; the counter's.</summary>
    internal ScanCell? Cell { get; set; }
}

/// <summary>
/// Every token in memory, so that the landing page needs no database: it must answer when everything else is down. Tokens are only ever
/// added, so what was read once stays right. A miss asks the database once; misses are remembered for a while and limited, so that somebody
/// who tries tokens out costs no more than a few look-ups a second.
/// </summary>
public sealed partial class TokenTable(Database database, UnitDirectory units, TimeProvider time, ILogger<TokenTable> log) : IForgetsDemo
{
    private const string Standing = "SELECT id, token, campaign_id, unit_id, 0 AS run_id, language FROM qr_token";

    private const string OfRuns = "SELECT id, token, campaign_id, unit_id, qr_run_id AS run_id, language FROM qr_run_token";

    private const string StandingAfter = $"{Standing} WHERE id > @id ORDER BY id";

    private const string OfRunsAfter = $"{OfRuns} WHERE id > @id ORDER BY id";

    private const string One = $"{Standing} WHERE token = @token UNION ALL {OfRuns} WHERE token = @token";

    private const int MostLookups = 20;

    private const int MostMisses = 1000;

    private static readonly TimeSpan MissLasts = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, TokenPlace> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, DateTimeOffset> missed = new(StringComparer.OrdinalIgnoreCase);
    private long lastStanding;
    private long lastOfRuns;
    private long second;
    private long asked;
    private int lookups;

    /// <summary>Questions put to the database about tokens that are not in memory.</summary>
    public long LookUps => Interlocked.Read(ref asked);

    /// <summary>Tokens in memory.</summary>
    public int Count => known.Count;

    /// <summary>Reads what was added since the last time. An unreachable database is logged; the table stays as it is.</summary>
    public async Task RefreshAsync()
    {
        try
        {
            lastStanding = await AddAfterAsync(StandingAfter, lastStanding);
            lastOfRuns = await AddAfterAsync(OfRunsAfter, lastOfRuns);
        }
        catch (Exception error) when (IsAway(error))
        {
            LogAway(log, error);
        }
    }

    /// <summary>What a token stands for, in any case of letters, from memory alone.</summary>
    public bool TryFind(ReadOnlySpan<char> token, [MaybeNullWhen(false)] out TokenPlace place) =>
        known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out place);

    /// <summary>The same, asking the database for what is not in memory; null for an unknown one, and for one that is new while the database is away.</summary>
    public async ValueTask<TokenPlace?> FindAsync(string token)
    {
        if (!QrTokens.IsToken(token))
        {
            return null;
        }

        return known.TryGetValue(token, out var place) ? place : MayLookUp(token) ? await LookUpAsync(token.ToUpperInvariant()) : null;
    }

    public void ForgetDemo()
    {
        known.Clear();
        missed.Clear();
        (lastStanding, lastOfRuns) = (0, 0);
    }

    /// <summary>Whether an error means that the database is away (SQL Server's pool says so by InvalidOperationException); anything else is a fault of ours and must be seen.</summary>
    internal static bool IsAway(Exception error) => error is DbException or IOException or TimeoutException or InvalidOperationException;

    private async Task<TokenPlace?> LookUpAsync(string token)
    {
        Interlocked.Increment(ref asked);
        try
        {
            if (await database.ReadAsync(session => session.FirstAsync<TokenPlace>(One, new { token })) is { } found)
            {
                await AddAsync([found]);
                return found;
            }
        }
        catch (Exception error) when (IsAway(error))
        {
            LogAway(log, error);
        }

        missed[token] = time.GetUtcNow();
        return null;
    }

    private async Task<long> AddAfterAsync(string sql, long id)
    {
        var added = await database.ReadAsync(session => session.QueryAsync<TokenPlace>(sql, new { id }));
        await AddAsync(added);
        return added.Count > 0 ? added[^1].Id : id;
    }

    private async Task AddAsync(IReadOnlyList<TokenPlace> places)
    {
        var at = await units.FindAsync(places.Select(place => place.UnitId).Distinct());
        var above = await units.FindAsync(at.Values.SelectMany(unit => unit.PathIds).Distinct());
        foreach (var place in places)
        {
            if (!at.TryGetValue(place.UnitId, out var unit) || unit.PathIds.Any(id => !above.ContainsKey(id)))
            {
                // A demo is being emptied between the two readings.
                continue;
            }

            place.Path = unit.Path;
            place.PlaceName = string.Join(", ", unit.PathIds.Reverse().Select(id => above[id]).Where(step => step.Level != UnitLevel.Nation).Select(step => step.FullName));
            place.PlaceBytes = LandingPage.Encode(place.PlaceName);
            known.TryAdd(place.Token, place);
            missed.TryRemove(place.Token, out _);
        }
    }

    private bool MayLookUp(string token)
    {
        var now = time.GetUtcNow();
        if (missed.TryGetValue(token, out var at) && now - at < MissLasts)
        {
            return false;
        }

        if (missed.Count >= MostMisses)
        {
            missed.Clear();
        }

        // A count a second, roughly: two threads may both begin a second, which only lets a few more through.
        if (Interlocked.Exchange(ref second, now.ToUnixTimeSeconds()) != now.ToUnixTimeSeconds())
        {
            Interlocked.Exchange(ref lookups, 0);
        }

        return Interlocked.Increment(ref lookups) <= MostLookups;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Leaflet tokens: the database is away; known tokens keep working")]
    private static partial void LogAway(ILogger logger, Exception error);
}
