using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage.Denominators;

/// <summary>A version of a commune's numbers of households, as somebody proposed it.</summary>
public sealed class DenominatorSet
{
    public long Id { get; init; }

    public long CommuneId { get; init; }

    /// <summary>register, census, own, other.</summary>
    public string Kind { get; init; } = "";

    public string Source { get; init; } = "";

    public DateOnly AsOf { get; init; }

    public DateTimeOffset ProposedAt { get; init; }

    public string ProposedBy { get; init; } = "";

    /// <summary>proposed, approved, refused.</summary>
    public string State { get; init; } = "";

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    public string? DecisionNote { get; init; }

    public bool IsOpen => State == "proposed";
}

/// <summary>Proposes, approves and refuses versions. An approval records new targets (<see cref="PlaceTargets"/>) in the same transaction, so that every figure
/// follows at once; what was submitted in reports, or noted when a spot check was drawn, keeps the number it was worked out with.</summary>
public sealed class DenominatorSets(Database database, PlaceTargets targets, AuditLog audit, BusinessClock clock)
{
    /// <summary>Versions that a page lays side by side.</summary>
    public const int Shown = 6;

    private const int MostHouseholds = 100_000;

    private const string Columns = "id, commune_id, kind, source, as_of, proposed_at, proposed_by, state, decided_at, decided_by, decision_note";

    private const string OfCommune = $"SELECT {Columns} FROM denominator_set WHERE commune_id = @commune ORDER BY id DESC";

    private const string ById = $"SELECT {Columns} FROM denominator_set WHERE id = @id AND commune_id = @commune";

    private const string Figures = "SELECT set_id, hamlet_id, households FROM denominator_figure WHERE set_id IN @sets";

    private const string Insert = """
        INSERT INTO denominator_set (commune_id, path, kind, source, as_of, proposed_at, proposed_by, state)
        VALUES (@commune, @path, @kind, @source, @asOf, @now, @by, 'proposed')
        """;

    private const string Open = """
        SELECT id FROM denominator_set WHERE commune_id = @commune AND kind = @kind AND source = @source AND as_of = @asOf AND proposed_by = @by AND state = 'proposed'
        """;

    private const string Decide = """
        UPDATE denominator_set SET state = @state, decided_at = @now, decided_by = @by, decision_note = @note WHERE id = @id AND state = 'proposed'
        """;

    private static readonly string[] FigureColumns = ["set_id", "hamlet_id", "households"];

    public static IReadOnlyList<string> Kinds { get; } = ["own", "census", "other"];

    /// <summary>The newest versions of a commune.</summary>
    public Task<IReadOnlyList<DenominatorSet>> OfAsync(Unit commune) =>
        database.ReadAsync(session => session.PageAsync<DenominatorSet>(OfCommune, new { commune = commune.Id }, 0, Shown));

    public Task<DenominatorSet?> FindAsync(Unit commune, long id) => database.ReadAsync(session => session.FirstAsync<DenominatorSet>(ById, new { id, commune = commune.Id }));

    /// <summary>Households by version and hamlet.</summary>
    public async Task<IReadOnlyDictionary<(long Set, long Hamlet), long>> FiguresAsync(IReadOnlyCollection<long> sets) => sets.Count == 0
        ? new Dictionary<(long, long), long>()
        : (await database.ReadAsync(session => session.QueryAsync<(long Set, long Hamlet, long Households)>(Figures, new { sets })))
            .ToDictionary(row => (row.Set, row.Hamlet), row => row.Households);

    /// <summary>Lays a version beside the others; nothing is recomputed yet. The same proposal of the same person, sent again, is the one that lies there.</summary>
    /// <exception cref="EntryRefusedException">No hamlet has a number, a number cannot be, or source or day are missing.</exception>
    public async Task<long> ProposeAsync(Unit commune, string kind, string? source, DateOnly? asOf, IReadOnlyDictionary<long, long> households, Actor actor)
    {
        var now = await clock.NowAsync();
        if (source?.Trim() is not { Length: > 0 and <= 300 } named || asOf is not { } day || day > VietnamTime.Day(now) || kind is not "register" && !Kinds.Contains(kind))
        {
            throw new EntryRefusedException(Text.Of("Ghi nguồn số liệu (tối đa 300 ký tự) và ngày của số liệu, không ở tương lai.", "Give the source (at most 300 characters) and the date of the figures, not in the future."));
        }

        if (households.Count == 0 || households.Values.Any(count => count is < 0 or > MostHouseholds))
        {
            throw new EntryRefusedException(Text.Of("Ghi số hộ của ít nhất một thôn, mỗi thôn từ 0 đến 100.000.", "Give the households of at least one hamlet, 0 to 100,000 each."));
        }

        return await database.WriteAsync(async session =>
        {
            var proposal = new { commune = commune.Id, path = commune.Path, kind, source = named, asOf = day, now, by = actor.Name };
            if (await SameAsync(session, await session.QueryAsync<long>(Open, proposal), households) is { } known)
            {
                return known;
            }

            var id = await session.InsertAsync(Insert, proposal);
            await session.InsertManyAsync("denominator_figure", FigureColumns, [.. households.Select(one => new object?[] { id, one.Key, one.Value })]);
            await audit.RecordAsync(session, actor, Entry("denominator.proposed", id, commune) with { After = new { kind, source = named, asOf = day, households = households.Values.Sum() } });
            return id;
        });
    }

    // Among open proposals of the same words the one with the same numbers.
    private static async Task<long?> SameAsync(DbSession session, IReadOnlyList<long> open, IReadOnlyDictionary<long, long> households)
    {
        if (open.Count == 0)
        {
            return null;
        }

        var numbers = (await session.QueryAsync<(long Set, long Hamlet, long Households)>(Figures, new { sets = open })).ToLookup(row => row.Set);
        return open.Where(set => numbers[set].Count() == households.Count && numbers[set].All(row => households.TryGetValue(row.Hamlet, out var count) && count == row.Households))
            .Select(set => (long?)set).FirstOrDefault();
    }

    /// <summary>Puts a version in force: its hamlets get it as their target, the others keep theirs.</summary>
    /// <returns>How many hamlets changed.</returns>
    /// <exception cref="EntryRefusedException">It was decided meanwhile.</exception>
    public async Task<int> ApproveAsync(DenominatorSet set, Unit commune, IReadOnlyList<Unit> hamlets, Actor actor)
    {
        var now = await clock.NowAsync();
        var figures = await FiguresAsync([set.Id]);
        var inputs = hamlets.Where(hamlet => figures.ContainsKey((set.Id, hamlet.Id)))
            .Select(hamlet => new TargetInput(hamlet, commune, figures[(set.Id, hamlet.Id)], set.Source, set.AsOf)).ToList();
        return await targets.SetAsync(actor, inputs, session => DecideAsync(session, set, commune, "approved", null, now, actor));
    }

    /// <exception cref="EntryRefusedException">There is no reason, or it was decided meanwhile.</exception>
    public async Task RefuseAsync(DenominatorSet set, Unit commune, string? reason, Actor actor)
    {
        var note = reason?.Trim() is { Length: > 0 and <= 500 } given ? given : throw new EntryRefusedException(Text.Of("Ghi lý do, tối đa 500 ký tự.", "Give a reason, at most 500 characters."));
        var now = await clock.NowAsync();
        await database.WriteAsync(session => DecideAsync(session, set, commune, "refused", note, now, actor));
    }

    private async Task DecideAsync(DbSession session, DenominatorSet set, Unit commune, string state, string? note, DateTimeOffset now, Actor actor)
    {
        if (await session.ExecuteAsync(Decide, new { id = set.Id, state, now, by = actor.Name, note }) == 0)
        {
            throw new EntryRefusedException(Text.Of("Bản số hộ này đã được quyết định trong lúc bạn xem.", "This version was decided meanwhile."));
        }

        await audit.RecordAsync(session, actor, Entry($"denominator.{state}", set.Id, commune) with { Reason = note });
    }

    private static AuditEntry Entry(string action, long id, Unit commune) => new(action, "denominator-set", id.ToString(CultureInfo.InvariantCulture)) { UnitId = commune.Id };
}
