using Campaign111.Features.Coverage;

namespace Campaign111.Tests.Features.Coverage;

public class RuleTests
{
    [Theory]
    [InlineData("", false, false)]
    [InlineData("reached", true, true)]
    [InlineData("absent", false, false)]
    [InlineData("absent absent", false, false)]
    [InlineData("absent absent absent", false, true)]
    [InlineData("absent absent absent absent", false, true)]
    [InlineData("refused", false, true)]
    [InlineData("vacant", false, true)]
    [InlineData("vacant absent", false, false)]
    [InlineData("absent refused absent absent", false, true)]
    [InlineData("absent absent vacant", false, true)]
    [InlineData("refused reached", true, true)]
    [InlineData("reached absent", true, true)]
    [InlineData("reached vacant refused", true, true)]
    public void A_household_is_reached_by_any_reached_visit_and_settled_by_its_last_one(string outcomes, bool reached, bool settled)
    {
        var state = HouseholdRule.Of(Visits(outcomes));

        state.IsReached.ShouldBe(reached);
        state.Settled.ShouldBe(settled);
    }

    [Fact]
    public void The_first_reached_visit_counts_whatever_order_the_visits_arrived_in()
    {
        var visits = Visits("absent reached reached absent").ToList();

        foreach (var order in new[] { visits, [.. visits.AsEnumerable().Reverse()], [visits[2], visits[0], visits[3], visits[1]] })
        {
            HouseholdRule.Of(order).ReachedKey.ShouldBe(visits[1].Key);
            HouseholdRule.Of(order).ReachedOn.ShouldBe(visits[1].Day);
            HouseholdRule.Of(order).LastOutcome.ShouldBe(CoverageOutcome.Absent);
        }
    }

    [Theory]
    [InlineData("reached", 7, 7)]
    [InlineData("vacant", 0, 7)]
    [InlineData("refused", 0, 7)]
    [InlineData("absent", 0, 0)]
    public void A_tally_counts_its_households(string outcome, long reached, long settled)
    {
        CoverageCodes.TryOutcome(outcome, out var parsed).ShouldBeTrue();
        TallyRule.Reached(parsed, 7).ShouldBe(reached);
        TallyRule.Settled(parsed, 7).ShouldBe(settled);
    }

    [Theory]
    [InlineData("2020-09-01T08:00:00+07:00", "2020-09-01", false, false)]
    [InlineData("2020-09-01T09:01:00+07:00", "2020-09-01", false, false)]
    [InlineData("2020-08-31T18:30:00Z", "2020-09-01", false, false)]
    [InlineData("2020-08-31T08:00:00", "2020-08-31", false, false)]
    [InlineData("2020-07-28T00:00:00+07:00", "2020-07-28", false, true)]
    [InlineData("2020-07-27T23:59:59+07:00", "2020-09-01", true, false)]
    [InlineData("2020-09-01T09:30:00+07:00", "2020-09-01", true, false)]
    [InlineData("2031-01-01T00:00:00+07:00", "2020-09-01", true, false)]
    [InlineData("1970-01-01T00:00:00Z", "2020-09-01", true, false)]
    [InlineData("0001-01-01T00:00:00", "2020-09-01", true, false)]
    [InlineData("9999-12-31T23:59:59-11:00", "2020-09-01", true, false)]
    [InlineData("hôm qua", "2020-09-01", true, false)]
    [InlineData(null, "2020-09-01", true, false)]
    public void A_wrong_clock_counts_on_the_received_day(string? captured, string day, bool wrong, bool late)
    {
        var capture = CaptureClock.Judge(captured, CoverageWorld.Now, CoverageWorld.Start);

        capture.Day.ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        capture.WrongClock.ShouldBe(wrong);
        capture.LateSent.ShouldBe(late);
    }

    private static IEnumerable<Visit> Visits(string outcomes) =>
        outcomes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((code, index) =>
        {
            CoverageCodes.TryOutcome(code, out var outcome).ShouldBeTrue();
            return new Visit(Guid.CreateVersion7(), outcome, CoverageWorld.Start.AddDays(index), CoverageWorld.Now.AddDays(index), index);
        });
}
