using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>A round as it is asked for.</summary>
public sealed record RoundDraft(Campaign Campaign, Unit Unit, long FormId)
{
    /// <summary>Who asks, as reports address it.</summary>
    public string Office { get; init; } = "";

    public string Kind { get; init; } = RoundKinds.SixMonth;

    public string Title { get; init; } = "";

    public long? DispatchId { get; init; }

    public string? Document { get; init; }

    public string? Wording { get; init; }

    public DateOnly OpensOn { get; init; }

    public DateOnly LastDay { get; init; }

    public IReadOnlyList<Unit> Units { get; init; } = [];

    public IReadOnlyList<Organisation> Organisations { get; init; } = [];
}

/// <summary>Opens and closes rounds.</summary>
public sealed class RoundBook(Database database, UnitDirectory units, AuditLog audit, BusinessClock clock)
{
    /// <summary>Who may be bound at once.</summary>
    public const int MostBound = 12_000;

    private const string Insert = """
        INSERT INTO report_round (campaign_id, unit_id, unit_path, office, kind, title, dispatch_id, document, wording, opens_on, last_day, form_id, state, made_at, made_by_name)
        VALUES (@campaign, @unit, @path, @office, @kind, @title, @dispatch, @document, @wording, @opensOn, @lastDay, @form, 'open', @at, @by)
        """;

    private const string InsertSubmissions = """
        INSERT INTO report_submission (bound_id, state, revision, versions) SELECT b.id, 'open', 0, 0 FROM report_bound b WHERE b.round_id = @round
        """;

    private const string BoundUnits = "SELECT id, organisation_id, unit_path FROM report_bound WHERE round_id = @round";

    private const string SetSuperior = "UPDATE report_bound SET reports_to = @superior WHERE id IN @ids";

    private const string Close = "UPDATE report_round SET state = 'closed', closed_at = @at, closed_by_name = @by, close_note = @note WHERE id = @id AND state = 'open'";

    private static readonly string[] BoundColumns = ["round_id", "unit_id", "unit_path", "level", "organisation_id", "name"];

    /// <summary>Opens a round: each bound unit and organisation owes a report from now on, to the nearest bound unit above it, else to the unit that asks.</summary>
    /// <returns>The round's id.</returns>
    /// <exception cref="ReportRefusedException">A field is missing or too long, nobody is bound, the form is not ready.</exception>
    public async Task<long> OpenAsync(RoundDraft draft, Actor actor)
    {
        Require(draft);
        var seats = await units.FindAsync(draft.Organisations.Select(office => office.UnitId));
        var at = await clock.NowAsync();
        return await database.WriteAsync(async session =>
        {
            var form = await FormBook.FindAsync(session, draft.FormId);
            if (form is not { State: "ready" } || !draft.Unit.Path.StartsWith(form.UnitPath, StringComparison.Ordinal))
            {
                throw new ReportRefusedException("Chọn một biểu mẫu đã ban hành của cấp mình hoặc cấp trên.", "Choose a form that is ready, of this level or above.");
            }

            var id = await session.InsertAsync(Insert, Values(draft, at, actor));
            await session.InsertManyAsync("report_bound", BoundColumns, [.. Rows(id, draft, seats)]);
            await session.ExecuteAsync(InsertSubmissions, new { round = id });
            await LinkAsync(session, id);
            await audit.RecordAsync(session, actor, Entry("report.round-opened", id, draft.Unit.Id) with
            {
                After = new { draft.Title, draft.Kind, draft.LastDay, draft.Document, form = draft.FormId, units = draft.Units.Count, organisations = draft.Organisations.Count },
            });
            return id;
        });
    }

    /// <summary>Ends a round: nothing more is taken in, nobody is reminded. What was submitted stays.</summary>
    public async Task CloseAsync(ReportRound round, string? note, Actor actor)
    {
        var reason = note?.Trim() is { Length: > 0 and <= 500 } given ? given : throw new ReportRefusedException("Ghi lý do, tối đa 500 ký tự.", "Give a reason, at most 500 characters.");
        var at = await clock.NowAsync();
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Close, new { id = round.Id, at, by = actor.Name, note = reason }) == 0)
            {
                throw new ReportRefusedException("Đợt báo cáo này đã đóng.", "This round is closed already.") { Raced = true };
            }

            await audit.RecordAsync(session, actor, Entry("report.round-closed", round.Id, round.UnitId) with { Reason = reason });
        });
    }

    private static void Require(RoundDraft draft)
    {
        var bound = draft.Units.Count + draft.Organisations.Count;
        if (draft.Title.Trim().Length is 0 or > 300 || draft.Office.Trim().Length is 0 or > 300 || !RoundKinds.All.Contains(draft.Kind) || draft.Wording?.Length > 400 || draft.Document?.Length > 200)
        {
            throw new ReportRefusedException("Ghi tên đợt báo cáo và nơi nhận báo cáo, mỗi mục tối đa 300 ký tự.", "Give the round's title and who receives the reports, at most 300 characters each.");
        }

        if (draft.LastDay < draft.OpensOn || draft.LastDay.Year is < 2000 or > 2099)
        {
            throw new ReportRefusedException("Ngày cuối cùng không được trước ngày mở đợt.", "The last day must not lie before the day on which the round opens.");
        }

        if (bound is 0 or > MostBound)
        {
            throw new ReportRefusedException($"Chọn ít nhất một đơn vị hoặc cơ quan phải báo cáo, nhiều nhất {MostBound}.", $"Choose at least one unit or organisation that reports, at most {MostBound}.");
        }

        if (draft.Units.Any(unit => unit.Id == draft.Unit.Id || !unit.Path.StartsWith(draft.Unit.Path, StringComparison.Ordinal) || unit.Level is UnitLevel.Hamlet or UnitLevel.Nation))
        {
            throw new ReportRefusedException("Chỉ các đơn vị cấp dưới, từ cấp xã trở lên, phải báo cáo.", "Only units below, communes and above them, can be bound.");
        }
    }

    private static object Values(RoundDraft draft, DateTimeOffset at, Actor actor) => new
    {
        campaign = draft.Campaign.Id,
        unit = draft.Unit.Id,
        path = draft.Unit.Path,
        office = draft.Office.Trim(),
        kind = draft.Kind,
        title = draft.Title.Trim(),
        dispatch = draft.DispatchId,
        document = draft.Document,
        wording = draft.Wording,
        opensOn = draft.OpensOn,
        lastDay = draft.LastDay,
        form = draft.FormId,
        at,
        by = actor.Name,
    };

    private static IEnumerable<object?[]> Rows(long round, RoundDraft draft, IReadOnlyDictionary<long, Unit> seats) =>
    [
        .. draft.Organisations.DistinctBy(office => office.Id).Select(office => new object?[] { round, office.UnitId, seats[office.UnitId].Path, "organisation", office.Id, office.Name }),
        .. draft.Units.DistinctBy(unit => unit.Id).Select(unit => new object?[] { round, unit.Id, unit.Path, unit.Level.Code(), null, unit.FullName }),
    ];

    private static async Task LinkAsync(DbSession session, long round)
    {
        var bound = await session.QueryAsync<Bound>(BoundUnits, new { round });
        var byPath = bound.Where(one => one.OrganisationId is null).ToDictionary(one => one.UnitPath, one => one.Id);
        foreach (var group in bound.GroupBy(one => Superior(one, byPath)).Where(group => group.Key is not null))
        {
            foreach (var ids in group.Select(one => one.Id).Chunk(1000))
            {
                await session.ExecuteAsync(SetSuperior, new { superior = group.Key, ids });
            }
        }
    }

    private static long? Superior(Bound one, Dictionary<string, long> byPath)
    {
        // A department reports to its own unit when that is bound, a unit to the one above.
        for (var path = one.OrganisationId is null ? UnitPath.Parent(one.UnitPath) : one.UnitPath; path.Length > 1; path = UnitPath.Parent(path))
        {
            if (byPath.TryGetValue(path, out var superior))
            {
                return superior;
            }
        }

        return null;
    }

    private static AuditEntry Entry(string action, long id, long unit) => new(action, "report-round", id.ToString(CultureInfo.InvariantCulture)) { UnitId = unit };

    private sealed class Bound
    {
        public long Id { get; init; }

        public long? OrganisationId { get; init; }

        public string UnitPath { get; init; } = "";
    }
}
