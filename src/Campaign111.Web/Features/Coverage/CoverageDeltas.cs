using Campaign111.Features.Coverage.History;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>What a transaction changes in the figures of hamlets and communes: gathered in memory, written once, and left in coverage_pending for the rows
/// above them. Each change says on which business day it came into the books, so that any past day can be looked at as it was reported then.</summary>
internal sealed class CoverageDeltas(long campaign)
{
    private readonly FigureChanges changes = new(campaign);
    private readonly PendingRows pending = new(campaign);

    /// <summary>Changes the totals.</summary>
    /// <param name="place">Hamlet and commune.</param>
    /// <param name="booked">Business day of the change.</param>
    /// <param name="amount">By how much.</param>
    /// <param name="receivedAt">When the entry arrived that it comes from; null when none did.</param>
    public void Add(Place place, DateOnly booked, Amount amount, DateTimeOffset? receivedAt = null) => Add(place.Hamlet, place.Commune, booked, amount, receivedAt);

    public void Add(Unit hamlet, Unit commune, DateOnly booked, Amount amount, DateTimeOffset? receivedAt)
    {
        changes.Add(FigureRow.Of(hamlet), booked, amount, receivedAt);
        changes.Add(FigureRow.Of(commune), booked, amount, receivedAt);
        pending.Add(commune.Path, booked, amount, receivedAt);
    }

    /// <summary>Changes a captured day's figures.</summary>
    public void AddDay(Place place, DateOnly day, DateOnly booked, Amount amount)
    {
        changes.AddDay(FigureRow.Of(place.Hamlet), day, booked, amount);
        changes.AddDay(FigureRow.Of(place.Commune), day, booked, amount);
        pending.AddDay(place.Commune.Path, day, booked, amount);
    }

    /// <summary>Makes sure that a unit has a row, though nothing is known of it.</summary>
    public void Touch(Unit unit) => changes.Touch(FigureRow.Of(unit));

    /// <summary>Reached households that this transaction adds to a unit so far.</summary>
    public long ReachedAt(Unit unit) => changes.SumOf(FigureRow.Of(unit)).Reached;

    public async Task SaveAsync(DbSession session)
    {
        await changes.SaveAsync(session);
        await pending.SaveAsync(session);
    }

    /// <summary>The same where no unit has a row yet: many rows at once.</summary>
    public async Task SaveNewAsync(DbSession session)
    {
        await changes.SaveNewAsync(session);
        await pending.SaveAsync(session);
    }
}
