using System.Globalization;
using Campaign111.Features.Coverage;
using Campaign111.Tests.Infrastructure;
using static Campaign111.Tests.Features.Coverage.CoverageWorld;

namespace Campaign111.Tests.Features.Coverage;

public class LedgerPropertyTests
{
    private static readonly string[] Outcomes = ["reached", "absent", "refused", "vacant"];

    [Theory, OnEachDatabase]
    public async Task Totals_equal_the_entries_after_any_sequence_of_entries_voids_and_replays(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        for (var seed = 1; seed <= 6; seed++)
        {
            var random = new Random(seed);
            var sent = new List<IncomingEntry>();
            for (var step = 0; step < 25; step++)
            {
                await StepAsync(world, random, sent);
            }

            (await world.Recount.CompareAsync()).ShouldBeEmpty($"seed {seed}");
        }
    }

    [Theory, OnEachDatabase]
    public async Task The_order_of_arrival_does_not_change_the_figures(string dialect)
    {
        var figures = new List<string>();
        var entries = Enumerable.Range(0, 120).Select(i => Any(new Random(i), [])).Where(entry => entry.Place!.EndsWith("thon-3", StringComparison.Ordinal) == (entry.Household is not null)).ToList();
        foreach (var order in new Func<IncomingEntry, int, int>[] { (_, i) => i, (_, i) => -i, (_, i) => i * 7919 % 101 })
        {
            await using var world = await CreateAsync(dialect);
            foreach (var batch in entries.Select((entry, i) => (entry, key: order(entry, i))).OrderBy(pair => pair.key).Select(pair => pair.entry).Chunk(17))
            {
                await world.RecordAsync(batch);
            }

            var figure = await world.FigureAsync();
            var days = await world.Figures.DaysAsync(world.Campaign.Id, world.Communes[0]);
            figures.Add($"{figure.Reached} {figure.Settled} {figure.Leaflets} {string.Join(' ', days.Select(day => day.Reached))}");
            await world.AgreeAsync();
        }

        figures.Distinct().ShouldHaveSingleItem();
    }

    [Theory, OnEachDatabase]
    public async Task The_recount_sees_a_total_that_was_tampered_with(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        await world.RecordAsync(Entry(households: 3), Visit("H0001"));
        await world.AgreeAsync();
        foreach (var tamper in new[]
        {
            "UPDATE coverage_total SET reached = reached + 1 WHERE level = 'hamlet'", "UPDATE coverage_total SET settled = 0 WHERE level = 'commune'",
            "UPDATE coverage_day SET leaflets = leaflets + 1", "UPDATE household_reach SET settled = 0", "DELETE FROM coverage_entry WHERE household_id IS NULL",
        })
        {
            await world.Database.WriteAsync(session => session.ExecuteAsync(tamper));
            (await world.Recount.CompareAsync()).ShouldNotBeEmpty(tamper);
        }
    }

    private static async Task StepAsync(CoverageWorld world, Random random, List<IncomingEntry> sent)
    {
        if (sent.Count > 0 && random.Next(5) == 0)
        {
            try
            {
                await world.Voids.WithdrawAsync(world.Officer, Guid.Parse(sent[random.Next(sent.Count)].Key!), "thử");
            }
            catch (EntryRefusedException refused)
            {
                // Voided before: the ledger has to say so.
                refused.Message.ShouldNotBeEmpty();
            }

            return;
        }

        var batch = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(6) == 0 && sent.Count > 0 ? sent[random.Next(sent.Count)] : Any(random, sent)).ToArray();
        sent.AddRange(batch);
        await world.RecordAsync(batch);
        if (random.Next(4) == 0)
        {
            await Task.WhenAll(world.RecordAsync(batch), world.RecordAsync(batch));
        }
    }

    private static IncomingEntry Any(Random random, List<IncomingEntry> sent)
    {
        var hamlet = random.Next(1, 5);
        var byHousehold = hamlet == 3 ? random.Next(8) > 0 : random.Next(8) == 0;
        var captured = new DateTimeOffset(2020, 7, 20, 1, 0, 0, TimeSpan.Zero).AddHours(random.Next(45 * 24));
        return new IncomingEntry
        {
            Key = Guid.CreateVersion7().ToString(),
            Campaign = "test",
            Place = string.Create(CultureInfo.InvariantCulture, $"25318/thon-{hamlet}"),
            Household = byHousehold ? $"H{random.Next(1, 12):0000}" : null,
            Outcome = Outcomes[random.Next(Outcomes.Length)],
            Households = byHousehold ? null : random.Next(0, 20),
            Leaflets = random.Next(0, 3),
            CapturedAt = captured.ToString("O"),
            Voids = sent.Count > 0 && random.Next(6) == 0 ? sent[random.Next(sent.Count)].Key : null,
        };
    }
}
