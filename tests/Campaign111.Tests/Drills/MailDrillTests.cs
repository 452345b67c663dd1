using Xunit.Abstractions;

namespace Campaign111.Tests.Drills;

/// <summary>Two processes sweep and send on one database and are killed with kill -9 at random. Ten rounds; two hundred with CAMPAIGN111_DRILLS=1. No
/// reminder is lost or doubled, each mail comes, and comes again only where a kill fell between the mail server's answer and the commit.</summary>
public class MailDrillTests(ITestOutputHelper output)
{
    // Nobody's lease lasts: whoever looks next takes what another holds.
    private const string NoLease = """
        CREATE TRIGGER no_lease AFTER UPDATE OF lease_until ON outbox WHEN NEW.lease_until > '2001'
        BEGIN UPDATE outbox SET lease_until = '2000-01-01 00:00:00.000' WHERE id = NEW.id; END
        """;

    private static int Rounds => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? 200 : 10;

    [Fact]
    public async Task Two_processes_that_are_killed_at_random_lose_nothing_and_double_nothing()
    {
        await using var office = await PostOffice.CreateAsync(Rounds);
        var random = new Random(111);
        foreach (var day in office.Days)
        {
            if (await RoundAsync(office, day, random))
            {
                // Both died: a third makes the day good, as the job does when the server is up again.
                await office.PassLeasesAsync();
                await RunAsync(office, day);
            }

            await office.PassLeasesAsync();
        }

        await RunAsync(office, office.Days[^1]);
        (await office.CheckAsync()).ShouldBeEmpty();
        (await office.ReadAsync<long>("SELECT COUNT(*) FROM outbox WHERE state <> 'sent'")).ShouldBe([0]);
        var swept = await office.ReadAsync<long>("SELECT COUNT(DISTINCT unit_id) FROM reminder WHERE campaign_id = 1 GROUP BY swept_on");
        swept.Count.ShouldBe(office.Days.Count);
        swept.Distinct().ShouldHaveSingleItem("every day everybody").ShouldBeGreaterThan(100);
        (await office.ReadAsync<long>("SELECT COUNT(*) FROM reminder GROUP BY unit_id, swept_on HAVING COUNT(*) > 1")).ShouldBeEmpty();
        (await office.ReadAsync<long>("SELECT id FROM reminder WHERE NOT EXISTS (SELECT 1 FROM reminder_message m WHERE m.reminder_id = reminder.id)")).ShouldBeEmpty();
        var copies = office.Sink.Taken.Count - office.Sink.Taken.DistinctBy(mail => mail.MessageId).Count();
        copies.ShouldBeLessThanOrEqualTo(office.Killed.Count);
        output.WriteLine($"{Rounds} rounds, {office.Killed.Count} kills, {office.Sink.Taken.Count} mails, {copies} second copies");
    }

    [Fact]
    public async Task Without_the_lease_mails_come_twice_although_nobody_is_killed()
    {
        await using var office = await PostOffice.CreateAsync(1);
        await office.AlterAsync(NoLease);
        office.Sink.Slowness = TimeSpan.FromMilliseconds(30);
        var both = new[] { office.Start(office.Days[0], null, 0).Process, office.Start(office.Days[0], null, 0).Process };

        for (var wait = 0; wait < 600 && !(await office.CheckAsync()).Any(problem => problem.Contains("came again", StringComparison.Ordinal)); wait++)
        {
            await Task.Delay(100);
        }

        foreach (var process in both)
        {
            await process.DisposeAsync();
        }

        (await office.CheckAsync()).ShouldContain(problem => problem.Contains("came again", StringComparison.Ordinal));
    }

    /// <summary>Two processes at once; true when both were killed.</summary>
    private static async Task<bool> RoundAsync(PostOffice office, DateOnly day, Random random)
    {
        // Two of three are killed: most of them right after a mail was answered, some before they send anything.
        (int Number, Infrastructure.ProductProcess Process)[] both =
            [.. Enumerable.Range(0, 2).Select(_ => office.Start(day, random.Next(3) == 0 ? null : random.Next(5) == 0 ? 0 : random.Next(1, 50), random.Next(0, 12)))];
        foreach (var (_, process) in both)
        {
            await process.EndAsync();
            await process.DisposeAsync();
        }

        return both.All(one => office.Killed.Contains(one.Number));
    }

    private static async Task RunAsync(PostOffice office, DateOnly day)
    {
        await using var process = office.Start(day, null, 0).Process;
        (await process.EndAsync()).ShouldBe(0, process.Output);
    }
}
