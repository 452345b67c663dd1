using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>What the committee allows people to be reached by, beside the in-app inbox, and whether a person may rest for a day.</summary>
/// <param name="Mail">E-mail.</param>
/// <param name="Webhook">The SMS gateway's webhook.</param>
/// <param name="Zalo">Zalo notification.</param>
/// <param name="Mute">A day without a digest, with a reason.</param>
public sealed record ReminderPolicy(bool Mail, bool Webhook, bool Zalo, bool Mute)
{
    public static readonly ReminderPolicy Default = new(Mail: true, Webhook: false, Zalo: false, Mute: true);
}

/// <summary>Keeps the ladder and the policy of each campaign.</summary>
public sealed class LadderBook(Database database, AuditLog audit, TimeProvider time)
{
    /// <summary>More rungs than anybody reads reminders.</summary>
    public const int MostRungs = 20;

    private const string Rungs = """
        SELECT kind, days, condition, tells_commune, tells_district, tells_province, needs_ack FROM reminder_rung
        WHERE campaign_id = @campaignId AND retired_at IS NULL ORDER BY kind, days
        """;

    private const string Retire = "UPDATE reminder_rung SET retired_at = @now WHERE campaign_id = @campaignId AND retired_at IS NULL";

    private const string Insert = """
        INSERT INTO reminder_rung (campaign_id, kind, days, condition, tells_commune, tells_district, tells_province, needs_ack, set_at)
        VALUES (@campaignId, @kind, @days, @condition, @commune, @district, @province, @needsAck, @now)
        """;

    private const string Policy = "SELECT mail, webhook, zalo, mute FROM reminder_policy WHERE campaign_id = @campaignId";

    private const string UpdatePolicy = """
        UPDATE reminder_policy SET mail = @Mail, webhook = @Webhook, zalo = @Zalo, mute = @Mute, changed_at = @now WHERE campaign_id = @campaignId
        """;

    private const string InsertPolicy = """
        INSERT INTO reminder_policy (campaign_id, mail, webhook, zalo, mute, changed_at) VALUES (@campaignId, @Mail, @Webhook, @Zalo, @Mute, @now)
        """;

    /// <summary>The campaign's own ladder, or the default one.</summary>
    public async Task<Ladder> LadderAsync(Campaign campaign)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<RungRow>(Rungs, new { campaignId = campaign.Id }));
        return rows.Count == 0 ? Ladder.Default(campaign.SilentDays) : new Ladder(rows.Select(row => row.ToRung()));
    }

    /// <summary>True when the campaign has a ladder of its own.</summary>
    public async Task<bool> HasOwnAsync(long campaignId) =>
        (await database.ReadAsync(session => session.QueryAsync<RungRow>(Rungs, new { campaignId }))).Count > 0;

    public async Task<ReminderPolicy> PolicyAsync(long campaignId) =>
        (await database.ReadAsync(session => session.FirstAsync<PolicyRow>(Policy, new { campaignId })))?.ToPolicy() ?? ReminderPolicy.Default;

    /// <summary>Replaces the campaign's ladder. Reminders that were sent stay as they are.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="rungs">At least one; no two of one kind and day. Null: back to the default.</param>
    /// <param name="actor">Who does it.</param>
    public Task SetAsync(Campaign campaign, IReadOnlyList<Rung>? rungs, Actor actor) => database.WriteAsync(async session =>
    {
        var now = time.GetUtcNow();
        var before = (await session.QueryAsync<RungRow>(Rungs, new { campaignId = campaign.Id })).Select(row => row.ToRung()).ToList();
        await session.ExecuteAsync(Retire, new { campaignId = campaign.Id, now });
        foreach (var rung in rungs ?? [])
        {
            await session.ExecuteAsync(Insert, RungRow.Values(campaign.Id, rung, now));
        }

        await audit.RecordAsync(session, actor, new AuditEntry("reminders.ladder", "campaign", campaign.Slug)
        {
            UnitId = campaign.UnitId,
            Before = new { rungs = before.Select(Tell) },
            After = new { rungs = (rungs ?? []).Select(Tell) },
        });
    });

    public Task SetPolicyAsync(Campaign campaign, ReminderPolicy policy, Actor actor) => database.WriteAsync(async session =>
    {
        var args = new Dapper.DynamicParameters(policy);
        args.Add("campaignId", campaign.Id);
        args.Add("now", time.GetUtcNow());
        var before = (await session.FirstAsync<PolicyRow>(Policy, args))?.ToPolicy();
        await session.ExecuteAsync(before is null ? InsertPolicy : UpdatePolicy, args);
        await audit.RecordAsync(session, actor, new AuditEntry("reminders.policy", "campaign", campaign.Slug)
        {
            UnitId = campaign.UnitId,
            Before = before ?? ReminderPolicy.Default,
            After = policy,
        });
    });

    private static string Tell(Rung rung) => $"{rung.Code} {rung.When} {rung.Tells}{(rung.NeedsAck ? " ack" : "")}";

    private sealed class PolicyRow
    {
        public bool Mail { get; init; }

        public bool Webhook { get; init; }

        public bool Zalo { get; init; }

        public bool Mute { get; init; }

        public ReminderPolicy ToPolicy() => new(Mail, Webhook, Zalo, Mute);
    }

    private sealed class RungRow
    {
        public string Kind { get; init; } = "";

        public int Days { get; init; }

        public string Condition { get; init; } = "";

        public bool TellsCommune { get; init; }

        public bool TellsDistrict { get; init; }

        public bool TellsProvince { get; init; }

        public bool NeedsAck { get; init; }

        public static object Values(long campaignId, Rung rung, DateTimeOffset now) => new
        {
            campaignId,
            kind = rung.Kind == RungKind.Time ? "time" : "silent",
            days = rung.Days,
            condition = Code(rung.When),
            commune = rung.Tells.HasFlag(RungAudience.Commune),
            district = rung.Tells.HasFlag(RungAudience.District),
            province = rung.Tells.HasFlag(RungAudience.Province),
            needsAck = rung.NeedsAck,
            now,
        };

        public Rung ToRung() => new(
            Kind == "time" ? RungKind.Time : RungKind.Silent,
            Days,
            Enum.GetValues<RungCondition>().Single(when => Code(when) == Condition),
            (TellsCommune ? RungAudience.Commune : 0) | (TellsDistrict ? RungAudience.District : 0) | (TellsProvince ? RungAudience.Province : 0),
            NeedsAck);

        private static string Code(RungCondition when) => when switch
        {
            RungCondition.NotStarted => "not-started",
            RungCondition.Behind => "behind",
            _ => "incomplete",
        };
    }
}
