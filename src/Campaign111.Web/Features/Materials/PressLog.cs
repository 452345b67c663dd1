using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Materials;

/// <summary>What an organisation aired, printed or posted: one line of its log.</summary>
public sealed class MaterialUse
{
    public long Id { get; init; }

    public long CampaignId { get; init; }

    public long? MaterialId { get; init; }

    public long OrganisationId { get; init; }

    public long UnitId { get; init; }

    /// <summary>A code of <see cref="UseWays"/>.</summary>
    public string Way { get; init; } = "";

    public DateOnly UsedOn { get; init; }

    /// <summary>Channel and programme, newspaper and issue, page.</summary>
    public string Outlet { get; init; } = "";

    public int Times { get; init; }

    public string? Link { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset LoggedAt { get; init; }

    /// <summary>Taken back: it stays, and counts no more.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }
}

/// <summary>What one organisation did in all.</summary>
public sealed class UseFigure
{
    public long OrganisationId { get; init; }

    public int Entries { get; init; }

    public int Times { get; init; }

    public DateOnly LastOn { get; init; }
}

/// <summary>Which lines somebody may see: those of the organisations, or every organisation's of the campaigns.</summary>
public sealed record UseScope(IReadOnlyList<long> Campaigns, IReadOnlyList<long> Organisations, bool Everybody);

/// <summary>The press offices' log. Each line counts towards the organisation's tasks in the dispatch, in the same transaction.</summary>
public sealed class PressLog(Database database, TaskService tasks, AuditLog audit, BusinessClock clock, TimeProvider time)
{
    /// <summary>Lines a page.</summary>
    public const int Shown = 30;

    private const int MostTimes = 10_000;
    private const int MostOrganisations = 200;

    private const string Columns = "id, campaign_id, material_id, organisation_id, unit_id, way, used_on, outlet, times, link, note, logged_at, withdrawn_at";

    private const string Insert = """
        INSERT INTO material_use (campaign_id, material_id, organisation_id, unit_id, way, used_on, outlet, times, link, note, account_id, logged_at)
        VALUES (@CampaignId, @MaterialId, @OrganisationId, @UnitId, @Way, @UsedOn, @Outlet, @Times, @Link, @Note, @accountId, @now)
        """;

    private const string Same = """
        SELECT COUNT(*) FROM material_use
        WHERE id = (SELECT MAX(x.id) FROM material_use x WHERE x.organisation_id = @OrganisationId) AND withdrawn_at IS NULL AND account_id = @accountId AND campaign_id = @CampaignId
            AND COALESCE(material_id, 0) = COALESCE(@MaterialId, 0) AND way = @Way AND used_on = @UsedOn AND outlet = @Outlet AND times = @Times
            AND COALESCE(link, '') = COALESCE(@Link, '') AND COALESCE(note, '') = COALESCE(@Note, '')
        """;

    private const string ById = $"SELECT {Columns} FROM material_use WHERE id = @id";

    private const string Page = $"""
        SELECT {Columns} FROM material_use
        WHERE id < @before AND campaign_id IN @campaigns AND (@everybody = 1 OR organisation_id IN @organisations)
        ORDER BY id DESC
        """;

    private const string Withdraw = "UPDATE material_use SET withdrawn_at = @now WHERE id = @id AND withdrawn_at IS NULL";

    private const string Sums = """
        SELECT u.organisation_id, COUNT(*) AS entries, SUM(u.times) AS times, MAX(u.used_on) AS last_on
        FROM material_use u
        WHERE u.campaign_id IN @campaigns AND u.withdrawn_at IS NULL AND (@everybody = 1 OR u.organisation_id IN @organisations)
        GROUP BY u.organisation_id
        ORDER BY u.organisation_id
        """;

    /// <summary>Adds a line.</summary>
    /// <returns>How many tasks of the dispatch it counts towards; null when the organisation's newest line is this very one, sent again.</returns>
    /// <exception cref="MaterialRefusedException">Something is missing or cannot be; the text says what.</exception>
    public async Task<int?> AddAsync(MaterialUse use, Actor actor)
    {
        Require(use, await clock.TodayAsync());
        return await database.WriteAsync(async session =>
        {
            var args = new Dapper.DynamicParameters(use);
            args.Add("accountId", actor.AccountId);
            args.Add("now", time.GetUtcNow());
            if (await session.ScalarAsync<long>(Same, args) > 0)
            {
                return (int?)null;
            }

            var id = await session.InsertAsync(Insert, args);
            await audit.RecordAsync(session, actor, new AuditEntry("material.used", "material-use", id.ToString(CultureInfo.InvariantCulture))
            {
                UnitId = use.UnitId,
                After = new { use.Way, use.UsedOn, use.Outlet, use.Times, use.Link, use.OrganisationId },
            });
            return await CountAsync(session, use, actor);
        });
    }

    /// <summary>Takes a line back; nothing happens when it was taken back before.</summary>
    public Task WithdrawAsync(MaterialUse use, Actor actor) => database.WriteAsync(async session =>
    {
        if (await session.ExecuteAsync(Withdraw, new { id = use.Id, now = time.GetUtcNow() }) > 0)
        {
            await audit.RecordAsync(session, actor, new AuditEntry("material.use-withdrawn", "material-use", use.Id.ToString(CultureInfo.InvariantCulture)) { UnitId = use.UnitId });
            await CountAsync(session, use, actor);
        }
    });

    public Task<MaterialUse?> FindAsync(long id) => database.ReadAsync(session => session.FirstAsync<MaterialUse>(ById, new { id }));

    /// <summary>Lines newest first, a page at a time, older ones by the id of the last.</summary>
    public Task<IReadOnlyList<MaterialUse>> PageAsync(UseScope scope, long? before) =>
        database.ReadAsync(session => session.PageAsync<MaterialUse>(Page, Args(scope, before ?? long.MaxValue), 0, Shown));

    /// <summary>Sums by organisation, at most 200.</summary>
    public Task<IReadOnlyList<UseFigure>> FiguresAsync(UseScope scope) =>
        database.ReadAsync(session => session.PageAsync<UseFigure>(Sums, Args(scope, long.MaxValue), 0, MostOrganisations));

    // No id is 0: an empty IN list is no SQL on either database.
    private static object Args(UseScope scope, long before) => new
    {
        before,
        campaigns = scope.Campaigns.DefaultIfEmpty(0),
        organisations = scope.Organisations.DefaultIfEmpty(0),
        everybody = scope.Everybody ? 1 : 0,
    };

    private async Task<int> CountAsync(DbSession session, MaterialUse use, Actor actor)
    {
        var args = Args(new UseScope([use.CampaignId], [use.OrganisationId], false), long.MaxValue);
        var sum = await session.FirstAsync<UseFigure>(Sums, args);
        var note = sum is null ? "Nhật ký phát, đăng: chưa có lượt nào."
            : string.Create(CultureInfo.InvariantCulture, $"Nhật ký phát, đăng: {sum.Entries} mục, {sum.Times} lượt; gần nhất {sum.LastOn:d/M/yyyy}.");
        return await tasks.CountAsync(session, use.CampaignId, use.OrganisationId, note, actor);
    }

    private static void Require(MaterialUse use, DateOnly today)
    {
        var problem = use switch
        {
            _ when !UseWays.All.Contains(use.Way) => Text.Of("Xin chọn cách phát, đăng.", "Please choose how it was used."),
            { Outlet.Length: 0 or > 200 } => Text.Of("Ghi nơi phát, đăng: kênh, chương trình, số báo, trang (tối đa 200 ký tự).", "Say where: channel, programme, issue, page (at most 200 characters)."),
            { Times: < 1 or > MostTimes } => Text.Of("Số lượt từ 1 đến 10.000.", "The number of times is from 1 to 10,000."),
            _ when use.UsedOn > today => Text.Of("Ngày phát, đăng chưa đến: chỉ ghi việc đã làm.", "That day has not come yet: log only what was done."),
            _ when use.Link is { } link && WebLink.Parse(link, 500) is null => Text.Of("Địa chỉ phải là địa chỉ web (https://…), tối đa 500 ký tự.", "The link must be a web address (https://…) of at most 500 characters."),
            { Note.Length: > 500 } => Text.Of("Ghi chú tối đa 500 ký tự.", "The note takes at most 500 characters."),
            _ => null,
        };
        if (problem is not null)
        {
            throw new MaterialRefusedException(problem);
        }
    }
}

/// <summary>How a material reached people.</summary>
public static class UseWays
{
    public static IReadOnlyList<string> All { get; } = ["radio", "television", "loudspeaker", "print", "web", "social"];

    /// <summary>In the current language.</summary>
    public static string Name(string way) => way switch
    {
        "radio" => Text.Of("Phát thanh", "Radio"),
        "television" => Text.Of("Truyền hình", "Television"),
        "loudspeaker" => Text.Of("Loa truyền thanh", "Loudspeakers"),
        "print" => Text.Of("Báo in", "Print"),
        "web" => Text.Of("Báo điện tử, trang web", "Website"),
        "social" => Text.Of("Mạng xã hội", "Social media"),
        _ => way,
    };
}
