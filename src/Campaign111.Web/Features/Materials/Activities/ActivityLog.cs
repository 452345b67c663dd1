using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Materials.Activities;

/// <summary>The log of activities. Each line counts towards one task of the organisation, in the same transaction, with its evidence.</summary>
public sealed class ActivityLog(Database database, TaskService tasks, MaterialVault vault, AuditLog audit, BusinessClock clock)
{
    /// <summary>Lines a page.</summary>
    public const int Shown = 30;

    private const int Most = 1_000_000;
    private const int MostShares = 500;

    private const string Columns = """
        id, campaign_id, share_id, organisation_id, unit_id, kind, held_on, place, times, people, preschool, primary_pupils, lower_pupils, upper_pupils, note, logged_at, withdrawn_at
        """;

    private const string Insert = """
        INSERT INTO activity (campaign_id, share_id, organisation_id, unit_id, kind, held_on, place, times, people, preschool, primary_pupils, lower_pupils, upper_pupils, note, account_id, logged_at)
        VALUES (@CampaignId, @ShareId, @OrganisationId, @UnitId, @Kind, @HeldOn, @Place, @Times, @People, @Preschool, @PrimaryPupils, @LowerPupils, @UpperPupils, @Note, @accountId, @now)
        """;

    private const string Same = """
        SELECT MAX(a.id) FROM activity a
        WHERE a.id = (SELECT MAX(x.id) FROM activity x WHERE x.organisation_id = @OrganisationId) AND a.withdrawn_at IS NULL AND a.account_id = @accountId AND a.share_id = @ShareId
            AND a.kind = @Kind AND a.held_on = @HeldOn AND a.place = @Place AND a.times = @Times AND a.people = @People AND a.preschool = @Preschool
            AND a.primary_pupils = @PrimaryPupils AND a.lower_pupils = @LowerPupils AND a.upper_pupils = @UpperPupils AND COALESCE(a.note, '') = COALESCE(@Note, '')
        """;

    private const string InsertFile = "INSERT INTO activity_file (activity_id, name, media_type, size, sha256) VALUES (@activity, @Name, @MediaType, @size, @sha256)";

    private const string ById = $"SELECT {Columns} FROM activity WHERE id = @id";

    private const string Page = $"""
        SELECT {Columns} FROM activity
        WHERE id < @before AND campaign_id IN @campaigns AND (@everybody = 1 OR organisation_id IN @organisations)
        ORDER BY id DESC
        """;

    private const string FilesOf = "SELECT id, activity_id, name, media_type, size, sha256 FROM activity_file WHERE activity_id IN @ids ORDER BY id";

    private const string Withdraw = "UPDATE activity SET withdrawn_at = @now WHERE id = @id AND withdrawn_at IS NULL";

    private const string Sums = """
        SELECT share_id, kind, COUNT(*) AS entries, SUM(CAST(times AS BIGINT)) AS times, SUM(CAST(people AS BIGINT)) AS people, SUM(CAST(preschool AS BIGINT)) AS preschool,
            SUM(CAST(primary_pupils AS BIGINT)) AS primary_pupils, SUM(CAST(lower_pupils AS BIGINT)) AS lower_pupils, SUM(CAST(upper_pupils AS BIGINT)) AS upper_pupils
        FROM activity
        WHERE campaign_id IN @campaigns AND withdrawn_at IS NULL AND (@everybody = 1 OR organisation_id IN @organisations)
        GROUP BY share_id, kind
        ORDER BY share_id, kind
        """;

    private const string OfShare = """
        SELECT COUNT(*) AS entries, COALESCE(SUM(CAST(times AS BIGINT)), 0) AS times, COALESCE(SUM(CAST(people AS BIGINT)), 0) AS people,
            COALESCE(SUM(CAST(preschool + primary_pupils + lower_pupils + upper_pupils AS BIGINT)), 0) AS preschool
        FROM activity WHERE campaign_id = @campaign AND share_id = @share AND withdrawn_at IS NULL
        """;

    /// <summary>Adds a line with its evidence. The newest line of the organisation, sent again just as it was, is there once: for several times there is their number.</summary>
    /// <exception cref="MaterialRefusedException">Something is missing or cannot be; the text says what.</exception>
    public async Task<long> AddAsync(Activity activity, IReadOnlyList<FileDraft> files, Actor actor)
    {
        Require(activity, await clock.TodayAsync());
        // Bytes first: a row never names a file that is not there; bytes without a row do no harm.
        var hashes = await vault.KeepAsync(files.Select(file => file.Content));
        var kept = files.Select((file, at) => (file.Name, file.MediaType, size: (long)file.Content.Length, sha256: hashes[at])).ToList();
        var now = await clock.NowAsync();
        return await database.WriteAsync(async session =>
        {
            var args = new Dapper.DynamicParameters(activity);
            args.Add("accountId", actor.AccountId);
            args.Add("now", now);
            if (await SameAsync(session, args, [.. kept.Select(file => file.sha256)]) is { } known)
            {
                return known;
            }

            var id = await session.InsertAsync(Insert, args);
            await session.ExecuteAsync(InsertFile, kept.Select(file => new { activity = id, file.Name, file.MediaType, file.size, file.sha256 }));
            await audit.RecordAsync(session, actor, Entry("activity.logged", id, activity.UnitId) with { After = new { activity.Kind, activity.HeldOn, activity.Place, activity.Times, activity.People, activity.Pupils, files = kept.Count } });
            await CountAsync(session, activity, actor);
            return id;
        });
    }

    /// <summary>Takes a line back; nothing happens when it was taken back before.</summary>
    public async Task WithdrawAsync(Activity activity, Actor actor)
    {
        var now = await clock.NowAsync();
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Withdraw, new { id = activity.Id, now }) > 0)
            {
                await audit.RecordAsync(session, actor, Entry("activity.withdrawn", activity.Id, activity.UnitId));
                await CountAsync(session, activity, actor);
            }
        });
    }

    public Task<Activity?> FindAsync(long id) => database.ReadAsync(session => session.FirstAsync<Activity>(ById, new { id }));

    /// <summary>Lines newest first, a page at a time, older ones by the id of the last.</summary>
    public Task<IReadOnlyList<Activity>> PageAsync(UseScope scope, long? before) =>
        database.ReadAsync(session => session.PageAsync<Activity>(Page, Args(scope, before ?? long.MaxValue), 0, Shown));

    public Task<IReadOnlyList<ActivityFile>> FilesAsync(IEnumerable<long> activities) =>
        database.ReadAsync(session => session.QueryAsync<ActivityFile>(FilesOf, new { ids = activities.DefaultIfEmpty(0) }));

    /// <summary>Sums by task and kind.</summary>
    public Task<IReadOnlyList<ActivitySum>> SumsAsync(UseScope scope) =>
        database.ReadAsync(session => session.PageAsync<ActivitySum>(Sums, Args(scope, long.MaxValue), 0, MostShares));

    // No id is 0: an empty IN list is no SQL on either database.
    private static object Args(UseScope scope, long before) => new
    {
        before,
        campaigns = scope.Campaigns.DefaultIfEmpty(0),
        organisations = scope.Organisations.DefaultIfEmpty(0),
        everybody = scope.Everybody ? 1 : 0,
    };

    private async Task CountAsync(DbSession session, Activity activity, Actor actor)
    {
        var sum = await session.SingleAsync<ActivitySum>(OfShare, new { campaign = activity.CampaignId, share = activity.ShareId });
        var note = string.Create(CultureInfo.InvariantCulture, $"Hoạt động: {sum.Entries} mục, {sum.Times} lượt, {sum.People} người, {sum.Preschool} học sinh.");
        if (await tasks.CountAsync(session, activity.CampaignId, activity.OrganisationId, note, actor, activity.ShareId) == 0)
        {
            throw new MaterialRefusedException(Text.Of("Công văn không giao nhiệm vụ này cho cơ quan.", "The dispatch gives this task to another organisation."));
        }
    }

    private static async Task<long?> SameAsync(DbSession session, Dapper.DynamicParameters args, IReadOnlyList<string> hashes) =>
        await session.ScalarAsync<long?>(Same, args) is { } known
        && (await session.QueryAsync<ActivityFile>(FilesOf, new { ids = new[] { known } })).Select(file => file.Sha256).Order().SequenceEqual(hashes.Order()) ? known : null;

    private static void Require(Activity activity, DateOnly today)
    {
        int[] counts = [activity.People, activity.Preschool, activity.PrimaryPupils, activity.LowerPupils, activity.UpperPupils];
        var problem = activity switch
        {
            _ when !ActivityKinds.All.Contains(activity.Kind) => Text.Of("Xin chọn loại hoạt động.", "Please choose the kind."),
            { Place.Length: 0 or > 200 } => Text.Of("Ghi nơi làm: trường, đài, quảng trường, nhà văn hoá (tối đa 200 ký tự).", "Say where: school, station, square, house of culture (at most 200 characters)."),
            { Times: < 1 or > 10_000 } => Text.Of("Số buổi, số lượt từ 1 đến 10.000.", "The number of times is from 1 to 10,000."),
            _ when counts.Any(count => count is < 0 or > Most) => Text.Of("Số người từ 0 đến 1.000.000.", "Numbers of people are from 0 to 1,000,000."),
            { Kind: ActivityKinds.School, Pupils: 0 } => Text.Of("Buổi học ở trường: ghi số học sinh theo cấp.", "A school session: give the pupils by level."),
            _ when activity.Kind != ActivityKinds.School && activity.Pupils > 0 => Text.Of("Học sinh theo cấp chỉ ghi cho buổi học ở trường; nơi khác ghi vào số người.", "Pupils by level are for school sessions; elsewhere count people."),
            _ when activity.HeldOn > today => Text.Of("Ngày đó chưa đến: chỉ ghi việc đã làm.", "That day has not come yet: log only what was done."),
            { Note.Length: > 500 } => Text.Of("Ghi chú tối đa 500 ký tự.", "The note takes at most 500 characters."),
            _ => null,
        };
        if (problem is not null)
        {
            throw new MaterialRefusedException(problem);
        }
    }

    private static AuditEntry Entry(string action, long id, long unit) => new(action, "activity", id.ToString(CultureInfo.InvariantCulture)) { UnitId = unit };
}
