using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Stock;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Verification.Flags;

/// <summary>Reads each commune's month and stores the questions that it raises. Running it twice asks nothing twice.</summary>
public sealed class FlagSweep(
    ICampaignDirectory campaigns, UnitDirectory units, CoverageDesk desk, HamletModes modes, CoverageSigns signs, ICoverageFigures figures, ScanCounts scans, StockQueries stock, FlagBook book, BusinessClock clock)
{
    /// <summary>The current month and the one before, of all campaigns. Gives the number of new questions.</summary>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        var today = await clock.TodayAsync(cancel);
        var month = new DateOnly(today.Year, today.Month, 1);
        var asked = 0;
        foreach (var campaign in await campaigns.AtAsync("/"))
        {
            asked += await RunAsync(campaign, month.AddMonths(-1), cancel) + await RunAsync(campaign, month, cancel);
        }

        return asked;
    }

    /// <summary>One month of one campaign.</summary>
    public async Task<int> RunAsync(Campaign campaign, DateOnly month, CancellationToken cancel = default)
    {
        var busy = (await signs.BusyAsync(campaign.Id, campaign.UnitPath, month, month.AddMonths(1).AddDays(-1))).ToHashSet();
        var communes = (await units.BelowAsync(campaign.UnitPath, UnitLevel.Commune, campaign.TreeDate)).Where(commune => busy.Contains(commune.Id)).ToList();
        var inUse = (await scans.ByUnitAsync(campaign.Id, campaign.UnitPath, campaign.StartsOn, month.AddMonths(1).AddDays(-1))).Values.Any(count => count > 0);
        var plan = await campaigns.PlanAsync(campaign.Id);
        var asked = 0;
        foreach (var commune in communes)
        {
            cancel.ThrowIfCancellationRequested();
            var read = await ReadAsync(campaign, commune, month, plan.DeadlineOf(commune.Path)?.LastDay, inUse, cancel);
            asked += await book.StoreAsync(campaign.Id, commune, month, FlagRules.Of(read));
        }

        return asked;
    }

    private async Task<CommuneMonth> ReadAsync(Campaign campaign, Unit commune, DateOnly month, DateOnly? lastDay, bool scansInUse, CancellationToken cancel)
    {
        var hamlets = await desk.HamletsAsync(campaign, commune);
        var registers = await modes.RegisterHamletsAsync(campaign.Id, hamlets.Select(hamlet => hamlet.Id));
        var entries = (await signs.OfAsync(campaign.Id, hamlets.Select(hamlet => hamlet.Id), month, month.AddMonths(1).AddDays(-1))).ToLookup(entry => entry.HamletId);
        var standing = await figures.OfEachAsync(campaign.Id, [commune, .. hamlets]);
        return new CommuneMonth(month, lastDay, [.. hamlets.Zip(standing.Skip(1), (hamlet, figure) =>
            new HamletMonth(hamlet.Id, registers.Contains(hamlet.Id), figure.Target, figure.Reached, [.. entries[hamlet.Id].Select(Sign)]))])
        {
            Leaflets = standing[0].Leaflets,
            Received = await stock.ArrivedAsync(campaign.Id, commune, cancel),
            Scans = scansInUse ? (await scans.ByUnitAsync(campaign.Id, commune.Path, campaign.StartsOn, month.AddMonths(1).AddDays(-1))).Values.Sum() : null,
        };
    }

    private static Sign Sign(EntrySign entry)
    {
        var local = TimeOnly.FromDateTime(VietnamTime.Local(entry.CapturedAt).DateTime);
        // Noon sharp is a day that was typed (paper, forms); a clock that was wrong says nothing of the hour.
        var known = local != new TimeOnly(12, 0) && !entry.Flags.Contains(EntryFlags.Clock, StringComparison.Ordinal);
        return new Sign(entry.CountedDay, known ? local : null, entry.AccountId ?? 0, entry.Outcome == CoverageOutcome.Reached, entry.Households, entry.Method == CoverageMethods.Door);
    }
}

/// <summary>Asks each night.</summary>
public sealed class FlagJob(FlagSweep sweep) : IRecurringJob
{
    public async Task RunAsync(CancellationToken cancel) => await sweep.RunAsync(cancel);
}
