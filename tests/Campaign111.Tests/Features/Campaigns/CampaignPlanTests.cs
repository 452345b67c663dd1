using Campaign111.Features.Campaigns;

namespace Campaign111.Tests.Features.Campaigns;

public class CampaignPlanTests
{
    private const string Nation = "/1/";
    private const string Province = "/1/70/";
    private const string District = "/1/70/693/";
    private const string Commune = "/1/70/693/25318/";
    private static readonly DateOnly Start = new(2020, 7, 28);

    [Theory]
    [InlineData(27, 0)]
    [InlineData(28, 25)]
    [InlineData(29, 50)]
    [InlineData(31, 100)]
    [InlineData(32, 100)]
    [InlineData(1, 0)]
    public void The_straight_line_expects_its_share_from_the_first_day_to_all_on_the_last(int dayOfJuly, int percent)
    {
        var last = Own(Province, new DateOnly(2020, 7, 31));
        Plan([last]).ExpectedPercent(new DateOnly(2020, 7, 1).AddDays(dayOfJuly - 1), last).ShouldBe(percent);
    }

    [Fact]
    public void A_campaign_of_one_day_expects_all_on_it()
    {
        var last = Own(Province, Start);
        var plan = Plan([last]);
        plan.ExpectedPercent(Start.AddDays(-1), last).ShouldBe(0);
        plan.ExpectedPercent(Start, last).ShouldBe(100);
    }

    [Fact]
    public void Milestones_bend_the_line()
    {
        var last = Own(Province, new DateOnly(2020, 8, 6));
        var plan = Plan([last], new Milestone(new DateOnly(2020, 8, 1), 80), new Milestone(new DateOnly(2020, 7, 30), 10));
        plan.ExpectedPercent(new DateOnly(2020, 7, 30), last).ShouldBe(10);
        plan.ExpectedPercent(new DateOnly(2020, 7, 31), last).ShouldBe(45);
        plan.ExpectedPercent(new DateOnly(2020, 8, 1), last).ShouldBe(80);
        plan.ExpectedPercent(new DateOnly(2020, 8, 2), last).ShouldBe(84);
    }

    [Fact]
    public void A_milestone_on_or_after_an_earlier_own_last_day_does_not_count()
    {
        var last = Own(Commune, new DateOnly(2020, 7, 31));
        var plan = Plan([last], new Milestone(new DateOnly(2020, 7, 31), 40), new Milestone(new DateOnly(2020, 8, 20), 90));
        plan.ExpectedPercent(new DateOnly(2020, 7, 29), last).ShouldBe(50);
        plan.ExpectedPercent(new DateOnly(2020, 7, 31), last).ShouldBe(100);
    }

    [Fact]
    public void Without_a_deadline_nothing_is_expected() => Plan([]).ExpectedPercent(Start, null).ShouldBeNull();

    [Fact]
    public void The_expected_percent_never_falls()
    {
        var last = Own(Province, new DateOnly(2020, 9, 29));
        var plan = Plan([last], new Milestone(new DateOnly(2020, 8, 10), 30), new Milestone(new DateOnly(2020, 8, 31), 75));
        var line = Enumerable.Range(-3, 80).Select(day => plan.ExpectedPercent(Start.AddDays(day), last)!.Value).ToList();
        line.ShouldBe(line.Order());
        line.ShouldAllBe(percent => percent >= 0 && percent <= 100);
    }

    [Fact]
    public void A_unit_sees_the_nearest_deadline_and_a_superior_its_own()
    {
        var plan = Plan([Own(Nation, new(2020, 8, 31)), Own(Province, new(2020, 9, 29)), Own(Commune, new(2020, 9, 10))]);
        plan.DeadlineOf(Commune)!.LastDay.ShouldBe(new DateOnly(2020, 9, 10));
        plan.DeadlineOf(Commune, District)!.LastDay.ShouldBe(new DateOnly(2020, 9, 29));
        plan.DeadlineOf(Commune, Nation)!.LastDay.ShouldBe(new DateOnly(2020, 8, 31));
        plan.DeadlineOf("/1/70/694/")!.LastDay.ShouldBe(new DateOnly(2020, 9, 29));
        Plan([]).DeadlineOf(Commune).ShouldBeNull();
    }

    [Fact]
    public void A_dispatch_that_names_units_binds_only_those()
    {
        var named = new DeadlineInForce("", new(2020, 9, 1), 70, Province, "12/UBND", District);
        var plan = Plan([Own(Province, new(2020, 9, 29)), named]);
        plan.DeadlineOf(Commune)!.LastDay.ShouldBe(new DateOnly(2020, 9, 1));
        plan.DeadlineOf(Commune, Province)!.LastDay.ShouldBe(new DateOnly(2020, 9, 1));
        plan.DeadlineOf("/1/70/694/25000/")!.LastDay.ShouldBe(new DateOnly(2020, 9, 29));
        plan.DeadlineOf(Province)!.LastDay.ShouldBe(new DateOnly(2020, 9, 29));
    }

    internal static DeadlineInForce Own(string path, DateOnly lastDay) =>
        new("", lastDay, Campaign111.Features.Hierarchy.UnitPath.Ids(path)[^1], path, null);

    internal static CampaignPlan Plan(IEnumerable<DeadlineInForce> deadlines, params Milestone[] milestones) =>
        new(new Campaign { Id = 1, UnitId = 70, UnitPath = Province, StartsOn = Start, TreeDate = Start }, deadlines, milestones);
}
