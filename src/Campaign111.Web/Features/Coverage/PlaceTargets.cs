using System.Data.Common;
using Campaign111.Features.Coverage.History;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>A denominator to record.</summary>
/// <param name="Hamlet">Where.</param>
/// <param name="Commune">Its commune.</param>
/// <param name="Households">Households there.</param>
/// <param name="Source">Census, list of the police, own count.</param>
/// <param name="AsOf">The day of that source.</param>
public sealed record TargetInput(Unit Hamlet, Unit Commune, long Households, string Source, DateOnly AsOf)
{
    /// <summary>Business day on which it came into the books, for a demo that tells of the past; null: today.</summary>
    internal DateOnly? BookedOn { get; init; }
}

/// <summary>A version of a hamlet's denominator.</summary>
public sealed class PlaceTarget
{
    public long Id { get; init; }

    public long UnitId { get; init; }

    public long Households { get; init; }

    public string Source { get; init; } = "";

    public DateOnly AsOf { get; init; }

    public string RecordedBy { get; init; } = "";

    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Null while it is in force.</summary>
    public DateTimeOffset? SupersededAt { get; init; }

    /// <summary>Null for versions from before there was a history.</summary>
    public DateOnly? BookedOn { get; init; }

    /// <summary>The business day from which on it is in force.</summary>
    public DateOnly Booked => BookedOn ?? VietnamTime.Day(RecordedAt);
}

/// <summary>Household targets of hamlets: versions, of which the newest is in force for every campaign whose tree has the hamlet.</summary>
public sealed class PlaceTargets(Database database, AuditLog audit, BusinessClock clock, TimeProvider time)
{
    private const int MostIds = 1000;

    private const int Tries = 5;

    private const string Columns = "id, unit_id, households, source, as_of, recorded_by, recorded_at, superseded_at, booked_on";

    private const string InForceSql = $"SELECT {Columns} FROM place_target WHERE unit_id IN @ids AND superseded_at IS NULL";

    private const string VersionsSql = $"SELECT {Columns} FROM place_target WHERE unit_id = @unit ORDER BY id DESC";

    private const string EarlierSql = $"SELECT {Columns} FROM place_target WHERE unit_id IN @ids AND superseded_at IS NOT NULL ORDER BY id DESC";

    private const string Supersede = "UPDATE place_target SET superseded_at = @at WHERE unit_id IN @ids AND superseded_at IS NULL";

    private const string Link = """
        UPDATE place_target
        SET superseded_by = (SELECT n.id FROM place_target n WHERE n.unit_id = place_target.unit_id AND n.superseded_at IS NULL)
        WHERE unit_id IN @ids AND superseded_at IS NOT NULL AND superseded_by IS NULL
        """;

    private const string HoldCampaigns = "UPDATE coverage_campaign SET root_path = root_path";

    private const string CampaignsSql = "SELECT campaign_id, root_path, tree_date FROM coverage_campaign";

    private static readonly string[] Inserted =
        ["unit_id", "commune_id", "path", "households", "source", "as_of", "account_id", "recorded_by", "recorded_at", "booked_on"];

    /// <summary>Targets in force by hamlet; hamlets without one are left out.</summary>
    public Task<IReadOnlyDictionary<long, PlaceTarget>> InForceAsync(IEnumerable<long> hamlets) =>
        database.ReadAsync(session => InForceAsync(session, hamlets));

    /// <summary>All versions of a hamlet's target, newest first.</summary>
    public Task<IReadOnlyList<PlaceTarget>> VersionsAsync(long hamlet) =>
        database.ReadAsync(session => session.PageAsync<PlaceTarget>(VersionsSql, new { unit = hamlet }, 0, 200));

    /// <summary>Superseded versions of a commune's hamlets, newest first, the last hundred.</summary>
    public Task<IReadOnlyList<PlaceTarget>> EarlierAsync(IEnumerable<long> hamlets) =>
        database.ReadAsync(session => session.PageAsync<PlaceTarget>(EarlierSql, new { ids = hamlets.Take(MostIds) }, 0, 100));

    /// <summary>Records new versions; one that says the same as the version in force is left out. Returns how many were recorded.</summary>
    public Task<int> SetAsync(Actor actor, IReadOnlyList<TargetInput> targets, CancellationToken cancel = default) => SetAsync(actor, targets, _ => Task.CompletedTask, cancel);

    /// <summary>The same, with something else in the same transaction, which runs first and may run again.</summary>
    public Task<int> SetAsync(Actor actor, IReadOnlyList<TargetInput> targets, Func<DbSession, Task> first, CancellationToken cancel = default) =>
        SetAsync(
            actor,
            async session =>
            {
                await first(session);
                return targets;
            },
            cancel);

    /// <summary>The same for targets of hamlets that are made in the same transaction; the delegate may run again.</summary>
    public async Task<int> SetAsync(Actor actor, Func<DbSession, Task<IReadOnlyList<TargetInput>>> make, CancellationToken cancel = default)
    {
        var today = await clock.TodayAsync(cancel);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.WriteAsync(
                    async session =>
                    {
                        var targets = await make(session);
                        return await SetAsync(session, actor, [.. targets.Select(target => target with { BookedOn = target.BookedOn ?? today })]);
                    },
                    cancel);
            }
            catch (DbException error) when (database.Dialect.IsDuplicateKey(error) && attempt < Tries)
            {
                // Somebody else set a target of the same hamlet at the same moment: this one follows it.
            }
        }
    }

    private async Task<int> SetAsync(DbSession session, Actor actor, IReadOnlyList<TargetInput> targets)
    {
        var before = await InForceAsync(session, targets.Select(target => target.Hamlet.Id));
        var changed = targets.Where(target => !IsSame(before.GetValueOrDefault(target.Hamlet.Id), target)).ToList();
        if (changed.Count == 0)
        {
            return 0;
        }

        var at = time.GetUtcNow();
        await VersionAsync(session, actor, changed, at);
        await CarryAsync(session, changed, before);
        await audit.RecordAsync(session, actor, new AuditEntry("coverage.target", "place-target", changed.Count == 1 ? $"{changed[0].Hamlet.Id}" : $"{changed.Count} places")
        {
            UnitId = changed.Select(target => target.Commune.Id).Distinct().ToList() is [var only] ? only : null,
            Before = changed.Take(100).Select(target => before.GetValueOrDefault(target.Hamlet.Id)).OfType<PlaceTarget>().Select(version => new { version.UnitId, version.Households }),
            After = changed.Take(100).Select(target => new { UnitId = target.Hamlet.Id, target.Households, target.Source, target.AsOf }),
        });
        return changed.Count;
    }

    private static async Task VersionAsync(DbSession session, Actor actor, List<TargetInput> changed, DateTimeOffset at)
    {
        foreach (var ids in changed.Select(target => target.Hamlet.Id).Chunk(MostIds))
        {
            await session.ExecuteAsync(Supersede, new { ids, at });
        }

        await session.InsertManyAsync("place_target", Inserted, [.. changed.Select(target => new object?[]
        {
            target.Hamlet.Id, target.Commune.Id, target.Hamlet.Path, target.Households, target.Source, target.AsOf, actor.AccountId, actor.Name, at, target.BookedOn,
        })]);
        foreach (var ids in changed.Select(target => target.Hamlet.Id).Chunk(MostIds))
        {
            await session.ExecuteAsync(Link, new { ids });
        }
    }

    // Campaigns that coverage has not met yet take the targets in force when they are opened.
    private static async Task CarryAsync(DbSession session, List<TargetInput> changed, IReadOnlyDictionary<long, PlaceTarget> before)
    {
        await session.ExecuteAsync(HoldCampaigns);
        foreach (var campaign in await session.QueryAsync<OpenedCampaign>(CampaignsSql))
        {
            var bound = changed.Where(target => target.Hamlet.Path.StartsWith(campaign.RootPath, StringComparison.Ordinal)
                && target.Commune.ExistsOn(campaign.TreeDate)
                && (target.Hamlet.ValidTo is null || target.Hamlet.ValidTo > campaign.TreeDate)).ToList();
            await TotalRows.LockAsync(session, campaign.CampaignId, bound.Select(target => target.Commune));
            var rows = await TotalRows.ReadAsync(session, campaign.CampaignId, bound.Select(target => target.Hamlet.Id));
            var deltas = new CoverageDeltas(campaign.CampaignId);
            foreach (var target in bound)
            {
                var booked = target.BookedOn!.Value;
                // What the row holds, not the version before: a row may have been made without a target.
                if (rows.GetValueOrDefault(target.Hamlet.Id)?.Target is { } old)
                {
                    var until = VoidDay.Of(before.GetValueOrDefault(target.Hamlet.Id)?.Booked ?? booked, booked);
                    deltas.Add(target.Hamlet, target.Commune, until, new Amount(Target: -old), null);
                }

                deltas.Add(target.Hamlet, target.Commune, booked, new Amount(Target: target.Households), null);
            }

            await deltas.SaveAsync(session);
        }
    }

    private static async Task<IReadOnlyDictionary<long, PlaceTarget>> InForceAsync(DbSession session, IEnumerable<long> hamlets)
    {
        var found = new Dictionary<long, PlaceTarget>();
        foreach (var ids in hamlets.Distinct().Chunk(MostIds))
        {
            foreach (var target in await session.QueryAsync<PlaceTarget>(InForceSql, new { ids }))
            {
                found[target.UnitId] = target;
            }
        }

        return found;
    }

    private static bool IsSame(PlaceTarget? version, TargetInput target) =>
        version is not null && version.Households == target.Households && version.Source == target.Source && version.AsOf == target.AsOf;
}

/// <summary>A campaign whose totals exist.</summary>
internal sealed class OpenedCampaign
{
    public long CampaignId { get; init; }

    public string RootPath { get; init; } = "";

    public DateOnly TreeDate { get; init; }
}
