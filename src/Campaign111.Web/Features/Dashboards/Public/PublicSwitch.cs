using System.Data.Common;
using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Dashboards.Public;

/// <summary>Whether anybody may read a campaign's figures of province and communes: closed unless the province committee opened it.</summary>
public sealed class PublicSwitch(Database database, AuditLog audit, BusinessClock clock)
{
    private const string Find = "SELECT is_open FROM dashboard_public WHERE campaign_id = @campaign";

    private const string Update = """
        UPDATE dashboard_public SET is_open = @open, changed_by = @by, changed_at = @at WHERE campaign_id = @campaign AND is_open <> @open
        """;

    private const string Insert = "INSERT INTO dashboard_public (campaign_id, is_open, changed_by, changed_at) VALUES (@campaign, @open, @by, @at)";

    public Task<bool> IsOpenAsync(long campaign) => database.ReadAsync(session => IsOpenAsync(session, campaign));

    /// <summary>Opens or closes it and leaves an audit event; nothing happens when it is so already.</summary>
    public async Task SetAsync(Campaign campaign, bool open, Actor actor)
    {
        try
        {
            await WriteAsync(campaign, open, actor, await clock.NowAsync());
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            // Somebody opened it in the same moment: now there is a row to change, or nothing to do.
            await WriteAsync(campaign, open, actor, await clock.NowAsync());
        }
    }

    private Task WriteAsync(Campaign campaign, bool open, Actor actor, DateTimeOffset at) => database.WriteAsync(async session =>
    {
        var row = new { campaign = campaign.Id, open, by = actor.Name, at };
        var known = await session.FirstAsync<bool?>(Find, new { campaign = campaign.Id });
        if (known == open || (known is null && !open))
        {
            return;
        }

        await session.ExecuteAsync(known is null ? Insert : Update, row);
        await audit.RecordAsync(session, actor, new AuditEntry(open ? "public.opened" : "public.closed", "campaign", campaign.Id.ToString(CultureInfo.InvariantCulture))
        {
            UnitId = campaign.UnitId, Before = new { open = known ?? false }, After = new { open },
        });
    });

    private static async Task<bool> IsOpenAsync(DbSession session, long campaign) => await session.FirstAsync<bool?>(Find, new { campaign }) ?? false;
}
