using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>A secret address of a calendar as its owner sees it: never the secret itself.</summary>
public sealed class CalendarFeed
{
    public long Id { get; init; }

    public long AccountId { get; init; }

    public long UnitId { get; init; }

    /// <summary>First letters of the secret.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>"vi" or "en".</summary>
    public string Language { get; init; } = "vi";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>To within an hour.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>Makes, finds and takes back the secret addresses under which calendar programs, which cannot sign in, fetch a unit's calendar.</summary>
public sealed class CalendarFeeds(Database database, Settings settings, AuditLog audit, TimeProvider time)
{
    /// <summary>Working addresses that one account may have at a time.</summary>
    public const int MostOfAccount = 20;

    private const string InstallationSetting = "calendar.installation";

    private const string Insert = """
        INSERT INTO calendar_feed (account_id, unit_id, token_hash, prefix, language, created_at)
        VALUES (@account, @unit, @hash, @prefix, @language, @now)
        """;

    private const string Columns = "id, account_id, unit_id, prefix, language, created_at, revoked_at, last_used_at";

    private const string ByHash = $"SELECT {Columns} FROM calendar_feed WHERE token_hash = @hash AND revoked_at IS NULL";

    private const string OfAccountSql = $"SELECT {Columns} FROM calendar_feed WHERE account_id = @account AND revoked_at IS NULL ORDER BY id DESC";

    private const string Revoke = "UPDATE calendar_feed SET revoked_at = @now WHERE id = @id AND account_id = @account AND revoked_at IS NULL";

    private const string MarkUse = "UPDATE calendar_feed SET last_used_at = @now WHERE id = @id";

    private static readonly TimeSpan UseMark = TimeSpan.FromHours(1);

    /// <summary>A new address of a unit's calendar. The returned secret is shown once and is nowhere stored.</summary>
    /// <exception cref="CampaignRuleException">The account has <see cref="MostOfAccount"/> already.</exception>
    public async Task<string> CreateAsync(Actor actor, long account, long unit, string language)
    {
        var secret = SecretToken.Create();
        await database.WriteAsync(async session =>
        {
            if ((await session.PageAsync<CalendarFeed>(OfAccountSql, new { account }, 0, MostOfAccount)).Count == MostOfAccount)
            {
                throw new CampaignRuleException("", "Đã có 20 địa chỉ lịch: thu hồi bớt địa chỉ không dùng nữa.", "There are 20 calendar addresses already: take back those no longer used.");
            }

            var id = await session.InsertAsync(Insert, new { account, unit, hash = secret.Hash, prefix = secret.Text[..4], language, now = time.GetUtcNow() });
            await audit.RecordAsync(session, actor, Entry("calendar.feed-made", id, unit));
        });
        return secret.Text;
    }

    /// <summary>The address behind a secret, or null when there is none or it was taken back.</summary>
    public async Task<CalendarFeed?> FindAsync(string secret, CancellationToken cancel)
    {
        var feed = await database.ReadAsync(session => session.FirstAsync<CalendarFeed>(ByHash, new { hash = SecretToken.HashOf(secret) }), cancel);
        var now = time.GetUtcNow();
        if (feed is not null && (feed.LastUsedAt is null || now - feed.LastUsedAt > UseMark))
        {
            // A mark, no act of a person: not audited.
            await database.WriteAsync(session => session.ExecuteAsync(MarkUse, new { id = feed.Id, now }), cancel);
        }

        return feed;
    }

    /// <summary>Working addresses of an account, newest first.</summary>
    public Task<IReadOnlyList<CalendarFeed>> OfAccountAsync(long account) =>
        database.ReadAsync(session => session.PageAsync<CalendarFeed>(OfAccountSql, new { account }, 0, MostOfAccount));

    /// <summary>Takes an address of this account back; false when there is no such working one.</summary>
    public Task<bool> RevokeAsync(Actor actor, long account, long id) => database.WriteAsync(async session =>
    {
        if (await session.ExecuteAsync(Revoke, new { id, account, now = time.GetUtcNow() }) == 0)
        {
            return false;
        }

        await audit.RecordAsync(session, actor, Entry("calendar.feed-revoked", id, null));
        return true;
    });

    /// <summary>A name that no other installation has, made once: an event's UID stays the same when the site's address changes.</summary>
    public async Task<string> InstallationAsync(CancellationToken cancel)
    {
        if (await settings.GetAsync(InstallationSetting, cancel) is { } known)
        {
            return known;
        }

        await settings.SetAsync(InstallationSetting, $"{Guid.CreateVersion7():N}.campaign111", cancel);
        return await settings.GetAsync(InstallationSetting, cancel) ?? throw new InvalidOperationException("A setting that was just stored is gone.");
    }

    private static AuditEntry Entry(string action, long id, long? unit) =>
        new(action, "calendar-feed", id.ToString(CultureInfo.InvariantCulture)) { UnitId = unit };
}
