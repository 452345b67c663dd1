using Campaign111.Features.Reminders;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Reminders;

public class SweepTests
{
    private static readonly DateOnly Today = new(2020, 9, 1);

    [Theory, OnEachDatabase]
    public async Task Only_units_that_lag_are_due_each_with_its_reason(string dialect)
    {
        await using var fixture = await SweepFixture.CreateAsync(dialect);
        fixture.Reached(fixture.Communes[0], 0, null);
        fixture.Reached(fixture.Communes[1], 70, VietnamTime.At(new(2020, 8, 20)));
        fixture.Reached(fixture.Communes[2], 70, VietnamTime.At(new(2020, 8, 31)));
        fixture.AddPerson(fixture.Communes[0], Role.CommuneOfficer);

        var due = await fixture.Planner().DueAsync(Today);

        due.Select(reminder => (reminder.Unit.Code, reminder.Due.Rung.Code, Digest.Reason(reminder.Facts, Today))).ShouldBe(
        [
            ("25308", "t-30", "chưa bắt đầu, còn 28 ngày"),
            ("25318", "silent", "chưa có ghi nhận nào từ 20/8/2020"),
        ]);
    }

    [Theory, OnEachDatabase]
    public async Task The_longest_wording_of_a_deadline_stops_no_reminder(string dialect)
    {
        await using var fixture = await SweepFixture.CreateAsync(dialect);
        fixture.Wording = new string('ớ', 400);
        fixture.Reached(fixture.Communes[0], 0, null);
        fixture.AddPerson(fixture.Communes[0], Role.CommuneOfficer);

        (await fixture.Writer().WriteAsync(await fixture.Planner().DueAsync(Today), Today, Actor.System)).ShouldBe(1);
    }

    [Theory, OnEachDatabase]
    public async Task Where_a_unit_has_nobody_its_superior_is_told(string dialect)
    {
        await using var fixture = await SweepFixture.CreateAsync(dialect);
        fixture.Reached(fixture.Communes[0], 0, null);
        var committee = fixture.AddPerson(fixture.Province, Role.ProvinceCommittee);

        (await fixture.Planner().DueAsync(Today)).ShouldHaveSingleItem().Recipients.ShouldBe([committee]);

        var district = fixture.AddPerson(fixture.District, Role.DistrictOfficer);
        (await fixture.Planner().DueAsync(Today)).ShouldHaveSingleItem().Recipients.ShouldBe([district]);

        var officer = fixture.AddPerson(fixture.Communes[0], Role.CommuneOfficer);
        (await fixture.Planner().DueAsync(Today)).ShouldHaveSingleItem().Recipients.ShouldBe([officer]);
    }

    [Theory, OnEachDatabase]
    public async Task A_second_sweep_writes_nothing_and_one_person_gets_one_message_a_channel(string dialect)
    {
        await using var fixture = await SweepFixture.CreateAsync(dialect);
        foreach (var commune in fixture.Communes)
        {
            fixture.Reached(commune, 0, null);
        }

        fixture.AddPerson(fixture.District, Role.DistrictOfficer, "huyen@example.com");
        var due = await fixture.Planner().DueAsync(Today);

        (await fixture.Writer().WriteAsync(due, Today, Actor.System)).ShouldBe(3);
        (await fixture.Writer().WriteAsync(due, Today, Actor.System)).ShouldBe(0);
        (await fixture.Planner().DueAsync(Today)).ShouldBeEmpty();

        (await fixture.CountAsync("reminder")).ShouldBe(3);
        (await fixture.CountAsync("outbox")).ShouldBe(2);
        (await fixture.CountAsync("reminder_message")).ShouldBe(6);
        (await fixture.CountAsync("audit_event")).ShouldBe(1);
    }

    [Theory, OnEachDatabase]
    public async Task Two_sweeps_at_once_make_nothing_twice(string dialect)
    {
        await using var fixture = await SweepFixture.CreateAsync(dialect);
        foreach (var commune in fixture.Communes)
        {
            fixture.Reached(commune, 0, null);
        }

        fixture.AddPerson(fixture.District, Role.DistrictOfficer, "huyen@example.com");
        await using var other = new Database(fixture.Test.Options);
        var due = await fixture.Planner().DueAsync(Today);

        var written = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => fixture.Writer(i % 2 == 0 ? null : other).WriteAsync(due, Today, Actor.System))));

        written.Sum().ShouldBe(3);
        (await fixture.CountAsync("reminder")).ShouldBe(3);
        (await fixture.CountAsync("outbox")).ShouldBe(2);
    }
}
