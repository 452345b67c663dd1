using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reminders;
using Campaign111.Features.Reminders.Owed;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>An obligation of a commune, last day Thursday 10/9/2020: T-7 is 3/9, T-1 is 9/9, T+1 is 11/9.</summary>
public class OwedTests
{
    private static readonly DateOnly LastDay = new(2020, 9, 10);

    [Theory]
    [InlineData("2020-09-02", null, null, null)]
    [InlineData("2020-09-03", null, "t-7", "2020-09-03")]
    [InlineData("2020-09-08", "2020-09-03", null, null)]
    [InlineData("2020-09-09", "2020-09-03", "t-1", "2020-09-09")]
    [InlineData("2020-09-10", "2020-09-09", null, null)]
    [InlineData("2020-09-11", "2020-09-09", "overdue+1", "2020-09-11")]
    // After an outage only the latest step, and once.
    [InlineData("2020-09-15", null, "overdue+1", "2020-09-11")]
    [InlineData("2020-09-15", "2020-09-14", null, null)]
    public void Only_the_latest_step_counts(string today, string? covered, string? step, string? dueOn)
    {
        var due = OwedSteps.Of(LastDay, DateOnly.Parse(today, null), covered is null ? null : DateOnly.Parse(covered, null));

        due?.Rung.Code.ShouldBe(step);
        due?.DueOn.ShouldBe(DateOnly.Parse(dueOn!, null));
        (due is null).ShouldBe(step is null);
    }

    [Theory, OnEachDatabase]
    public async Task A_recheck_climbs_the_ladder_from_the_commune_to_the_district_and_unanswered_to_the_province(string dialect)
    {
        await using var fixture = await StaffedAsync(dialect);
        fixture.Owing.Add(Recheck(fixture));

        (await SweptAsync(fixture, new(2020, 9, 9))).ShouldBe(["25318 t-1 CommuneOfficer.25318"]);
        (await SweptAsync(fixture, new(2020, 9, 10))).ShouldBeEmpty();
        (await SweptAsync(fixture, new(2020, 9, 11))).ShouldBe(["25318 overdue+1 CommuneOfficer.25318,DistrictOfficer.693"]);
        // Three working days after Friday 11/9 is Wednesday 16/9.
        (await SweptAsync(fixture, new(2020, 9, 15))).ShouldBeEmpty();
        (await SweptAsync(fixture, new(2020, 9, 16))).ShouldBe(["25318 overdue+1/1 ProvinceCommittee.70"]);
        (await SweptAsync(fixture, new(2020, 10, 1))).ShouldBeEmpty();

        var lines = await fixture.Reader().LinesAsync(await fixture.Test.Database.ReadAsync(session => session.QueryAsync<OwedReminder>($"SELECT {ReminderHistory.Columns} FROM reminder ORDER BY id")));
        lines.Select(line => Digest.Reason(line.Facts, line.Facts.SweptOn)).ShouldBe(
        [
            "phát lại và kiểm tra lại, còn 1 ngày",
            "phát lại và kiểm tra lại, quá hạn 1 ngày",
            "3 ngày làm việc chưa có phản hồi; phát lại và kiểm tra lại, quá hạn 6 ngày",
        ]);
        lines.ShouldAllBe(line => line.Address == "/campaigns/binh-phuoc-2020/checks/rounds/17" && Digest.Standing(line.Facts) == "hạn cuối 10/9/2020");
    }

    [Theory, OnEachDatabase]
    public async Task An_answer_stops_the_climb_and_a_day_that_moved_begins_anew(string dialect)
    {
        await using var fixture = await StaffedAsync(dialect);
        fixture.Owing.Add(Recheck(fixture));
        await SweptAsync(fixture, new(2020, 9, 11));
        var id = await fixture.Test.Database.ReadAsync(session => session.SingleAsync<long>("SELECT id FROM reminder"));
        (await fixture.Acknowledgements().AddAsync(id, fixture.Staff[0].AccountId, "xã", "đi lại thôn 3 trước thứ sáu", Actor.System)).ShouldBeTrue();

        (await SweptAsync(fixture, new(2020, 9, 18))).ShouldBeEmpty();

        fixture.Owing[0] = fixture.Owing[0] with { LastDay = new(2020, 9, 22) };
        (await SweptAsync(fixture, new(2020, 9, 21))).ShouldBe(["25318 t-1 CommuneOfficer.25318"]);
        (await SweptAsync(fixture, new(2020, 9, 23))).ShouldBe(["25318 overdue+1 CommuneOfficer.25318,DistrictOfficer.693"]);
    }

    [Theory, OnEachDatabase]
    public async Task Swept_twice_and_by_two_at_once_it_is_written_once_beside_the_coverage_of_the_same_commune_and_day(string dialect)
    {
        await using var fixture = await StaffedAsync(dialect);
        // T-1 of the coverage deadline falls on the same day as T-1 of the obligation: two reminders of one rung, one message.
        fixture.LastDay = LastDay;
        fixture.Reached(fixture.Communes[1], 50, VietnamTime.At(new(2020, 9, 8)));
        fixture.Owing.Add(Recheck(fixture));
        fixture.Owing.Add(Recheck(fixture) with { Key = "report-3-44" });
        var due = (await fixture.Planner().DueAsync(new(2020, 9, 9))).Where(one => one.Unit.Code == "25318").ToList();
        await using var other = new Database(fixture.Test.Options);

        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => fixture.Writer(i % 2 == 0 ? null : other).WriteAsync(due, new(2020, 9, 9), Actor.System))));

        due.Count.ShouldBe(3);
        written.Sum().ShouldBe(3);
        (await fixture.CountAsync("reminder")).ShouldBe(3);
        (await fixture.CountAsync("outbox")).ShouldBe(1);
        (await fixture.Planner().DueAsync(new(2020, 9, 9))).ShouldNotContain(one => one.Unit.Code == "25318");
    }

    [Theory, OnEachDatabase]
    public async Task A_done_one_is_not_reminded_and_climbs_no_more(string dialect)
    {
        await using var fixture = await StaffedAsync(dialect);
        fixture.Owing.Add(Recheck(fixture));
        await SweptAsync(fixture, new(2020, 9, 11));

        fixture.Owing.Clear();

        (await SweptAsync(fixture, new(2020, 9, 16))).ShouldBeEmpty();
    }

    [Theory, OnEachDatabase]
    public async Task An_organisations_own_people_are_told_then_those_of_its_unit_and_where_it_has_none_those_at_once(string dialect)
    {
        await using var fixture = await StaffedAsync(dialect);
        fixture.Owing.Add(Recheck(fixture) with { Key = "report-1-9", Unit = fixture.District, OrganisationId = 9 });

        (await SweptAsync(fixture, new(2020, 9, 3))).ShouldBe(["693 t-7 DistrictOfficer.693"]);

        fixture.AddPerson(fixture.District, Role.Department, organisation: 9);
        fixture.AddPerson(fixture.District, Role.Department, organisation: 10);
        (await SweptAsync(fixture, new(2020, 9, 9))).ShouldBe(["693 t-1 Department.693"]);
        (await SweptAsync(fixture, new(2020, 9, 11))).ShouldBe(["693 overdue+1 Department.693,DistrictOfficer.693"]);
        (await SweptAsync(fixture, new(2020, 9, 16))).ShouldBe(["693 overdue+1/1 ProvinceCommittee.70"]);
    }

    [Theory, OnEachDatabase]
    public async Task On_a_day_without_work_nobody_is_reminded_and_what_is_let_go_stays_away(string dialect)
    {
        await using var fixture = await StaffedAsync(dialect);
        fixture.Owing.Add(Recheck(fixture) with { LastDay = new(2020, 9, 14) });

        // T-1 is Sunday 13/9.
        (await fixture.Planner().DueAsync(new(2020, 9, 13))).ShouldBeEmpty();
        var due = (await fixture.Planner().DueAsync(new(2020, 9, 14))).Where(one => one.Owed is not null).ToList();
        due.ShouldHaveSingleItem().Due.DueOn.ShouldBe(new DateOnly(2020, 9, 13));
        (await fixture.Writer().DropAsync(due, new(2020, 9, 14), "đã xong hôm qua", Actor.System)).ShouldBe(1);

        (await SweptAsync(fixture, new(2020, 9, 14))).ShouldBeEmpty();
        (await SweptAsync(fixture, new(2020, 9, 15))).ShouldHaveSingleItem();
    }

    private static async Task<SweepFixture> StaffedAsync(string dialect)
    {
        var fixture = await SweepFixture.CreateAsync(dialect);
        fixture.AddPerson(fixture.Communes[1], Role.CommuneOfficer);
        fixture.AddPerson(fixture.District, Role.DistrictOfficer);
        fixture.AddPerson(fixture.Province, Role.ProvinceCommittee);
        return fixture;
    }

    private static Owed Recheck(SweepFixture fixture) => new(
        "recheck-17", fixture.Campaign.Id, fixture.Communes[1], null, LastDay, "phát lại và kiểm tra lại", "visit and be checked again", "/campaigns/binh-phuoc-2020/checks/rounds/17", null, null);

    private static async Task<IReadOnlyList<string>> SweptAsync(SweepFixture fixture, DateOnly day)
    {
        var due = (await fixture.Planner().DueAsync(day)).Where(one => one.Owed is not null).ToList();
        var written = await fixture.Writer().WriteAsync(due, day, Actor.System);
        written.ShouldBe(due.Count);
        (await fixture.Writer().WriteAsync(due, day, Actor.System)).ShouldBe(0);
        return [.. due.Select(one => $"{one.Unit.Code} {one.Code} {string.Join(',', one.Recipients.Select(person => person.UserName).Order(StringComparer.Ordinal))}")];
    }
}
