using System.Globalization;
using Campaign111.Platform.Time;

namespace Campaign111.Tests.Platform.Time;

public class WorkingDaysTests
{
    private static readonly WorkingDays Shipped = new(HolidaySeed.Read());

    [Theory]
    [InlineData("2020-09-01", true)]
    [InlineData("2020-09-02", false)] // National Day: one day until 2020
    [InlineData("2020-09-03", true)]
    [InlineData("2021-09-02", false)] // two days from 2021 (Labour Code 2019)
    [InlineData("2021-09-03", false)]
    [InlineData("2020-08-30", false)] // a Sunday
    [InlineData("2020-01-23", false)] // Tết of the year Canh Tý: 23 to 29 January
    [InlineData("2020-01-29", false)]
    [InlineData("2020-01-30", true)]
    [InlineData("2022-04-11", false)] // in lieu of Sunday 10 April
    [InlineData("2024-04-29", false)] // swapped
    [InlineData("2024-05-04", true)] // the Saturday worked for it
    [InlineData("2026-08-22", true)]
    [InlineData("2026-11-24", false)]
    [InlineData("2025-11-24", true)]
    public void Offices_work_on_the_days_of_the_yearly_notices(string day, bool works) => Shipped.IsWorkingDay(Day(day)).ShouldBe(works);

    [Theory]
    [InlineData("2020-09-01", 1, "2020-09-03")] // over National Day
    [InlineData("2020-08-28", 1, "2020-08-31")] // Friday to Monday
    [InlineData("2020-08-29", 1, "2020-08-31")] // from a Saturday as well
    [InlineData("2020-08-28", 3, "2020-09-03")]
    [InlineData("2020-01-22", 3, "2020-02-03")] // over Tết and a weekend
    [InlineData("2024-05-03", 1, "2024-05-04")] // a worked Saturday
    [InlineData("2020-09-03", -1, "2020-09-01")]
    [InlineData("2020-08-30", 0, "2020-08-30")]
    public void Working_days_are_counted_from_the_day_after(string from, int count, string to) => Shipped.AddWorkingDays(Day(from), count).ShouldBe(Day(to));

    [Fact]
    public void Each_year_has_its_eleven_days_and_the_notices_close_no_weekend_day()
    {
        var days = HolidaySeed.Read();
        for (var year = 2019; year <= 2027; year++)
        {
            // New Year, Tết, the Kings, 30 April, 1 May, National Day; Culture Day from 2026. Days in lieu of weekends make up the rest.
            var closed = days.Where(day => day.Day.Year == year && day.Kind is SpecialDayKind.Statutory or SpecialDayKind.Compensatory && day.Day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
            closed.Count(day => day.Day.Year == year).ShouldBe(year switch { 2019 or 2020 => 10, 2021 or 2022 or 2023 or 2024 or 2025 => 11, _ => 12 }, $"{year}");
        }

        days.Where(day => day.Kind == SpecialDayKind.Working).ShouldAllBe(day => day.Day.DayOfWeek == DayOfWeek.Saturday);
        days.Count(day => day.Kind == SpecialDayKind.Swap).ShouldBe(days.Count(day => day.Kind == SpecialDayKind.Working) - 1, "5/1/2019 was worked for a day of 2018");
        days.ShouldAllBe(day => day.Name.Length > 0 && day.NameEn.Length > 0 && day.Source.Length > 0);
    }

    [Fact]
    public void Working_days_between_count_the_last_day_and_not_the_first()
    {
        Shipped.CountBetween(Day("2020-08-31"), Day("2020-09-04")).ShouldBe(3);
        Shipped.CountBetween(Day("2020-09-04"), Day("2020-08-31")).ShouldBe(0);
        Shipped.NextWorkingDay(Day("2020-09-02")).ShouldBe(Day("2020-09-03"));
        Shipped.NextWorkingDay(Day("2020-09-03")).ShouldBe(Day("2020-09-03"));
        Shipped.PreviousWorkingDay(Day("2020-09-02")).ShouldBe(Day("2020-09-01"));
    }

    [Fact]
    public void A_calendar_without_working_days_is_an_error_not_an_endless_search()
    {
        var from = Day("2020-01-01");
        var closed = new WorkingDays(Enumerable.Range(0, 100).Select(offset => new SpecialDay(from.AddDays(offset), SpecialDayKind.Statutory, "nghỉ", "off", "thử")));

        Should.Throw<InvalidOperationException>(() => closed.NextWorkingDay(from));
    }

    [Theory]
    [InlineData("2020-09-01T20:59:59+07:00", "2020-09-01T20:59:59+07:00")]
    [InlineData("2020-09-01T21:00:00+07:00", "2020-09-02T07:00:00+07:00")]
    [InlineData("2020-09-01T23:30:00Z", "2020-09-02T07:00:00+07:00")] // 06:30 of the next day in Vietnam
    [InlineData("2020-09-02T00:00:00Z", "2020-09-02T07:00:00+07:00")]
    public void Nobody_is_written_to_in_quiet_hours(string instant, string allowed) =>
        QuietHours.Default.NextAllowed(Instant(instant)).ShouldBe(Instant(allowed));

    [Fact]
    public void Quiet_hours_are_read_as_written_and_may_be_none()
    {
        QuietHours.Parse("12:00 - 13:30").ShouldBe(new QuietHours(new TimeOnly(12, 0), new TimeOnly(13, 30)));
        QuietHours.Parse("12:00-13:30")!.NextAllowed(Instant("2020-09-01T12:15:00+07:00")).ShouldBe(Instant("2020-09-01T13:30:00+07:00"));
        QuietHours.Parse("07:00-07:00")!.IsQuiet(Instant("2020-09-01T07:00:00+07:00")).ShouldBeFalse();
        QuietHours.Parse("bảy giờ").ShouldBeNull();
        QuietHours.Parse(QuietHours.Default.ToString()).ShouldBe(QuietHours.Default);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
