using System.Globalization;
using Campaign111.Platform.Jobs;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Jobs;

public sealed class JobScheduleTests
{
    [Theory]
    [InlineData("2020-08-31T07:29:59+07:00", "2020-08-31T07:30:00+07:00")]
    [InlineData("2020-08-31T07:30:00+07:00", "2020-09-01T07:30:00+07:00")]
    [InlineData("2020-08-31T23:00:00Z", "2020-09-01T07:30:00+07:00")] // 06:00 of the next day in Vietnam
    [InlineData("2020-12-31T12:00:00Z", "2021-01-01T07:30:00+07:00")]
    [InlineData("2020-02-29T00:31:00Z", "2020-03-01T07:30:00+07:00")]
    public void A_daily_job_is_due_at_its_time_in_Vietnam_on_whichever_day_comes(string now, string next)
    {
        JobSchedule.Daily("sweep", "07:30").NextAfter(Instant(now)).ShouldBe(Instant(next));
    }

    [Theory]
    [InlineData(30, "2020-08-31T07:29:31+07:00", "2020-08-31T07:30:00+07:00")]
    [InlineData(30, "2020-08-31T07:30:00+07:00", "2020-08-31T07:30:30+07:00")]
    [InlineData(300, "2020-08-31T23:58:00+07:00", "2020-09-01T00:00:00+07:00")]
    [InlineData(6 * 3600, "2020-08-31T06:00:00+07:00", "2020-08-31T12:00:00+07:00")]
    public void An_interval_is_aligned_to_the_clock_in_Vietnam(int seconds, string now, string next)
    {
        JobSchedule.Every("dispatcher", TimeSpan.FromSeconds(seconds)).NextAfter(Instant(now)).ShouldBe(Instant(next));
    }

    [Theory]
    [InlineData(1, "0/1 * * * * ?")]
    [InlineData(30, "0/30 * * * * ?")]
    [InlineData(60, "0 0/1 * * * ?")]
    [InlineData(900, "0 0/15 * * * ?")]
    [InlineData(3600, "0 0 0/1 * * ?")]
    [InlineData(86400, "0 0 0 * * ?")]
    public void An_interval_becomes_a_cron_expression(int seconds, string cron)
    {
        JobSchedule.Every("tick", TimeSpan.FromSeconds(seconds)).Cron.ShouldBe(cron);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-30)]
    [InlineData(0.5)]
    [InlineData(7)]
    [InlineData(90)]
    [InlineData(7 * 60)]
    [InlineData(5 * 3600)]
    [InlineData(48 * 3600)]
    public void An_interval_that_engines_would_fire_at_different_times_is_refused(double seconds)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => JobSchedule.Every("tick", TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sweep")]
    [InlineData("the sweep")]
    public void A_name_that_is_no_plain_identifier_is_refused(string name)
    {
        Should.Throw<ArgumentException>(() => JobSchedule.Daily(name, "07:30"));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
