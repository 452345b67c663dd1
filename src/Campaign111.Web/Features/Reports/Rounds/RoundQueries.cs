using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Reads rounds, who is bound, what was submitted. What a person may see of it is decided by <see cref="ReportAccess"/>.</summary>
public sealed class RoundQueries(Database database)
{
    /// <summary>Rounds of a list.</summary>
    public const int Most = 200;

    // Of one round; RoundBook.MostBound is less.
    private const int MostSheets = 15_000;

    private const int MostDue = 100_000;

    private const string RoundColumns = """
        r.id, r.campaign_id, r.unit_id, r.unit_path, r.office, r.kind, r.title, r.dispatch_id, r.document, r.wording, r.opens_on, r.last_day, r.form_id, r.state,
        r.made_at, r.made_by_name, r.closed_at, r.closed_by_name, r.close_note
        """;

    private const string SheetColumns = """
        b.id, b.round_id, b.unit_id, b.unit_path, b.level, b.organisation_id, b.name, b.reports_to, s.id AS submission_id, s.state, s.revision, s.versions,
        s.changed_at, s.changed_by_name, s.first_submitted_on, s.submitted_at, s.decided_at, s.decided_by_name
        """;

    private const string VersionColumns = "v.number, v.answers, v.figures, v.basis, v.submitted_at, v.submitted_on, v.submitted_by_name, s.bound_id";

    private const string ById = $"SELECT {RoundColumns} FROM report_round r WHERE r.id = @id";

    private const string ByIds = $"SELECT {RoundColumns} FROM report_round r WHERE r.id IN @ids";

    private const string OfCampaign = $"SELECT {RoundColumns} FROM report_round r WHERE r.campaign_id = @campaign ORDER BY r.last_day DESC, r.id DESC";

    private const string SheetById = $"SELECT {SheetColumns} FROM report_bound b JOIN report_submission s ON s.bound_id = b.id WHERE b.id = @id";

    private const string SheetsOf = $"SELECT {SheetColumns} FROM report_bound b JOIN report_submission s ON s.bound_id = b.id WHERE b.round_id = @round ORDER BY b.id";

    private const string OwedBy = $"""
        SELECT {SheetColumns} FROM report_bound b
        JOIN report_submission s ON s.bound_id = b.id
        JOIN report_round r ON r.id = b.round_id
        WHERE (b.organisation_id IS NULL AND b.unit_id IN @units) OR b.organisation_id IN @organisations
        ORDER BY r.last_day DESC, b.id
        """;

    private const string DraftOf = "SELECT draft FROM report_submission WHERE bound_id = @id";

    private const string VersionsOf = $"""
        SELECT {VersionColumns} FROM report_version v JOIN report_submission s ON s.id = v.submission_id WHERE s.bound_id = @id ORDER BY v.number DESC
        """;

    private const string Newest = $"""
        SELECT {VersionColumns} FROM report_submission s JOIN report_version v ON v.submission_id = s.id AND v.number = s.versions
        WHERE s.bound_id IN @ids
        """;

    private const string RemarksOf = """
        SELECT m.version_number, m.at, m.by_name, m.body FROM report_remark m JOIN report_submission s ON s.id = m.submission_id
        WHERE s.bound_id = @id ORDER BY m.id DESC
        """;

    private const string DueIn = $"""
        SELECT {SheetColumns} FROM report_round r
        JOIN report_bound b ON b.round_id = r.id
        JOIN report_submission s ON s.bound_id = b.id
        WHERE r.state = 'open' AND r.last_day <= @until AND s.state IN ('open', 'draft', 'returned') ORDER BY b.id
        """;

    private const string Between = $"SELECT {RoundColumns} FROM report_round r WHERE r.last_day >= @first AND r.last_day <= @last ORDER BY r.last_day, r.id";

    public Task<ReportRound?> FindAsync(long id) => database.ReadAsync(session => session.FirstAsync<ReportRound>(ById, new { id }));

    /// <summary>By id.</summary>
    public async Task<IReadOnlyDictionary<long, ReportRound>> FindAsync(IEnumerable<long> ids)
    {
        var found = new Dictionary<long, ReportRound>();
        foreach (var chunk in ids.Distinct().Chunk(1000))
        {
            foreach (var round in await database.ReadAsync(session => session.QueryAsync<ReportRound>(ByIds, new { ids = chunk })))
            {
                found[round.Id] = round;
            }
        }

        return found;
    }

    /// <summary>Rounds of a campaign, the newest last day first.</summary>
    public Task<IReadOnlyList<ReportRound>> OfCampaignAsync(long campaign) => database.ReadAsync(session => session.PageAsync<ReportRound>(OfCampaign, new { campaign }, 0, Most));

    /// <summary>Rounds whose last day lies in a window.</summary>
    public Task<IReadOnlyList<ReportRound>> BetweenAsync(DateOnly first, DateOnly last) => database.ReadAsync(session => session.PageAsync<ReportRound>(Between, new { first, last }, 0, Most));

    public Task<ReportSheet?> SheetAsync(long id) => database.ReadAsync(session => SheetAsync(session, id));

    /// <summary>The same inside a transaction.</summary>
    public static Task<ReportSheet?> SheetAsync(DbSession session, long id) => session.FirstAsync<ReportSheet>(SheetById, new { id });

    /// <summary>All that are bound, by round, in the order of binding.</summary>
    public async Task<ILookup<long, ReportSheet>> SheetsAsync(IReadOnlyCollection<long> rounds)
    {
        var found = new List<ReportSheet>();
        foreach (var round in rounds)
        {
            found.AddRange(await database.ReadAsync(session => session.PageAsync<ReportSheet>(SheetsOf, new { round }, 0, MostSheets)));
        }

        return found.ToLookup(sheet => sheet.RoundId);
    }

    /// <summary>Reports that units (by themselves) or organisations owe or have given, the newest last day first.</summary>
    public Task<IReadOnlyList<ReportSheet>> OwedByAsync(IReadOnlyCollection<long> units, IReadOnlyCollection<long> organisations) =>
        // An empty IN list is no SQL on either database; no id is 0.
        database.ReadAsync(session => session.PageAsync<ReportSheet>(OwedBy, new { units = units.DefaultIfEmpty(0), organisations = organisations.DefaultIfEmpty(0) }, 0, Most));

    /// <summary>Reports of open rounds that are with their own office, and whose last day comes by a day.</summary>
    public Task<IReadOnlyList<ReportSheet>> DueByAsync(DateOnly until, CancellationToken cancel) =>
        database.ReadAsync(session => session.PageAsync<ReportSheet>(DueIn, new { until }, 0, MostDue), cancel);

    /// <summary>The draft as saved; empty before the first saving.</summary>
    public async Task<IReadOnlyDictionary<string, string>> DraftAsync(long sheet) =>
        await database.ReadAsync(session => session.FirstAsync<string>(DraftOf, new { id = sheet })) is { } json ? ReportJson.Read<Dictionary<string, string>>(json) : new Dictionary<string, string>();

    /// <summary>All submissions of a report, newest first.</summary>
    public Task<IReadOnlyList<ReportVersion>> VersionsAsync(long sheet) => database.ReadAsync(session => session.QueryAsync<ReportVersion>(VersionsOf, new { id = sheet }));

    public Task<IReadOnlyList<ReportRemark>> RemarksAsync(long sheet) => database.ReadAsync(session => session.QueryAsync<ReportRemark>(RemarksOf, new { id = sheet }));

    /// <summary>The reports among these that are in, with what was submitted last, in their order.</summary>
    public async Task<IReadOnlyList<RolledReport>> InAsync(IEnumerable<ReportSheet> sheets)
    {
        var counted = sheets.Where(sheet => sheet.IsIn).ToList();
        var newest = new Dictionary<long, ReportVersion>();
        foreach (var ids in counted.Select(sheet => sheet.Id).Chunk(1000))
        {
            foreach (var version in await database.ReadAsync(session => session.QueryAsync<ReportVersion>(Newest, new { ids })))
            {
                newest[version.BoundId] = version;
            }
        }

        return [.. counted.Where(sheet => newest.ContainsKey(sheet.Id)).Select(sheet => RolledReport.Of(sheet, newest[sheet.Id]))];
    }
}
