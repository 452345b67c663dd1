using Campaign111.Features.Reports.Rounds;
using Campaign111.Platform.Time;
using Campaign111.Tests.Features.Hierarchy;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Reports.Rounds;

/// <summary>The two rounds of Lạng Sơn's dispatch of 21/3/2019.</summary>
public class RealRoundTests
{
    private static readonly string[] LateDistricts = ["Tràng Định", "Bình Gia", "Đình Lập"];

    [Theory]
    [OnEachDatabase]
    public async Task Three_districts_and_one_department_are_late_and_a_returned_report_keeps_its_first_day(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var time = new SettableTime(VietnamTime.At(new DateOnly(2019, 5, 10), new TimeOnly(9, 0)));
        var real = new LangSonRound(units.Database, time);
        await real.OpenAsync();
        (await real.SheetsAsync(real.First)).Count.ShouldBe(13);
        (await real.SheetsAsync(real.First)).ShouldAllBe(sheet => sheet.ReportsTo == null && sheet.State == SheetStates.Open);

        // One minute before midnight of the last day in Vietnam is on time, whatever the day in UTC; one minute after is not.
        var sheets = await real.SheetsAsync(real.First);
        var size = 0;
        foreach (var sheet in sheets.Where(sheet => !IsLate(sheet)))
        {
            time.Now = VietnamTime.At(LangSonRound.May, new TimeOnly(23, 59));
            await real.SubmitAsync(sheet, ++size);
        }

        foreach (var sheet in sheets.Where(IsLate))
        {
            time.Now = VietnamTime.At(LangSonRound.May.AddDays(1), new TimeOnly(0, 1));
            await real.SubmitAsync(sheet, ++size);
        }

        // The control: by the day in UTC nobody would be late.
        (await real.SheetsAsync(real.First)).ShouldAllBe(sheet => DateOnly.FromDateTime(sheet.SubmittedAt!.Value.UtcDateTime) <= LangSonRound.May);

        // A report that was in time comes back and is sent again five days after the last day.
        var returned = await real.SheetAsync(real.First, "Hữu Lũng");
        await real.Desk.ReturnAsync(returned, "Mục 4: số vụ việc chưa khớp.", LangSonRound.Department);
        var while_away = await SharesAsync(real, real.First, LangSonRound.May.AddDays(2));
        while_away[0].ShouldSatisfyAllConditions(share => share.In.ShouldBe(12), share => share.Returned.ShouldBe(1), share => share.OnTime.ShouldBe(8));
        time.Now = VietnamTime.At(LangSonRound.May.AddDays(5), new TimeOnly(8, 0));
        await real.SubmitAsync(await real.SheetAsync(real.First, "Hữu Lũng"), 4);

        var again = await real.SheetAsync(real.First, "Hữu Lũng");
        again.ShouldSatisfyAllConditions(
            sheet => sheet.FirstSubmittedOn.ShouldBe(LangSonRound.May), sheet => sheet.WasResubmitted.ShouldBeTrue(), sheet => sheet.Versions.ShouldBe(2));
        var shares = await SharesAsync(real, real.First, LangSonRound.May.AddDays(6));
        shares.Select(share => (share.Level, share.Owed, share.In, share.OnTime, share.Late, share.Missing)).ShouldBe([("", 13, 13, 9, 4, 0), ("organisation", 2, 2, 1, 1, 0), ("district", 11, 11, 8, 3, 0)]);
        Math.Round(shares[0].Timeliness, 1).ShouldBe(69.2m);
        shares[0].Completeness.ShouldBe(100);

        // Nothing of November is in yet; on its last day nobody is late, on the day after everybody is missing.
        (await SharesAsync(real, real.Second, LangSonRound.November))[0].ShouldSatisfyAllConditions(share => share.Missing.ShouldBe(0), share => share.In.ShouldBe(0));
        (await SharesAsync(real, real.Second, LangSonRound.November.AddDays(1)))[0].Missing.ShouldBe(13);
    }

    [Fact]
    public async Task What_came_in_adds_up_by_field_and_table_row_and_drafts_do_not_count()
    {
        await using var units = await UnitsDatabase.SeededAsync("sqlite");
        var time = new SettableTime(VietnamTime.At(new DateOnly(2019, 5, 10), new TimeOnly(9, 0)));
        var real = new LangSonRound(units.Database, time);
        await real.OpenAsync();
        var sheets = await real.SheetsAsync(real.First);
        for (var size = 1; size <= 10; size++)
        {
            await real.SubmitAsync(sheets[size - 1], size);
        }

        await real.Desk.SaveAsync(sheets[10], LangSonRound.Draft(1000), 0, LangSonRound.Writer);
        await real.Desk.ReturnAsync((await real.SheetsAsync(real.First))[9], "Xem lại.", LangSonRound.Department);

        var now = await real.SheetsAsync(real.First);
        var sum = RollUp.Sum(real.Form, now.Count, await real.Queries.InAsync(now));

        (sum.In, sum.Of).ShouldBe((9, 13));
        sum.Basis.Versions.Count.ShouldBe(9);
        Field(sum, "f2").Total.ShouldBe(45);
        Field(sum, "f6").Total.ShouldBe(45 * 50);
        Field(sum, "f4").Rows.Select(row => (row[0], row[1], row[2])).First().ShouldBe(("Trẻ em dưới 16 tuổi", "4500", "45"));
        Field(sum, "f4").Rows.Count.ShouldBe(5);
        Field(sum, "f4").Rows[4][1].ShouldBe($"{4500 + (4 * 9)}");
        // The same source written in other letters is one row; its decimals add up.
        Field(sum, "f8").Rows.ShouldHaveSingleItem()[1].ShouldBe("49.5");
        Field(sum, "f1").Texts.Count.ShouldBe(9);
        Field(sum, "f9").Texts.Count.ShouldBe(2);
        Field(sum, "f7").Choices.Select(choice => choice.Times).ShouldBe([6, 3, 0]);
        Field(sum, "f7").Total.ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_who_save_or_decide_at_once_the_second_is_told()
    {
        await using var units = await UnitsDatabase.SeededAsync("sqlite");
        var real = new LangSonRound(units.Database, new SettableTime(VietnamTime.At(new DateOnly(2019, 5, 10), new TimeOnly(9, 0))));
        await real.OpenAsync();
        var sheet = (await real.SheetsAsync(real.First))[3];
        await real.Desk.SaveAsync(sheet, LangSonRound.Draft(1), 0, LangSonRound.Writer);

        (await Should.ThrowAsync<ReportRefusedException>(() => real.Desk.SaveAsync(sheet, LangSonRound.Draft(2), 0, LangSonRound.Writer))).Raced.ShouldBeTrue();
        (await real.Queries.DraftAsync(sheet.Id))["f2"].ShouldBe("=1");
        await real.SubmitAsync((await real.Queries.SheetAsync(sheet.Id))!, 1);
        var submitted = (await real.Queries.SheetAsync(sheet.Id))!;
        await Should.ThrowAsync<ReportRefusedException>(() => real.Desk.SaveAsync(submitted, LangSonRound.Draft(3), submitted.Revision, LangSonRound.Writer));
        await real.Desk.AcceptAsync(submitted, LangSonRound.Department);
        await Should.ThrowAsync<ReportRefusedException>(() => real.Desk.AcceptAsync(submitted, LangSonRound.Department));
        await Should.ThrowAsync<ReportRefusedException>(() => real.Desk.ReturnAsync(submitted, "  ", LangSonRound.Department));

        // Each step left its event.
        var actions = await units.Database.ReadAsync(session => session.QueryAsync<string>("SELECT action FROM audit_event WHERE subject_type = 'report' ORDER BY id"));
        actions.ShouldBe(["report.drafted", "report.drafted", "report.submitted", "report.accepted"]);

        // A closed round takes nothing more.
        var other = (await real.SheetsAsync(real.First))[4];
        await real.Rounds.CloseAsync(real.First, "Đã tổng hợp", LangSonRound.Department);
        await Should.ThrowAsync<ReportRefusedException>(() => real.Desk.SaveAsync(other, LangSonRound.Draft(1), 0, LangSonRound.Writer));
    }

    private static bool IsLate(ReportSheet sheet) => LateDistricts.Any(name => sheet.Name.EndsWith(name, StringComparison.Ordinal)) || sheet.Name.StartsWith("Sở Giáo dục", StringComparison.Ordinal);

    private static RolledField Field(RollUp sum, string code) => sum.Fields.Single(field => field.Field.Code == code);

    private static async Task<IReadOnlyList<LevelShare>> SharesAsync(LangSonRound real, ReportRound round, DateOnly today) =>
        RoundStanding.Shares(await real.SheetsAsync(round), round.LastDay, today);
}
