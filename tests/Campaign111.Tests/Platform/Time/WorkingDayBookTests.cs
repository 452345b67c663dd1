using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Platform.Time;

public class WorkingDayBookTests
{
    private static readonly DateOnly NationalDay = new(2020, 9, 2);

    [Theory, OnEachDatabase]
    public async Task The_seed_is_brought_in_once_and_leaves_an_administrators_changes_alone(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (book, seed, settings) = Make(test);
        await seed.RunAsync(default);
        (await book.LoadAsync()).IsWorkingDay(NationalDay).ShouldBeFalse();

        await book.SetAsync(new SpecialDay(NationalDay, SpecialDayKind.Ordinary, "Quốc khánh", "National Day", "bỏ để thử"), Actor.System);
        await settings.SetAsync("holidays.seed", "an older file");
        await seed.RunAsync(default);
        await seed.RunAsync(default);

        (await book.LoadAsync()).IsWorkingDay(NationalDay).ShouldBeTrue();
        var seeded = await test.Database.ReadAsync(session => session.QueryAsync<string>("SELECT after_json FROM audit_event WHERE action = 'special-day.seeded' ORDER BY id"));
        seeded.ShouldBe(["{\"days\":133}", "{\"days\":0}"]);
    }

    [Theory, OnEachDatabase]
    public async Task What_an_administrator_enters_holds_at_once_and_leaves_an_audit_event(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (book, _, _) = Make(test);
        (await book.LoadAsync()).IsWorkingDay(new DateOnly(2020, 9, 3)).ShouldBeTrue();

        await book.SetAsync(new SpecialDay(new DateOnly(2020, 9, 3), SpecialDayKind.Swap, "Nghỉ bão", "Storm", "Thông báo của tỉnh"), new Actor(null, "quantri"));
        await book.SetQuietAsync(QuietHours.Parse("20:00-06:00")!, new Actor(null, "quantri"));

        var days = await book.LoadAsync();
        days.IsWorkingDay(new DateOnly(2020, 9, 3)).ShouldBeFalse();
        days.Find(new DateOnly(2020, 9, 3))!.ByHand.ShouldBeTrue();
        days.Quiet.ToString().ShouldBe("20:00-06:00");
        (await book.OfYearAsync(2020)).Single().Name.ShouldBe("Nghỉ bão");
        var actions = await test.Database.ReadAsync(session => session.QueryAsync<string>("SELECT action FROM audit_event ORDER BY id"));
        actions.ShouldBe(["special-day.set", "quiet-hours.set"]);
    }

    private static (WorkingDayBook Book, HolidaySeed Seed, Settings Settings) Make(TestDatabase test)
    {
        var time = new SettableTime(new DateTimeOffset(2020, 9, 1, 1, 0, 0, TimeSpan.Zero));
        var settings = new Settings(test.Database);
        var book = new WorkingDayBook(test.Database, settings, new AuditLog(time), time);
        return (book, new HolidaySeed(test.Database, settings, book, new AuditLog(time), time), settings);
    }
}
