using System.Diagnostics;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Platform.Audit;

namespace Campaign111.Bench;

/// <summary>A whole province the way an office prints it: the job is asked for, worked off file by file, and ends as a ZIP.</summary>
internal static class PressRun
{
    public static async Task<int> RunAsync(string folder)
    {
        await using var room = new PressRoom(folder);
        var campaign = await room.CampaignAsync();
        var province = await room.Get<UnitDirectory>().FindAsync(campaign.UnitId) ?? throw new InvalidOperationException("The province is gone.");
        var choice = new LeafletChoice(room.Get<LeafletDesigns>().Get(LeafletDesigns.Default));
        var (jobs, press) = (room.Get<PrintJobs>(), room.Get<PrintPress>());
        var wish = new PrintWish(province, [], UnitLevel.Commune, choice);
        var total = (await room.Get<PrintUnits>().OfAsync(campaign, province, [], UnitLevel.Commune)).Count;
        foreach (var turn in new[] { "first", "again" })
        {
            var id = await jobs.AddAsync(campaign, wish, total, Actor.System);
            var clock = Stopwatch.StartNew();
            await press.WorkAsync(CancellationToken.None);
            var seconds = clock.Elapsed.TotalSeconds;
            var job = await jobs.FindAsync(id);
            if (job is not { State: PrintState.Done })
            {
                throw new InvalidOperationException($"The job ended as {job?.State}: {job?.Problem}");
            }

            Console.WriteLine(FormattableString.Invariant($"press, {turn}: {total} communes, {2 * total / seconds:F0} pages/s to the ZIP, {total / seconds:F0} files/s, {job.SizeBytes / 1e6:F1} MB"));
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant($"press: peak memory {process.PeakWorkingSet64 / 1e6:F0} MB"));
        return 0;
    }
}
