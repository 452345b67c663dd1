using System.Text;
using System.Text.RegularExpressions;
using Campaign111.Features.Reminders;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace Campaign111.Tests.Features.Reminders;

public partial class OutboxTests
{
    private static readonly DateOnly Today = new(2020, 9, 1);

    [Theory, OnEachDatabase]
    public async Task A_message_is_leased_to_one_and_comes_back_when_its_holder_dies(string dialect)
    {
        await using var fixture = await WithOneMailAsync(dialect);
        var time = new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1));
        var outbox = new Outbox(fixture.Test.Database, time);

        var first = await outbox.ClaimAsync("one", 10, default);
        first.Select(message => message.Channel).Order().ShouldBe(["inbox", "mail"]);
        (await outbox.ClaimAsync("two", 10, default)).ShouldBeEmpty();

        time.Now += Outbox.Lease + TimeSpan.FromSeconds(1);
        (await outbox.ClaimAsync("two", 10, default)).Select(message => message.MessageId).ShouldBe(first.Select(message => message.MessageId), ignoreOrder: true);
    }

    [Theory, OnEachDatabase]
    public async Task Racing_dispatchers_never_share_a_message(string dialect)
    {
        await using var fixture = await WithOneMailAsync(dialect);
        await using var other = new Database(fixture.Test.Options);
        var time = new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1));

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            () => new Outbox(i % 2 == 0 ? fixture.Test.Database : other, time).ClaimAsync($"p{i}", 10, default))));

        claims.SelectMany(claim => claim).Select(message => message.Id).ShouldBeUnique();
        claims.Sum(claim => claim.Count).ShouldBe(2);
    }

    [Theory, OnEachDatabase]
    public async Task A_refused_mail_is_tried_again_with_longer_waits_and_buried_in_the_end(string dialect)
    {
        await using var fixture = await WithOneMailAsync(dialect);
        var time = new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1));
        var dispatcher = Dispatcher(fixture, new RefusingSender(), time);

        for (var attempt = 0; attempt <= Outbox.BackOff.Count; attempt++)
        {
            await dispatcher.RunAsync(default);
            (await AttemptsAsync(fixture)).ShouldBe(attempt + 1);
            await dispatcher.RunAsync(default);
            (await AttemptsAsync(fixture)).ShouldBe(attempt + 1, "not before its wait is over");
            time.Now += Outbox.BackOff[Math.Min(attempt, Outbox.BackOff.Count - 1)] + TimeSpan.FromSeconds(1);
        }

        await dispatcher.RunAsync(default);
        (await AttemptsAsync(fixture)).ShouldBe(Outbox.BackOff.Count + 1);
        (await fixture.Test.Database.ReadAsync(session => session.ScalarAsync<string>("SELECT state FROM outbox WHERE channel = 'mail'"))).ShouldBe("dead");
    }

    [Fact]
    public async Task The_pickup_folder_gets_a_mail_that_says_why_with_the_outboxs_own_id()
    {
        await using var fixture = await WithOneMailAsync("sqlite");

        await Dispatcher(fixture, Pickup(fixture), new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1))).RunAsync(default);

        var file = Directory.GetFiles(Path.Combine(fixture.Test.Options.Folder, "mail"), "*.eml").ShouldHaveSingleItem();
        var eml = await File.ReadAllTextAsync(file);
        var messageId = await fixture.Test.Database.ReadAsync(session => session.ScalarAsync<string>("SELECT message_id FROM outbox WHERE channel = 'mail'"));
        eml.ShouldContain($"Message-ID: {messageId}", Case.Insensitive);
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(Base64Part().Match(eml.ReplaceLineEndings("\n")).Groups["body"].Value));
        text.ShouldContain("Thị trấn Thanh Bình – chưa bắt đầu, còn 28 ngày");
        text.ShouldContain("hạn cuối 29/9/2020 (2530/UBND-KGVX: “trước ngày 30/9/2020”)");
        text.ShouldContain("http://localhost:5111/campaigns/binh-phuoc-2020/coverage/25308");
    }

    [Fact]
    public async Task What_comes_after_the_days_digest_left_waits_for_tomorrows()
    {
        await using var fixture = await WithOneMailAsync("sqlite");
        await Dispatcher(fixture, Pickup(fixture), new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1))).RunAsync(default);
        fixture.Reached(fixture.Communes[1], 0, null);

        await fixture.Writer().WriteAsync(await fixture.Planner().DueAsync(Today), Today, Actor.System);

        var days = await fixture.Test.Database.ReadAsync(session => session.QueryAsync<DateOnly>("SELECT local_day FROM outbox WHERE channel = 'mail' ORDER BY id"));
        days.ShouldBe([Today, Today.AddDays(1)]);
    }

    [Theory, OnEachDatabase]
    public async Task What_comes_while_the_days_digest_is_being_sent_is_not_lost_in_it(string dialect)
    {
        await using var fixture = await WithOneMailAsync(dialect);
        var time = new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1));
        var outbox = new Outbox(fixture.Test.Database, time);
        var mail = (await outbox.ClaimAsync("sender", 10, default)).Single(message => message.Channel == "mail");
        var composed = await Reader(fixture).LinesAsync(mail.Id);
        fixture.Reached(fixture.Communes[1], 0, null);

        await fixture.Writer(time: time).WriteAsync(await fixture.Planner().DueAsync(Today), Today, Actor.System);
        await outbox.SentAsync(mail, "smtp");

        (await Reader(fixture).LinesAsync(mail.Id)).Count.ShouldBe(composed.Count, "the mail that left held no more");
        var days = await fixture.Test.Database.ReadAsync(session => session.QueryAsync<DateOnly>("SELECT local_day FROM outbox WHERE channel = 'mail' ORDER BY id"));
        days.ShouldBe([Today, Today.AddDays(1)]);
    }

    private static DigestReader Reader(SweepFixture fixture) => fixture.Reader();

    private static async Task<SweepFixture> WithOneMailAsync(string dialect)
    {
        var fixture = await SweepFixture.CreateAsync(dialect);
        fixture.Reached(fixture.Communes[0], 0, null);
        fixture.AddPerson(fixture.District, Role.DistrictOfficer, "huyen@example.com");
        await fixture.Writer().WriteAsync(await fixture.Planner().DueAsync(Today), Today, Actor.System);
        return fixture;
    }

    private static Dispatcher Dispatcher(SweepFixture fixture, IChannel channel, TimeProvider time) => fixture.Dispatcher(time, channel);

    private static SmtpChannel Pickup(SweepFixture fixture) => new(Options.Create(new MailOptions()), fixture.Test.Options);

    private static Task<int> AttemptsAsync(SweepFixture fixture) =>
        fixture.Test.Database.ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM delivery_attempt WHERE outcome = 'failed'"));

    [GeneratedRegex(@"text/plain.*?\n\n(?<body>[A-Za-z0-9+/=\n]+)", RegexOptions.Singleline)]
    private static partial Regex Base64Part();

    private sealed class RefusingSender : IChannel
    {
        public string Code => ChannelCodes.Mail;

        public TimeSpan Timeout => TimeSpan.FromSeconds(1);

        public Task<string> SendAsync(Mail mail, CancellationToken cancel) => throw new DeliveryException("454 come again", permanent: false);
    }
}
