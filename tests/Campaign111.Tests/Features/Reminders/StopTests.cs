using Campaign111.Features.Reminders;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>A process that stops finishes what it sends, or hands it back: the next one need not wait for the lease.</summary>
public class StopTests
{
    private static readonly DateOnly Today = new(2020, 9, 1);

    [Theory, OnEachDatabase]
    public async Task A_stop_between_two_mails_hands_back_the_rest_at_once(string dialect)
    {
        await using var fixture = await WithMailsAsync(dialect);
        using var stop = new CancellationTokenSource();
        var (time, mails) = (new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1)), new StoppingChannel(stop, breaksOff: false));

        await Should.ThrowAsync<OperationCanceledException>(() => fixture.Dispatcher(time, mails).RunAsync(stop.Token));

        mails.Sent.ShouldHaveSingleItem();
        var next = new RecordingChannel();
        await fixture.Dispatcher(time, next).RunAsync(default);
        next.Sent.Count.ShouldBe(2);
        next.Sent.Concat(mails.Sent).Select(mail => mail.MessageId).ShouldBeUnique();
    }

    [Theory, OnEachDatabase]
    public async Task A_mail_that_the_stop_breaks_off_goes_back_as_well(string dialect)
    {
        await using var fixture = await WithMailsAsync(dialect);
        using var stop = new CancellationTokenSource();
        var (time, mails) = (new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1)), new StoppingChannel(stop, breaksOff: true));

        await Should.ThrowAsync<OperationCanceledException>(() => fixture.Dispatcher(time, mails).RunAsync(stop.Token));

        var next = new RecordingChannel();
        await fixture.Dispatcher(time, next).RunAsync(default);
        next.Sent.Count.ShouldBe(3);
        (await fixture.Test.Database.ReadAsync(session => session.ScalarAsync<long>("SELECT COUNT(*) FROM delivery_attempt WHERE outcome <> 'sent'"))).ShouldBe(0, "a stop is no failure");
    }

    [Theory, OnEachDatabase]
    public async Task What_another_has_leased_meanwhile_is_not_handed_back(string dialect)
    {
        await using var fixture = await WithMailsAsync(dialect);
        var time = new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1));
        var outbox = new Outbox(fixture.Test.Database, time);
        var late = await outbox.ClaimAsync("late", 10, default);
        time.Now += Outbox.Lease + TimeSpan.FromSeconds(1);
        (await outbox.ClaimAsync("next", 10, default)).Count.ShouldBe(late.Count);

        await outbox.HandBackAsync(late);

        (await outbox.ClaimAsync("third", 10, default)).ShouldBeEmpty();
    }

    private static async Task<SweepFixture> WithMailsAsync(string dialect)
    {
        var fixture = await SweepFixture.CreateAsync(dialect);
        foreach (var commune in fixture.Communes)
        {
            fixture.Reached(commune, 0, null);
            fixture.AddPerson(commune, Role.CommuneOfficer, $"xa.{commune.Code}@example.com");
        }

        await fixture.Writer().WriteAsync(await fixture.Planner().DueAsync(Today), Today, Actor.System);
        return fixture;
    }

    /// <summary>The stop comes while the first mail is under way.</summary>
    private sealed class StoppingChannel(CancellationTokenSource stop, bool breaksOff) : IChannel
    {
        public List<Mail> Sent { get; } = [];

        public string Code => ChannelCodes.Mail;

        public TimeSpan Timeout => TimeSpan.FromSeconds(1);

        public async Task<string> SendAsync(Mail mail, CancellationToken cancel)
        {
            await stop.CancelAsync();
            if (breaksOff)
            {
                cancel.ThrowIfCancellationRequested();
            }

            Sent.Add(mail);
            return "recorded";
        }
    }
}
