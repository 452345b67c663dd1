using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>Reads rounds and their samples.</summary>
public sealed class SpotCheckQueries(Database database)
{
    /// <summary>Rounds of a list.</summary>
    public const int Most = 200;

    private const string Columns = """
        c.id, c.campaign_id, c.unit_id, c.unit_path, c.design, c.seed, c.frame_size, c.claims, c.reported_reached, c.reported_target, c.sample, c.other_sample, c.pass_mark,
        c.good_percent, c.bad_percent, c.alpha, c.beta, c.inspector_id, c.inspector, c.visit_by, c.recheck_days, c.follows_id, c.drawn_at, c.drawn_by_name, c.state,
        c.verdict, c.decided_at, c.recheck_by, c.closed_at, c.closed_by, c.close_note
        """;

    private const string ById = $"SELECT {Columns} FROM spot_check c WHERE c.id = @id";

    private const string Within = $"""
        SELECT {Columns} FROM spot_check c
        WHERE c.campaign_id = @campaign AND c.unit_path >= @from AND c.unit_path < @to ORDER BY c.id DESC
        """;

    private const string OfInspector = $"SELECT {Columns} FROM spot_check c WHERE c.inspector_id = @account AND c.state <> 'cancelled' ORDER BY c.id DESC";

    private const string Owed = $"""
        SELECT {Columns} FROM spot_check c
        WHERE c.verdict = 'recheck' AND c.recheck_by >= @first AND c.recheck_by <= @last
            AND c.unit_path >= @from AND c.unit_path < @to
        ORDER BY c.recheck_by, c.id
        """;

    private const string Open = $"""
        SELECT {Columns} FROM spot_check c WHERE c.verdict = 'recheck' AND c.closed_at IS NULL AND c.recheck_by <= @last ORDER BY c.recheck_by, c.id
        """;

    private const string Visits = """
        SELECT v.id, v.spot_check_id, v.stratum, v.number, v.hamlet_id, v.household, v.place_number, a.outcome, a.answered_at
        FROM spot_check_visit v
        LEFT JOIN spot_check_answer a ON a.id = (SELECT MAX(n.id) FROM spot_check_answer n WHERE n.visit_id = v.id)
        WHERE v.spot_check_id IN @checks
        ORDER BY v.stratum, v.number
        """;

    private const string Frame = "SELECT frame FROM spot_check WHERE id = @id";

    public Task<SpotCheck?> FindAsync(long id) => database.ReadAsync(session => FindAsync(session, id));

    /// <summary>The same inside a transaction.</summary>
    public static Task<SpotCheck?> FindAsync(DbSession session, long id) => session.FirstAsync<SpotCheck>(ById, new { id });

    /// <summary>Rounds in a subtree, newest first, at most <see cref="Most"/>.</summary>
    public Task<IReadOnlyList<SpotCheck>> WithinAsync(long campaign, string path) =>
        database.ReadAsync(session => session.PageAsync<SpotCheck>(Within, new { campaign, from = path, to = UnitPath.End(path) }, 0, Most));

    /// <summary>Rounds that an inspector was given, newest first.</summary>
    public Task<IReadOnlyList<SpotCheck>> OfInspectorAsync(long account) => database.ReadAsync(session => session.PageAsync<SpotCheck>(OfInspector, new { account }, 0, Most));

    /// <summary>Re-checks of communes in a subtree that fall due in a window; also those that were closed.</summary>
    public Task<IReadOnlyList<SpotCheck>> RechecksAsync(string reach, DateOnly first, DateOnly last) => 
        database.ReadAsync(session => session.PageAsync<SpotCheck>(Owed, new { from = reach, to = UnitPath.End(reach), first, last }, 0, Most));

    /// <summary>Re-checks of all campaigns that nobody has closed, due by a day or before.</summary>
    public Task<IReadOnlyList<SpotCheck>> OpenRechecksAsync(DateOnly last) => database.ReadAsync(session => session.QueryAsync<SpotCheck>(Open, new { last }));

    /// <summary>The sample of a round in its order, with the newest answers.</summary>
    public Task<IReadOnlyList<CheckVisit>> VisitsAsync(long check) => database.ReadAsync(session => VisitsAsync(session, check));

    /// <summary>The same inside a transaction.</summary>
    public static Task<IReadOnlyList<CheckVisit>> VisitsAsync(DbSession session, long check) => session.QueryAsync<CheckVisit>(Visits, new { checks = new[] { check } });

    /// <summary>The samples of several rounds, by round.</summary>
    public async Task<ILookup<long, CheckVisit>> VisitsAsync(IReadOnlyCollection<long> checks) => checks.Count == 0
        ? Array.Empty<CheckVisit>().ToLookup(visit => visit.SpotCheckId)
        : (await database.ReadAsync(session => session.QueryAsync<CheckVisit>(Visits, new { checks }))).ToLookup(visit => visit.SpotCheckId);

    /// <summary>What was claimed when the sample was drawn.</summary>
    public async Task<CheckFrame> FrameAsync(long id) =>
        CheckFrame.FromJson(await database.ReadAsync(session => session.FirstAsync<string>(Frame, new { id })) ?? throw new InvalidOperationException($"No round {id}."));
}
