using System.Collections.Concurrent;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>A hamlet, its commune, and the place that was asked for (another one when that was dissolved).</summary>
/// <param name="Hamlet">Where entries count.</param>
/// <param name="Commune">The commune of that hamlet.</param>
/// <param name="Origin">As sent.</param>
/// <param name="Unplaced">The origin was dissolved and has no single successor: entries wait for an officer.</param>
public sealed record Place(Unit Hamlet, Unit Commune, Unit Origin, bool Unplaced);

/// <summary>Resolves places as batches name them. The hamlets of a commune are read together and kept for a minute: batches name them again
/// and again.</summary>
public sealed class PlaceBook(UnitDirectory units, BusinessClock clock, TimeProvider time) : IForgetsDemo
{
    private const int Most = 20_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(DateOnly Tree, string Commune), (Dictionary<string, Place> Places, long At)> known = new();

    /// <summary>The place at the campaign's tree date, or, for one that was made since, today. Null for an unknown place, for one that is no
    /// hamlet, and for one outside the campaign's unit.</summary>
    public async Task<Place?> FindAsync(Campaign campaign, string place)
    {
        var found = await CachedAsync(campaign.TreeDate, place);
        return found is not null && found.Commune.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal) ? found : null;
    }

    /// <summary>The place of a known hamlet, without succession.</summary>
    public async Task<Place> OfHamletAsync(long hamletId)
    {
        var hamlet = await units.FindAsync(hamletId) ?? throw new InvalidOperationException($"There is no unit {hamletId}.");
        var commune = await units.FindAsync(hamlet.ParentId!.Value);
        return new Place(hamlet, commune!, hamlet, Unplaced: false);
    }

    public void ForgetDemo() => known.Clear();

    private async Task<Place?> CachedAsync(DateOnly tree, string place)
    {
        var parts = place.Split('/', 2);
        if (parts.Length < 2)
        {
            return null;
        }

        var key = (tree, parts[0]);
        if (known.TryGetValue(key, out var kept) && time.GetElapsedTime(kept.At) < Fresh && kept.Places.TryGetValue(parts[1], out var found))
        {
            return found;
        }

        // Unknown: perhaps made a moment ago.
        if (known.Count > Most)
        {
            known.Clear();
        }

        var places = await OfCommuneAsync(parts[0], tree, await clock.TodayAsync());
        known[key] = (places, time.GetTimestamp());
        return places.GetValueOrDefault(parts[1]);
    }

    private async Task<Dictionary<string, Place>> OfCommuneAsync(string code, DateOnly tree, DateOnly today)
    {
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var day in new[] { tree, today }.Distinct())
        {
            if (await units.FindByCodeAsync(code, day) is not { Level: UnitLevel.Commune } commune)
            {
                continue;
            }

            foreach (var hamlet in (await units.ChildrenAsync(commune.Id, day)).Where(hamlet => !places.ContainsKey(hamlet.Code)))
            {
                places[hamlet.Code] = hamlet.ValidTo <= today ? await SuccessorAsync(hamlet) : new Place(hamlet, commune, hamlet, Unplaced: false);
            }
        }

        return places;
    }

    private async Task<Place> SuccessorAsync(Unit dissolved)
    {
        var origin = await OfHamletAsync(dissolved.Id);
        var successors = await units.SuccessorsAsync(dissolved.Id);
        return successors is [{ Level: UnitLevel.Hamlet } only]
            ? (await OfHamletAsync(only.Id)) with { Origin = dissolved }
            : origin with { Unplaced = true };
    }
}
