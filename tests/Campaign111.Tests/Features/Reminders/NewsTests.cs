using Campaign111.Features.Accounts;
using Campaign111.Features.Reminders;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>News of other features share the day's one message with the reminders.</summary>
public class NewsTests
{
    private static readonly DateOnly Today = new(2020, 9, 15);
    private static readonly News Version = new("material/1/2/new", "Bản mới của tờ rơi", "A new version of the leaflet", "Xin dùng bản 2.", "Please use version 2.", "/materials/1");

    [Theory, OnEachDatabase]
    public async Task Reminder_and_news_of_a_day_come_in_one_mail(string dialect)
    {
        await using var fixture = await FixtureAsync(dialect);
        var time = new SettableTime(VietnamTime.At(Today, new(7, 30)));
        await SweepAsync(fixture, time, Today);
        await TellAsync(fixture, time, Version, Today);
        var mails = new RecordingChannel();

        await fixture.Dispatcher(time, mails).RunAsync(default);

        var mail = mails.Sent.ShouldHaveSingleItem();
        mail.Subject.ShouldContain("1 việc cần đôn đốc, 1 tin mới");
        mail.Text.ShouldContain("Xin dùng bản 2.");
        mail.Html.ShouldContain("/materials/1\"");
        mail.Html.ShouldContain("/coverage/25308\"");
    }

    [Theory, OnEachDatabase]
    public async Task News_written_on_a_free_day_or_in_the_evening_come_with_the_next_digest(string dialect)
    {
        await using var fixture = await FixtureAsync(dialect);
        var time = new SettableTime(VietnamTime.At(Today.AddDays(-1), new(22, 0)));
        await TellAsync(fixture, time, Version, Today.AddDays(-1));
        var mails = new RecordingChannel();
        await fixture.Dispatcher(time, mails).RunAsync(default);
        mails.Sent.ShouldBeEmpty();

        time.Now = VietnamTime.At(Today, new(7, 0));
        await fixture.Dispatcher(time, mails).RunAsync(default);
        time.Now = VietnamTime.At(Today, new(7, 31));
        await SweepAsync(fixture, time, Today);
        await fixture.Dispatcher(time, mails).RunAsync(default);

        mails.Sent.ShouldHaveSingleItem().Subject.ShouldContain("1 việc cần đôn đốc, 1 tin mới");
    }

    [Theory, OnEachDatabase]
    public async Task Urgent_news_wait_for_no_morning_and_no_rest_and_usual_ones_do(string dialect)
    {
        await using var fixture = await FixtureAsync(dialect);
        var sunday = new DateOnly(2020, 9, 20);
        await fixture.Preferences().MuteAsync(fixture.Staff[0].AccountId, sunday, "nghỉ", fixture.Calendar, Actor.System);
        var time = new SettableTime(VietnamTime.At(sunday, new(23, 0)));
        await TellAsync(fixture, time, Version, sunday);
        await TellAsync(fixture, time, Version with { Key = "recalled", Subject = "Thu hồi tờ rơi", Urgent = true }, sunday);
        var mails = new RecordingChannel();

        await fixture.Dispatcher(time, mails).RunAsync(default);

        mails.Sent.ShouldHaveSingleItem().Subject.ShouldContain("Thu hồi tờ rơi");
    }

    [Theory, OnEachDatabase]
    public async Task Who_takes_no_mail_gets_news_in_the_house_and_urgent_ones_all_the_same(string dialect)
    {
        await using var fixture = await FixtureAsync(dialect);
        await fixture.Preferences().SaveAsync(fixture.Staff[0].AccountId, ReminderPreference.Default with { Mail = false }, Actor.System);
        var time = new SettableTime(VietnamTime.At(Today, new(8, 0)));

        await TellAsync(fixture, time, Version, Today);
        (await ChannelsAsync(fixture)).ShouldBe(["inbox"]);

        await TellAsync(fixture, time, Version with { Key = "recalled", Urgent = true }, Today);
        (await ChannelsAsync(fixture)).ShouldBe(["inbox", "urgent"]);
    }

    [Theory, OnEachDatabase]
    public async Task A_closed_account_leaves_no_number_and_no_address_and_gets_nothing_more(string dialect)
    {
        await using var fixture = await FixtureAsync(dialect);
        var account = fixture.Staff[0].AccountId;
        await fixture.Preferences().SaveAsync(account, ReminderPreference.Default with { Phone = "84901234567" }, Actor.System);
        await fixture.Preferences().MuteAsync(account, Today.AddDays(9), "ốm", fixture.Calendar, Actor.System);
        var time = new SettableTime(VietnamTime.At(Today, new(8, 0)));
        await SweepAsync(fixture, time, Today);

        await fixture.Test.Database.WriteAsync(session => new ClosedAccounts().ForgetAsync(session, account));

        (await fixture.CountAsync("reminder_preference")).ShouldBe(0);
        (await fixture.CountAsync("reminder_mute")).ShouldBe(0);
        (await fixture.CountAsync("outbox WHERE address IS NOT NULL")).ShouldBe(0);
        var mails = new RecordingChannel();
        await fixture.Dispatcher(time, mails).RunAsync(default);
        mails.Sent.ShouldBeEmpty();
    }

    private static async Task<SweepFixture> FixtureAsync(string dialect)
    {
        var fixture = await SweepFixture.CreateAsync(dialect);
        fixture.Awake = false;
        fixture.Reached(fixture.Communes[0], 0, null);
        fixture.AddPerson(fixture.Communes[0], Role.CommuneOfficer, "xa@example.com");
        return fixture;
    }

    private static async Task SweepAsync(SweepFixture fixture, TimeProvider time, DateOnly day) =>
        (await fixture.Writer(time: time).WriteAsync(await fixture.Planner().DueAsync(day), day, Actor.System)).ShouldBe(1);

    private static async Task TellAsync(SweepFixture fixture, TimeProvider time, News news, DateOnly day) =>
        (await fixture.Test.Database.WriteAsync(session => fixture.Notices(time).TellAsync(session, news, fixture.Staff, day))).ShouldBe(1);

    private static Task<IReadOnlyList<string>> ChannelsAsync(SweepFixture fixture) =>
        fixture.Test.Database.ReadAsync(session => session.QueryAsync<string>("SELECT channel FROM outbox ORDER BY id"));
}
