using System.Collections.Concurrent;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Materials;
using Campaign111.Features.Materials.Activities;
using Campaign111.Features.Reminders;

namespace Campaign111.Features.Dashboards;

/// <summary>Keeps <see cref="BesideFacts"/> for some seconds: a meeting room of screens asks for the same again and again, and none of it is a figure of
/// coverage.</summary>
public sealed class BesideCache(TimeProvider time)
{
    private const int MostKept = 2000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<(long Campaign, long Unit, DateOnly Day), (DateTimeOffset At, BesideFacts Facts)> kept = new();

    /// <summary>What is kept, else what is read now.</summary>
    public async Task<BesideFacts> OfAsync(Campaign campaign, Unit unit, DateOnly day, Func<Task<BesideFacts>> read)
    {
        var (key, now) = ((campaign.Id, unit.Id, day), time.GetUtcNow());
        if (kept.TryGetValue(key, out var known) && now - known.At < Fresh)
        {
            return known.Facts;
        }

        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        var facts = await read();
        kept[key] = (now, facts);
        return facts;
    }
}

/// <summary>Reads <see cref="BesideFacts"/> of a unit from the features that hold them.</summary>
public sealed class BesideReader(
    BesideCache cache, UnitDirectory units, OrganisationDirectory organisations, ActivityLog activities, PressLog press, ReminderQueries reminders, ScanCounts scans,
    CoverageVoidings voidings)
{
    private const int Days = 30;
    private const int MostReminders = 1000;

    /// <summary>As of a day; what is logged without a day's limit (activities, airings) is of now.</summary>
    public Task<BesideFacts> OfAsync(Campaign campaign, Unit unit, DateOnly day) => cache.OfAsync(campaign, unit, day, async () =>
    {
        var scope = await ScopeAsync(campaign, unit, day);
        return new BesideFacts
        {
            Scans = await scans.ByDayAsync(campaign.Id, unit.Path, day.AddDays(1 - Days), day),
            Activities = [.. (await activities.SumsAsync(scope)).GroupBy(sum => sum.Kind).Select(Together).OrderBy(sum => ActivityKinds.All.ToList().IndexOf(sum.Kind))],
            Airings = (await press.FiguresAsync(scope)).Sum(figure => (long)figure.Times),
            Reminders = await InsideAsync(campaign, unit, await reminders.SentOnAsync(campaign.Id, day, null, MostReminders)),
            Corrections = await voidings.OnAsync(campaign.Id, unit, day),
        };
    });

    /// <summary>At the unit that runs the campaign, everything in it; below, what the organisations seated there did.</summary>
    private async Task<UseScope> ScopeAsync(Campaign campaign, Unit unit, DateOnly day) =>
        campaign.UnitPath.StartsWith(unit.Path, StringComparison.Ordinal)
            ? new UseScope([campaign.Id], [], Everybody: true)
            : new UseScope([campaign.Id], [.. (await organisations.WithinAsync(unit.Path, day)).Select(office => office.Id)], Everybody: false);

    private async Task<int> InsideAsync(Campaign campaign, Unit unit, IReadOnlyList<ReminderFacts> reminders)
    {
        var written = reminders.Where(reminder => reminder.State == ReminderFacts.Written).ToList();
        if (campaign.UnitPath.StartsWith(unit.Path, StringComparison.Ordinal) || written.Count == 0)
        {
            return written.Count;
        }

        var places = await units.FindAsync(written.Select(reminder => reminder.UnitId));
        return written.Count(reminder => places.TryGetValue(reminder.UnitId, out var place) && place.IsWithin(unit));
    }

    private static ActivitySum Together(IGrouping<string, ActivitySum> kind) => new()
    {
        Kind = kind.Key,
        Entries = kind.Sum(sum => sum.Entries),
        Times = kind.Sum(sum => sum.Times),
        People = kind.Sum(sum => sum.People),
        Preschool = kind.Sum(sum => sum.Preschool),
        PrimaryPupils = kind.Sum(sum => sum.PrimaryPupils),
        LowerPupils = kind.Sum(sum => sum.LowerPupils),
        UpperPupils = kind.Sum(sum => sum.UpperPupils),
    };
}
