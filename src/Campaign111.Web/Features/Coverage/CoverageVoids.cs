using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>Takes entries back without replacing them, and resolves held ones. Nothing is deleted: an entry that no longer counts stays,
/// with who took it out, when and why.</summary>
public sealed class CoverageVoids(Database database, CoverageLedger ledger, PlaceBook places, ICampaignDirectory campaigns, BusinessClock clock, AuditLog audit)
{
    private const string Find = $"SELECT {EntryRows.Columns} FROM coverage_entry WHERE entry_key = @key";

    /// <summary>The entry with a key, or null.</summary>
    public Task<CoverageEntry?> FindAsync(Guid key) => database.ReadAsync(session => session.FirstAsync<CoverageEntry>(Find, new { key }));

    /// <summary>Takes an entry out of the count: a valid one is withdrawn, a held one discarded. Doing it twice is refused the second time.</summary>
    /// <exception cref="EntryRefusedException">No reason, no such entry in the sender's area, or it no longer counts.</exception>
    public async Task WithdrawAsync(CoverageSender sender, Guid key, string reason, CancellationToken cancel = default)
    {
        DemandReason(reason);
        var (entry, place) = await OpenAsync(sender, key);
        var at = (await clock.NowAsync(cancel)).ToWholeMilliseconds();
        await database.WriteAsync(
            async session =>
            {
                var book = new CoverageBook(entry.CampaignId);
                await book.OpenAsync(session, [place], entry.HouseholdId is { } household ? [household] : []);
                if (entry.State == EntryState.Voided || !await EntryRows.ClaimAsync(session, key, entry.State))
                {
                    throw new EntryRefusedException(Refusals.AlreadyVoided(key));
                }

                book.Remove(entry.WeightAt(place), VietnamTime.Day(at));
                await book.SaveAsync(session);
                var kind = entry.State == EntryState.Held ? VoidKinds.Discarded : VoidKinds.Withdrawn;
                var behalf = sender.OnBehalfOf(place.Commune, place.Hamlet);
                await EntryRows.VoidAsync(session, new VoidNote(key, kind, null, reason.Trim(), sender, behalf, at));
                await audit.RecordAsync(session, sender.Actor with { OnBehalfOf = behalf }, new AuditEntry("coverage.void", "coverage-entry", $"{key}")
                {
                    UnitId = place.Commune.Id,
                    Before = new { entry.Outcome, entry.Households, entry.Leaflets, entry.CountedDay, State = entry.State.Code() },
                    After = new { Kind = kind },
                    Reason = reason.Trim(),
                });
            },
            cancel);
    }

    /// <summary>Puts another entry in the place of a valid one.</summary>
    /// <exception cref="EntryRefusedException">No reason, the new entry is refused, or the old one no longer counts.</exception>
    public async Task CorrectAsync(CoverageSender sender, IncomingEntry replacement, string reason, CancellationToken cancel = default)
    {
        DemandReason(reason);
        var result = await ledger.RecordAsync(sender, [replacement], new BatchTerms(AllOrNothing: true, reason.Trim()), cancel);
        if (result.Results[0] is { Status: EntryStatus.Duplicate, Reason: { } other })
        {
            throw new EntryRefusedException(other);
        }
    }

    /// <summary>Counts a held entry as a tally of its hamlet.</summary>
    /// <exception cref="EntryRefusedException">As <see cref="WithdrawAsync"/>, or the hamlet is logged by household.</exception>
    public async Task AcceptAsTallyAsync(CoverageSender sender, Guid key, string reason, string campaign, string place, CancellationToken cancel = default)
    {
        var held = await HeldAsync(sender, key, reason);
        await ConvertAsync(sender, [Converted(held, campaign, place) with { Voids = key.ToString() }], reason, cancel);
    }

    /// <summary>Counts a held entry for named households of its hamlet's register, one entry each; the leaflets stand on the first.</summary>
    /// <exception cref="EntryRefusedException">As <see cref="WithdrawAsync"/>; no household, an unknown one, or more than the entry says.</exception>
    public async Task AcceptForHouseholdsAsync(
        CoverageSender sender, Guid key, string reason, string campaign, string place, IReadOnlyList<string> codes, CancellationToken cancel = default)
    {
        var held = await HeldAsync(sender, key, reason);
        var distinct = codes.Select(code => code.Trim()).Where(code => code.Length > 0).Distinct().ToList();
        if (distinct.Count == 0 || distinct.Count > held.Households || distinct.Count > CoverageLedger.MostEntries)
        {
            throw new EntryRefusedException(Text.Of(
                $"Nhập từ 1 đến {held.Households} mã hộ: ghi nhận này nói {held.Households} hộ.",
                $"Enter 1 to {held.Households} household codes: the entry says {held.Households}."));
        }

        var entries = distinct.Select((code, index) => Converted(held, campaign, place) with
        {
            Household = code,
            Households = 1,
            Leaflets = index == 0 ? held.Leaflets : 0,
            Voids = index == 0 ? key.ToString() : null,
        });
        await ConvertAsync(sender, [.. entries], reason, cancel);
    }

    private static IncomingEntry Converted(CoverageEntry held, string campaign, string place) => new()
    {
        Key = Guid.CreateVersion7().ToString(),
        Campaign = campaign,
        Place = place,
        Outcome = held.Outcome.Code(),
        Method = held.Method,
        Households = held.Households,
        Leaflets = held.Leaflets,
        CapturedAt = held.CountedAt.ToString("O"),
        KeepDay = held.CountedDay,
        Note = held.Note,
    };

    private static void DemandReason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 500)
        {
            throw new EntryRefusedException(Text.Of("Ghi lý do, tối đa 500 ký tự.", "Give a reason, at most 500 characters."));
        }
    }

    private async Task ConvertAsync(CoverageSender sender, IReadOnlyList<IncomingEntry> entries, string reason, CancellationToken cancel)
    {
        var result = await ledger.RecordAsync(sender, entries, new BatchTerms(AllOrNothing: true, reason.Trim()), cancel);
        if (result.Results.FirstOrDefault(verdict => verdict.Status != EntryStatus.Stored) is { } other)
        {
            throw new EntryRefusedException(other.Reason ?? Refusals.OtherContent);
        }
    }

    private async Task<CoverageEntry> HeldAsync(CoverageSender sender, Guid key, string reason)
    {
        DemandReason(reason);
        var (entry, _) = await OpenAsync(sender, key);
        return entry.State == EntryState.Held ? entry : throw new EntryRefusedException(Refusals.AlreadyVoided(key));
    }

    private async Task<(CoverageEntry Entry, Place Place)> OpenAsync(CoverageSender sender, Guid key)
    {
        var entry = await FindAsync(key) ?? throw new EntryRefusedException(Refusals.UnknownReplaced($"{key}"));
        var place = await places.OfHamletAsync(entry.HamletId);
        if (!sender.MayLog(place.Hamlet.Path))
        {
            throw new EntryRefusedException(Refusals.UnknownReplaced($"{key}"));
        }

        return await new CorrectionRule(campaigns, clock).RefusalAsync(sender, entry, place) is { } refusal ? throw new EntryRefusedException(refusal) : (entry, place);
    }
}
