using Campaign111.Features.Coverage;
using Campaign111.Features.Dashboards.Forecasts;

namespace Campaign111.Tests.Features.Dashboards.Forecasts;

public class ForecasterTests
{
    private static readonly DateOnly Today = new(2020, 9, 1);

    [Fact]
    public void A_steady_pace_goes_on()
    {
        var forecast = Forecaster.Of(Each(30, 10), 500, 300, Today, Today.AddDays(9));

        (forecast.Done, forecast.DaysLate, forecast.ExpectedAtLastDay, forecast.WhyNone).ShouldBe((Today.AddDays(19), 10, 80m, null));
        forecast.Early!.Value.ShouldBeLessThan(forecast.Done!.Value);
        forecast.Late!.Value.ShouldBeGreaterThan(forecast.Done!.Value);
    }

    [Fact]
    public void One_great_day_promises_no_second_one()
    {
        var days = Each(30, 10).ToList();
        days[25] = new CoverageDay { Day = days[25].Day, Reached = 400 };

        // At the mean of all days it would be done in 14 days; at that of the others, in 31.
        Forecaster.Of(days, 1000, 690, Today, null).Done!.Value.ShouldBeInRange(Today.AddDays(25), Today.AddDays(30));
    }

    [Fact]
    public void Weekends_without_visits_are_no_standstill()
    {
        var days = Each(28, 14).Select(day => day.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? new CoverageDay { Day = day.Day } : day).ToList();

        Forecaster.Of(days, 480, 280, Today, null).Done.ShouldBe(Today.AddDays(19));
    }

    [Fact]
    public void Households_that_settle_otherwise_are_not_waited_for()
    {
        // Of 200 reached and 50 settled otherwise: each reached one brings a quarter with it.
        Forecaster.Of(Each(20, 10), 500, 250, Today, null).Done.ShouldBe(Today.AddDays(19));
    }

    [Fact]
    public void What_stands_still_has_no_day()
    {
        var days = Each(60, 0).ToList();
        for (var i = 0; i < 5; i++)
        {
            days[i] = new CoverageDay { Day = days[i].Day, Reached = 10 };
            days[59 - i] = new CoverageDay { Day = days[59 - i].Day, Reached = 1 };
        }

        var forecast = Forecaster.Of(days, 100_000, 55, Today, Today.AddDays(20));

        (forecast.Done, forecast.Late, forecast.DaysLate, forecast.WhyNone).ShouldBe((null, null, null, null));
        forecast.ExpectedAtLastDay!.Value.ShouldBeLessThan(1);
    }

    [Fact]
    public void It_says_why_there_is_none()
    {
        Forecaster.Of(Each(30, 10), null, 300, Today, Today).WhyNone.ShouldBe("chưa có chỉ tiêu số hộ");
        Forecaster.Of(Each(30, 10), 0, 0, Today, Today).WhyNone.ShouldBe("chưa có chỉ tiêu số hộ");
        Forecaster.Of(Each(30, 10), 300, 300, Today, Today).WhyNone.ShouldBe("đã hoàn thành");
        Forecaster.Of([], 300, 0, Today, Today).WhyNone.ShouldBe("chưa bắt đầu");
        Forecaster.Of(Each(6, 10), 300, 60, Today, Today).WhyNone.ShouldBe("còn quá ít ngày có số liệu");
        // What is reached today says nothing yet of a day.
        Forecaster.Of([new CoverageDay { Day = Today, Reached = 9 }], 300, 9, Today, Today).WhyNone.ShouldBe("chưa bắt đầu");
    }

    [Fact]
    public void The_same_days_give_the_same_band()
    {
        var (first, second) = (SyntheticHistory.Of("bursty", 3).At(0.5).Forecast, SyntheticHistory.Of("bursty", 3).At(0.5).Forecast);

        first.ShouldBe(second);
        first.Early!.Value.ShouldBeLessThan(first.Late!.Value);
    }

    /// <summary>The bounds of the table in tests/README.md: what the forecast is good for, and where nobody should trust it.</summary>
    [Theory]
    [InlineData("steady", 12, 75)]
    [InlineData("weekend-less", 12, 75)]
    [InlineData("one great day", 30, 50)]
    [InlineData("stop-and-go", 55, 25)]
    [InlineData("bursty", 55, 55)]
    public void On_invented_histories_it_errs_no_more_than_the_docs_say(string kind, double mostMedianError, double leastInBand)
    {
        foreach (var part in new[] { 0.25, 0.5, 0.75 })
        {
            var found = BackTest.Of(kind, part, 60);
            found.MedianError.ShouldBeLessThan(mostMedianError, $"{kind} at {part}: {found}");
            found.InBand.ShouldBeGreaterThan(leastInBand, $"{kind} at {part}: {found}");
        }
    }

    // The last so many days before today, each with so many households.
    private static List<CoverageDay> Each(int days, long reached) => [.. Enumerable.Range(0, days).Select(i => new CoverageDay { Day = Today.AddDays(i - days), Reached = reached })];
}
