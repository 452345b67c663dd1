using System.Collections.Concurrent;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>A hamlet, its commune, and the place that was asked for (another one when that was dissolved).</summary>
/// <param name="Hamlet">Where entries count.</param>
/// <param name="Commune">The commune of that hamlet.</param>
/// <param name="Origin">As sent.</param>
/// <param name="Unplaced">The origin was dissolved and has no single successor: entries wait for an officer.</param>
public sealed record Place(Unit Hamlet, Unit Commune, Unit Origin, bool Unplaced);

/// <summary>Resolves places as batches name them. Found places are kept for a minute: a batch names few of them, again and again.</summary>
public sealed class PlaceBook(UnitDirectory units, BusinessClock clock, TimeProvider time)
{
    private const int Most = 50_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(DateOnly Tree, string Place), (Place Place, long At)> known = new();

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

    private async Task<Place?> CachedAsync(DateOnly tree, string place)
    {
        if (known.TryGetValue((tree, place), out var kept) && time.GetElapsedTime(kept.At) < Fresh)
        {
            return kept.Place;
        }

        var today = await clock.TodayAsync();
        var unit = await units.FindPlaceAsync(place, tree) ?? await units.FindPlaceAsync(place, today);
        if (unit is not { Level: UnitLevel.Hamlet })
        {
            return null;
        }

        if (known.Count > Most)
        {
            known.Clear();
        }

        var found = unit.ValidTo <= today ? await SuccessorAsync(unit) : await OfHamletAsync(unit.Id);
        known[(tree, place)] = (found, time.GetTimestamp());
        return found;
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
