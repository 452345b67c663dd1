using System.Diagnostics;
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
        var started = Stopwatch.StartNew();
        await using var office = await PostOffice.CreateAsync(Rounds);
        var random = new Random(111);
        Sender[] both = [await office.HireAsync(), await office.HireAsync()];
        foreach (var day in office.Days)
        {
            Fate[] fates = [AnyFate(random), AnyFate(random)];
            both = await Task.WhenAll(both.Zip(fates, (sender, fate) => DayAsync(office, sender, day, fate)));
            await office.PassLeasesAsync();
        }

        await both[0].WorkAsync(office.Days[^1], Fate.Spared);
        (await office.CheckAsync()).ShouldBeEmpty();
        (await office.ReadAsync<long>("SELECT COUNT(*) FROM outbox WHERE state <> 'sent'")).ShouldBe([0]);
        // What the demo's communes owe besides (a re-check) is reminded of on its own days.
        var swept = await office.ReadAsync<long>("SELECT COUNT(DISTINCT unit_id) FROM reminder WHERE campaign_id = 1 AND owed_key = '' AND swept_on >= '2020-09-01' GROUP BY swept_on");
        swept.Count.ShouldBe(office.Days.Count);
        swept.Distinct().ShouldHaveSingleItem("every day everybody").ShouldBe(PostOffice.Communes);
        (await office.ReadAsync<long>("SELECT COUNT(*) FROM reminder WHERE owed_key = '' GROUP BY unit_id, swept_on HAVING COUNT(*) > 1")).ShouldBeEmpty();
        (await office.ReadAsync<long>("SELECT id FROM reminder WHERE NOT EXISTS (SELECT 1 FROM reminder_message m WHERE m.reminder_id = reminder.id)")).ShouldBeEmpty();
        var (kills, copies) = (office.Killed.Count, office.Sink.Taken.Count - office.Sink.Taken.DistinctBy(mail => mail.MessageId).Count());
        kills.ShouldBeGreaterThan(Rounds / 2);
        copies.ShouldBeLessThanOrEqualTo(kills);
        output.WriteLine($"{Rounds} rounds in {started.Elapsed.TotalSeconds:F0} s, {kills} kills, {office.Sink.Taken.Count} mails, {copies} second copies");
    }

    [Fact]
    public async Task Without_the_lease_mails_come_twice_although_nobody_is_killed()
    {
        await using var office = await PostOffice.CreateAsync(1);
        await office.AlterAsync(NoLease);
        office.Sink.Slowness = TimeSpan.FromMilliseconds(30);
        Sender[] both = [await office.HireAsync(), await office.HireAsync()];

        var work = Task.WhenAll(both.Select(sender => sender.WorkAsync(office.Days[0], Fate.Spared)));
        for (var wait = 0; wait < 600 && !(await office.CheckAsync()).Any(problem => problem.Contains("came again", StringComparison.Ordinal)); wait++)
        {
            await Task.WhenAny(work, Task.Delay(100));
        }

        (await office.CheckAsync()).ShouldContain(problem => problem.Contains("came again", StringComparison.Ordinal));
    }

    // Every other one is killed: most of them right after a mail was answered, some before they have sent anything.
    private static Fate AnyFate(Random random) => random.Next(2) == 0 ? Fate.Spared
        : random.Next(5) == 0 ? new Fate(0, TimeSpan.FromMilliseconds(random.Next(300)))
        : new Fate(random.Next(1, PostOffice.Communes / 2), TimeSpan.FromMilliseconds(random.Next(12)));

    /// <summary>One sender's day. Who takes a killed one's place sweeps again at its start, as the job does.</summary>
    private static async Task<Sender> DayAsync(PostOffice office, Sender sender, DateOnly day, Fate fate)
    {
        await sender.WorkAsync(day, fate);
        if (!sender.IsDead)
        {
            return sender;
        }

        var successor = await office.HireAsync();
        await successor.WorkAsync(day, Fate.Spared);
        return successor;
    }
}
