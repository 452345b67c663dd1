using Campaign111.Features.Reminders;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>What issue 5 adds to the ladder: amendments, quiet days, climbing, rest, choices. Last day 29/9/2020, a Tuesday.</summary>
public class LadderRulesTests
{
    private static readonly DateOnly LastDay = new(2020, 9, 29);

    [Theory, OnEachDatabase]
    public async Task An_amendment_moves_what_is_to_come_and_repeats_nothing(string dialect)
    {
        await using var fixture = await StartedAsync(dialect);
        (await SweepAsync(fixture, new(2020, 9, 15))).ShouldBe(["25308 t-14"]);

        // The new last day would put T-30 on 10/9, before the reminder that was sent, and T-14 on 26/9.
        fixture.LastDay = new(2020, 10, 10);
        fixture.Reached(fixture.Communes[0], 1, VietnamTime.At(new(2020, 9, 25)));
        (await SweepAsync(fixture, new(2020, 9, 16))).ShouldBeEmpty();
        (await SweepAsync(fixture, new(2020, 9, 25))).ShouldBeEmpty();
        // 26/9 is a Saturday.
        (await SweepAsync(fixture, new(2020, 9, 26))).ShouldBeEmpty();
        (await SweepAsync(fixture, new(2020, 9, 28))).ShouldBe(["25308 t-14"]);
        (await fixture.Test.Database.ReadAsync(session => session.QueryAsync<DateOnly>("SELECT due_on FROM reminder ORDER BY id"))).ShouldBe([new(2020, 9, 15), new(2020, 9, 26)]);
    }

    [Theory, OnEachDatabase]
    public async Task An_amendment_that_puts_another_rung_on_a_reminded_day_reminds_no_second_time(string dialect)
    {
        await using var fixture = await StartedAsync(dialect);
        (await SweepAsync(fixture, new(2020, 9, 15))).ShouldBe(["25308 t-14"]);

        fixture.LastDay = new(2020, 9, 22);

        (await SweepAsync(fixture, new(2020, 9, 15))).ShouldBeEmpty();
        (await SweepAsync(fixture, new(2020, 9, 16))).ShouldBeEmpty("T-7 fell on 15/9, when the unit was reminded");
        (await SweepAsync(fixture, new(2020, 9, 21))).ShouldBe(["25308 t-1"]);
    }

    [Theory, OnEachDatabase]
    public async Task A_rung_that_falls_on_a_holiday_is_delivered_on_the_next_working_day(string dialect)
    {
        await using var fixture = await StartedAsync(dialect);
        fixture.Calendar = new WorkingDays([new SpecialDay(new(2020, 9, 15), SpecialDayKind.Statutory, "Nghỉ", "Off", "")]);

        (await SweepAsync(fixture, new(2020, 9, 15))).ShouldBeEmpty();
        (await SweepAsync(fixture, new(2020, 9, 16))).ShouldBe(["25308 t-14"]);
        (await fixture.Test.Database.ReadAsync(session => session.SingleAsync<DateOnly>("SELECT due_on FROM reminder"))).ShouldBe(new(2020, 9, 15));
    }

    [Theory, OnEachDatabase]
    public async Task Without_an_acknowledgement_it_climbs_a_level_every_three_working_days_up_to_the_province(string dialect)
    {
        await using var fixture = await AckAsync(dialect);
        (await SweepAsync(fixture, new(2020, 9, 15))).ShouldBe(["25308 t-14"]);

        (await SweepAsync(fixture, new(2020, 9, 17))).ShouldBeEmpty();
        (await SweepAsync(fixture, new(2020, 9, 18))).ShouldBe(["25308 t-14/1"]);
        (await RecipientsAsync(fixture)).Last().ShouldBe("DistrictOfficer.693");
        // Three working days on: over the weekend, to Wednesday.
        (await SweepAsync(fixture, new(2020, 9, 22))).ShouldBe(["25308 t-7"]);
        (await SweepAsync(fixture, new(2020, 9, 23))).ShouldBe(["25308 t-14/2"]);
        (await RecipientsAsync(fixture)).Last().ShouldBe("ProvinceCommittee.70");
        (await SweepAsync(fixture, new(2020, 9, 28))).ShouldBe(["25308 t-1"], "above the province is nobody; T-7 asks for nothing");
    }

    [Theory, OnEachDatabase]
    public async Task An_acknowledgement_with_a_plan_stops_the_climb(string dialect)
    {
        await using var fixture = await AckAsync(dialect);
        await SweepAsync(fixture, new(2020, 9, 15));
        var id = await fixture.Test.Database.ReadAsync(session => session.SingleAsync<long>("SELECT id FROM reminder"));
        var (officer, stranger) = (fixture.Staff[0], fixture.Staff[2]);

        (await fixture.Acknowledgements().AddAsync(id, stranger.AccountId, stranger.DisplayName, "Không phải tôi", Actor.System)).ShouldBeFalse();
        (await fixture.Acknowledgements().AddAsync(id, officer.AccountId, officer.DisplayName, "Đi hết thôn trong tuần", Actor.System)).ShouldBeTrue();
        (await fixture.Acknowledgements().AddAsync(id, officer.AccountId, officer.DisplayName, "Lần nữa", Actor.System)).ShouldBeFalse();

        (await SweepAsync(fixture, new(2020, 9, 18))).ShouldBeEmpty();
        (await fixture.Acknowledgements().OfAsync([id]))[id].ShouldHaveSingleItem().Words.ShouldBe("Đi hết thôn trong tuần");
        (await fixture.CountAsync("audit_event")).ShouldBe(3, "the ladder, the sweep, the acknowledgement");
    }

    [Theory, OnEachDatabase]
    public async Task What_no_longer_holds_does_not_climb(string dialect)
    {
        await using var fixture = await AckAsync(dialect);
        await SweepAsync(fixture, new(2020, 9, 15));

        fixture.LastDay = new(2020, 12, 31);
        (await SweepAsync(fixture, new(2020, 9, 18))).ShouldBeEmpty("the deadline was amended");

        fixture.LastDay = LastDay;
        fixture.Reached(fixture.Communes[0], 100, VietnamTime.At(new(2020, 9, 17)));
        (await SweepAsync(fixture, new(2020, 9, 18))).ShouldBeEmpty("completed");
    }

    [Theory, OnEachDatabase]
    public async Task What_the_committee_lets_go_is_kept_with_its_reason_and_never_sent(string dialect)
    {
        await using var fixture = await StartedAsync(dialect);
        var day = new DateOnly(2020, 9, 15);
        var due = await fixture.Planner().DueAsync(day);

        (await fixture.Writer().DropAsync(due, day, "Xã đang có lũ", Actor.System)).ShouldBe(1);

        (await SweepAsync(fixture, day)).ShouldBeEmpty();
        (await SweepAsync(fixture, day.AddDays(1))).ShouldBeEmpty();
        (await fixture.CountAsync("outbox")).ShouldBe(0);
        var kept = (await fixture.Deliveries().OfUnitAsync(1, fixture.Communes[0].Id, null, 10)).ShouldHaveSingleItem();
        (kept.State, kept.Note).ShouldBe(("dropped", "Xã đang có lũ"));
        fixture.Reached(fixture.Communes[0], 1, VietnamTime.At(new(2020, 9, 21)));
        (await SweepAsync(fixture, new(2020, 9, 22))).ShouldBe(["25308 t-7"], "only that one was let go");
    }

    [Theory, OnEachDatabase]
    public async Task On_a_day_of_rest_nothing_comes_and_nothing_is_lost(string dialect)
    {
        await using var fixture = await StartedAsync(dialect);
        var friday = new DateOnly(2020, 9, 18);
        fixture.LastDay = friday.AddDays(14);
        await fixture.Preferences().MuteAsync(fixture.Staff[0].AccountId, friday, "Hội nghị", fixture.Calendar, Actor.System);

        (await SweepAsync(fixture, friday)).ShouldBe(["25308 t-14"]);

        (await fixture.Test.Database.ReadAsync(session => session.QueryAsync<DateOnly>("SELECT local_day FROM outbox"))).ShouldAllBe(day => day == new DateOnly(2020, 9, 21));
    }

    [Theory, OnEachDatabase]
    public async Task What_waits_for_a_day_moves_on_when_that_becomes_one_of_rest_too(string dialect)
    {
        await using var fixture = await StartedAsync(dialect);
        var friday = new DateOnly(2020, 9, 18);
        fixture.LastDay = friday.AddDays(14);
        fixture.Calendar = new WorkingDays([new SpecialDay(new(2020, 9, 22), SpecialDayKind.Statutory, "nghỉ", "off", "")]);
        var account = fixture.Staff[0].AccountId;
        await fixture.Preferences().MuteAsync(account, friday, "Hội nghị", fixture.Calendar, Actor.System);
        await SweepAsync(fixture, friday);
        var before = await WaitingAsync(fixture);

        await fixture.Preferences().MuteAsync(account, new(2020, 9, 21), "Hội nghị kéo dài", fixture.Calendar, Actor.System);

        var after = await WaitingAsync(fixture);
        after.Count.ShouldBe(2, "inbox and mail");
        after.ShouldAllBe(message => message.Day == new DateOnly(2020, 9, 23));
        after.Select(message => message.At).ShouldBe(before.Select(message => message.At.AddDays(2)));
    }

    [Theory, OnEachDatabase]
    public async Task A_person_is_reached_as_they_wish_within_what_the_committee_allows(string dialect)
    {
        await using var fixture = await StartedAsync(dialect);
        fixture.Channels = new ChannelSet(
            Options.Create(new WebhookOptions { Url = "https://sms.example.com", Secret = "s" }),
            Options.Create(new ZaloOptions { AppId = "1", SecretKey = "2", TemplateId = "3" }));
        await fixture.Preferences().SaveAsync(fixture.Staff[0].AccountId, new ReminderPreference(Mail: false, Webhook: true, Zalo: true, "84901234567"), Actor.System);
        await fixture.Ladders().SetPolicyAsync(fixture.Campaign, new ReminderPolicy(Mail: true, Webhook: true, Zalo: false, Mute: true), Actor.System);

        await SweepAsync(fixture, new(2020, 9, 15));

        (await fixture.Test.Database.ReadAsync(session => session.QueryAsync<string>("SELECT channel FROM outbox ORDER BY channel"))).ShouldBe(["inbox", "webhook"]);
        var trail = await fixture.Test.Database.ReadAsync(session => session.QueryAsync<string>("SELECT COALESCE(after_json, '') FROM audit_event"));
        trail.ShouldAllBe(json => !json.Contains("0901234567", StringComparison.Ordinal) && !json.Contains("84901234567", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0901 234 567", "84901234567")]
    [InlineData("+84 901234567", "84901234567")]
    [InlineData("0084901234567", null)]
    [InlineData("111", null)]
    [InlineData("0211234567", null)]
    [InlineData("", null)]
    public void Mobile_numbers_are_read_as_people_write_them(string written, string? phone) => PreferenceBook.Phone(written).ShouldBe(phone);

    [Theory, OnEachDatabase]
    public async Task At_night_and_on_days_without_work_nothing_leaves_the_house(string dialect)
    {
        await using var fixture = await StartedAsync(dialect);
        fixture.Awake = false;
        await SweepAsync(fixture, new(2020, 9, 15));
        await fixture.Test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE outbox SET next_at = '2020-01-01 00:00:00.000'"));
        var mails = new RecordingChannel();

        foreach (var quiet in new[] { VietnamTime.At(new(2020, 9, 15), new(22, 0)), VietnamTime.At(new(2020, 9, 16), new(6, 59)), VietnamTime.At(new(2020, 9, 19), new(10, 0)) })
        {
            await fixture.Dispatcher(new SettableTime(quiet), mails).RunAsync(default);
        }

        mails.Sent.ShouldBeEmpty();
        await fixture.Dispatcher(new SettableTime(VietnamTime.At(new(2020, 9, 21), new(7, 30))), mails).RunAsync(default);
        mails.Sent.ShouldHaveSingleItem();
    }

    private static async Task<IReadOnlyList<(DateOnly Day, DateTimeOffset At)>> WaitingAsync(SweepFixture fixture) =>
        await fixture.Test.Database.ReadAsync(session => session.QueryAsync<(DateOnly, DateTimeOffset)>("SELECT local_day, next_at FROM outbox ORDER BY id"));

    private static async Task<SweepFixture> StartedAsync(string dialect)
    {
        var fixture = await SweepFixture.CreateAsync(dialect);
        fixture.Reached(fixture.Communes[0], 1, VietnamTime.At(new(2020, 9, 14)));
        fixture.AddPerson(fixture.Communes[0], Role.CommuneOfficer, "xa@example.com");
        return fixture;
    }

    // T-14 asks for an acknowledgement; nothing else does.
    private static async Task<SweepFixture> AckAsync(string dialect)
    {
        var fixture = await StartedAsync(dialect);
        fixture.AddPerson(fixture.District, Role.DistrictOfficer);
        fixture.AddPerson(fixture.Province, Role.ProvinceCommittee);
        var rungs = Ladder.Default(7).Rungs.Where(rung => rung.Kind == RungKind.Time).Select(rung => rung with { NeedsAck = rung.Days == -14 });
        await fixture.Ladders().SetAsync(fixture.Campaign, [.. rungs], Actor.System);
        return fixture;
    }

    private static async Task<IReadOnlyList<string>> SweepAsync(SweepFixture fixture, DateOnly day)
    {
        var due = await fixture.Planner().DueAsync(day);
        (await fixture.Writer().WriteAsync(due, day, Actor.System)).ShouldBe(due.Count);
        return [.. due.Select(reminder => $"{reminder.Unit.Code} {reminder.Code}")];
    }

    private static async Task<IReadOnlyList<string>> RecipientsAsync(SweepFixture fixture)
    {
        var accounts = await fixture.Test.Database.ReadAsync(session => session.QueryAsync<long>(
            "SELECT o.account_id FROM reminder_message m JOIN outbox o ON o.id = m.outbox_id WHERE o.channel = 'inbox' ORDER BY m.reminder_id"));
        return [.. accounts.Select(account => fixture.Staff.Single(person => person.AccountId == account).UserName)];
    }
}
