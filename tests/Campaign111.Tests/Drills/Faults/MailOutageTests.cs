using Campaign111.Features.Reminders;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Operations.Doctor;
using Campaign111.Platform.Operations.Metrics;
using Campaign111.Platform.Security;
using Campaign111.Tests.Features.Reminders;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace Campaign111.Tests.Drills.Faults;

/// <summary>The mail server is away for a day and a night: the outbox keeps and tries again, ever more seldom; the doctor and the metrics say so; the next day
/// everything leaves once, and one digest a person and day stays one.</summary>
public class MailOutageTests
{
    private static readonly DateOnly Today = new(2020, 9, 1);

    [Theory, OnEachDatabase]
    public async Task What_waits_a_day_is_sent_once_each_the_day_after(string dialect)
    {
        await using var fixture = await WithMailsAsync(dialect, Today);
        var time = new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1));
        var (down, began) = (new DeadServer(), time.Now);

        // The job comes by every minute here; what is not due is left alone.
        for (; time.Now < began.AddHours(26); time.Now += TimeSpan.FromMinutes(5))
        {
            await fixture.Dispatcher(time, down).RunAsync(default);
        }

        var tries = down.Tries / 3;
        tries.ShouldBeInRange(7, Outbox.BackOff.Count, "a server that is away is not asked every minute, and nothing is given up within a day");
        (await CountAsync(fixture, "state = 'pending' AND channel = 'mail'")).ShouldBe(3, "the outbox keeps them");
        (await MetricsAsync(fixture, time)).ShouldSatisfyAllConditions(
            gauges => gauges["campaign111_outbox_waiting"].ShouldBe(3), gauges => gauges["campaign111_outbox_dead"].ShouldBe(0));
        (await DoctorAsync(fixture, time)).ShouldContain(finding => finding.Condition == Condition.Bad && finding.What.Contains("does not answer", StringComparison.Ordinal));

        // The next day's sweep finds the same units late: its digest is one of its own.
        await fixture.Writer().WriteAsync(await fixture.Planner().DueAsync(Today.AddDays(1)), Today.AddDays(1), Actor.System);
        var back = new RecordingChannel();
        for (var until = time.Now.AddHours(25); time.Now < until; time.Now += TimeSpan.FromMinutes(30))
        {
            await fixture.Dispatcher(time, back).RunAsync(default);
        }

        (await CountAsync(fixture, "state <> 'sent'")).ShouldBe(0);
        back.Sent.Select(mail => mail.MessageId).ShouldBeUnique("each once");
        back.Sent.Count.ShouldBe((int)await CountAsync(fixture, "channel = 'mail'"));
        (await fixture.Test.Database.ReadAsync(session => session.QueryAsync<long>("SELECT COUNT(*) FROM outbox GROUP BY account_id, local_day, channel HAVING COUNT(*) > 1"))).ShouldBeEmpty("one digest a person and day");
    }

    [Fact]
    public void The_waits_together_outlast_two_days()
    {
        Outbox.BackOff.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).ShouldBeGreaterThan(TimeSpan.FromHours(48));
    }

    /// <summary>Three communes that lag, and what they were written on a day.</summary>
    internal static async Task<SweepFixture> WithMailsAsync(string dialect, DateOnly day)
    {
        var fixture = await SweepFixture.CreateAsync(dialect);
        foreach (var commune in fixture.Communes)
        {
            fixture.Reached(commune, 0, null);
            fixture.AddPerson(commune, Role.CommuneOfficer, $"xa.{commune.Code}@example.com");
        }

        await fixture.Writer().WriteAsync(await fixture.Planner().DueAsync(day), day, Actor.System);
        return fixture;
    }

    internal static Task<long> CountAsync(SweepFixture fixture, string which) =>
        fixture.Test.Database.ReadAsync(session => session.SingleAsync<long>($"SELECT COUNT(*) FROM outbox WHERE {which}"));

    private static Task<Dictionary<string, double>> MetricsAsync(SweepFixture fixture, TimeProvider time) => fixture.Test.Database.ReadAsync(async session =>
        (await new OutboxGauges(time).ReadAsync(session)).ToDictionary(gauge => gauge.Name, gauge => gauge.Value));

    private static async Task<List<Finding>> DoctorAsync(SweepFixture fixture, TimeProvider time)
    {
        var findings = new List<Finding>();
        // Port 9 of the loopback: nobody listens.
        await foreach (var finding in new MailCheck(Options.Create(new MailOptions { Host = "127.0.0.1", Port = 9 }), fixture.Test.Database, time).LookAsync(default))
        {
            findings.Add(finding);
        }

        return findings;
    }

    private sealed class DeadServer : IChannel
    {
        public int Tries { get; private set; }

        public string Code => ChannelCodes.Mail;

        public TimeSpan Timeout => TimeSpan.FromSeconds(1);

        public Task<string> SendAsync(Mail mail, CancellationToken cancel)
        {
            Tries++;
            throw new DeliveryException("The mail server does not answer.", permanent: false);
        }
    }
}
