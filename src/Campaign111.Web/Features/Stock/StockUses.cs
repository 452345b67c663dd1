using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Stock;

/// <summary>What an officer takes out of a store, or finds in it.</summary>
/// <param name="Key">The form's.</param>
/// <param name="RunId">Leaflets of which run.</param>
/// <param name="Quantity">How many; of a count how many lie there.</param>
/// <param name="On">Day.</param>
/// <param name="Reason">Why, or what for.</param>
public sealed record UseDraft(Guid Key, long RunId, long Quantity, DateOnly On, string? Reason)
{
    /// <summary>A write-off only: the store, or what arrived damaged.</summary>
    public string Account { get; init; } = StockAccount.Stock;
}

/// <summary>What leaves a store other than by a package, and what a count of it finds.</summary>
public sealed class StockUses(StockLedger ledger)
{
    private const string Held = "SELECT quantity FROM stock_balance WHERE run_id = @run AND account = 'stock' AND place_id = @unit";

    /// <summary>Hands leaflets out at an event.</summary>
    /// <param name="occasion">A code of <see cref="StockOccasion"/>.</param>
    /// <exception cref="StockRefusedException">There are not so many, or nothing says where.</exception>
    public Task EventAsync(Campaign campaign, Unit unit, UseDraft draft, string occasion, Actor actor)
    {
        if (!StockOccasion.All.Contains(occasion))
        {
            throw new StockRefusedException("Chọn dịp phát.", "Choose the occasion.") { Field = "Occasion" };
        }

        return TakeAsync(campaign, unit, draft with { Reason = StockWords.Reason(draft.Reason) }, StockKind.Event, StockAccount.Events, occasion, actor);
    }

    /// <summary>Gives leaflets up: wet, lost, misprinted, out of date, or damaged on arrival.</summary>
    /// <exception cref="StockRefusedException">There are not so many, or there is no reason.</exception>
    public Task WriteOffAsync(Campaign campaign, Unit unit, UseDraft draft, Actor actor) =>
        TakeAsync(
            campaign, unit, draft with { Reason = StockWords.Reason(draft.Reason) }, StockKind.WriteOff, draft.Account == StockAccount.Damaged ? StockAccount.Scrapped : StockAccount.WrittenOff, null, actor);

    /// <summary>Brings the book to what was counted; the difference goes to the unit's adjustments. A count that agrees is kept as a movement of none.</summary>
    /// <exception cref="StockRefusedException">It differs and there is no reason.</exception>
    public Task<long> CountAsync(Campaign campaign, Unit unit, UseDraft draft, Actor actor)
    {
        if (draft.Quantity is < 0 or > StockRuns.Most)
        {
            throw new StockRefusedException("Ghi số tờ đếm được, từ 0.", "Enter how many were counted, from 0.") { Field = "Quantity" };
        }

        return ledger.WriteAsync(async session =>
        {
            if (await StockLedger.FindAsync(session, draft.Key) is { } known)
            {
                return known;
            }

            var book = await session.FirstAsync<long?>(Held, new { run = draft.RunId, unit = unit.Id }) ?? 0;
            var difference = draft.Quantity - book;
            if (difference != 0 && string.IsNullOrWhiteSpace(draft.Reason))
            {
                throw new StockRefusedException(
                    $"Sổ ghi {Formats.Number(book)} tờ, đếm được {Formats.Number(draft.Quantity)}: ghi rõ vì sao chênh lệch.",
                    $"The book says {Formats.Number(book)}, {Formats.Number(draft.Quantity)} were counted: say why they differ.") { Field = "Reason" };
            }

            StockSide[] sides = [StockSide.Of(draft.RunId, StockAccount.Stock, unit, difference) with { Expected = book }, StockSide.Of(draft.RunId, StockAccount.Adjustment, unit, -difference)];
            return await ledger.PostAsync(
                session, campaign, new StockDraft(draft.Key, StockKind.Count, unit, draft.On, sides) { RunId = draft.RunId, Quantity = draft.Quantity, Reason = StockWords.Remark(draft.Reason) }, actor);
        });
    }

    private Task<long> TakeAsync(Campaign campaign, Unit unit, UseDraft draft, string kind, string account, string? occasion, Actor actor)
    {
        if (draft.Quantity is <= 0 or > StockRuns.Most)
        {
            throw new StockRefusedException("Ghi số tờ, từ 1.", "Enter how many, from 1.") { Field = "Quantity" };
        }

        return ledger.WriteAsync(async session =>
        {
            if (await StockLedger.FindAsync(session, draft.Key) is { } known)
            {
                return known;
            }

            StockSide[] sides = [StockSide.Of(draft.RunId, draft.Account, unit, -draft.Quantity), StockSide.Of(draft.RunId, account, unit, draft.Quantity)];
            return await ledger.PostAsync(
                session, campaign, new StockDraft(draft.Key, kind, unit, draft.On, sides) { RunId = draft.RunId, Quantity = draft.Quantity, Occasion = occasion, Reason = draft.Reason }, actor);
        });
    }
}
