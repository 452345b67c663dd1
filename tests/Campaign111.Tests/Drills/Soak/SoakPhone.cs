using System.Collections.Concurrent;
using System.Net;

namespace Campaign111.Tests.Drills.Soak;

/// <summary>A phone that taps and sends as the field page does (wwwroot/field/send.js): keys made at the tap, nothing forgotten before the server
/// has said what became of it, batches sized to what got through.</summary>
internal sealed class SoakPhone(SoakPlan plan, int number, SoakCommune commune, SoakNetwork network, PhoneFault fault)
{
    // A server that answers 500 again and again is broken; one that is away is not.
    private const int MostErrors = 8;
    private const int MostTapsAtOnce = 40;

    private readonly Random random = new((plan.Seed * 1000) + number);
    private readonly ConcurrentDictionary<Guid, SoakTap> queue = new();
    private readonly ConcurrentDictionary<Guid, SoakTap> acknowledged = new();
    private int size = 5;
    private int errors;
    private int tapped;

    /// <summary>Not yet acknowledged.</summary>
    public IReadOnlyDictionary<Guid, SoakTap> Queue => queue;

    public IReadOnlyDictionary<Guid, SoakTap> Acknowledged => acknowledged;

    /// <summary>Refused by the server; a sound run has none.</summary>
    public ConcurrentBag<string> Rejected { get; } = [];

    /// <summary>Taps and sends until all is acknowledged, or the server answers nothing but errors.</summary>
    public async Task RunAsync()
    {
        while ((tapped < plan.Taps || !queue.IsEmpty) && errors < MostErrors)
        {
            Tap();
            var batch = Take();
            if (fault == PhoneFault.ForgetsWhenSent)
            {
                Settle(batch.Select(line => new Verdict(line.Key, "stored", null)));
            }

            var answer = await network.SendAsync(commune.Token, [.. batch.Select(line => line.Value.Entry(line.Key))], random);
            errors = answer?.Status == HttpStatusCode.InternalServerError ? errors + 1 : 0;
            if (answer?.Verdicts is { } verdicts)
            {
                Settle(verdicts);
                size = Math.Min(plan.MostInBatch, Math.Max(size, batch.Count * 2));
            }
            else
            {
                size = Math.Max(1, batch.Count / 2);
                await Task.Delay(random.Next(5, 60));
            }
        }
    }

    private void Tap()
    {
        for (var more = Math.Min(random.Next(MostTapsAtOnce), plan.Taps - tapped); more > 0; more--, tapped++)
        {
            queue[Guid.CreateVersion7()] = SoakTap.Draw(random, number, tapped, commune);
        }
    }

    // Mostly the oldest first; sometimes in any order, as several tabs or a restored queue would.
    private List<KeyValuePair<Guid, SoakTap>> Take()
    {
        var lines = queue.OrderBy(line => line.Value.Name, StringComparer.Ordinal).ToArray();
        if (random.Next(4) == 0)
        {
            random.Shuffle(lines);
        }

        var batch = lines.Take(size).ToList();
        return fault == PhoneFault.NewKeyAtRetry ? [.. batch.Select(Rekey)] : batch;
    }

    private KeyValuePair<Guid, SoakTap> Rekey(KeyValuePair<Guid, SoakTap> line)
    {
        queue.TryRemove(line);
        var made = KeyValuePair.Create(Guid.CreateVersion7(), line.Value);
        queue[made.Key] = made.Value;
        return made;
    }

    private void Settle(IEnumerable<Verdict> verdicts)
    {
        foreach (var verdict in verdicts)
        {
            if (!queue.TryGetValue(verdict.Key, out var tap))
            {
                continue;
            }

            if (verdict.Status == "rejected")
            {
                Rejected.Add($"{tap.Name}: {verdict.Reason}");
            }

            // First here, then gone there: at no moment is a tap in neither.
            acknowledged[verdict.Key] = tap;
            queue.TryRemove(verdict.Key, out _);
        }
    }
}
