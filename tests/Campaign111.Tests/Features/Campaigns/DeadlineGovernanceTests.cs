using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using static Campaign111.Tests.Features.Campaigns.CampaignPlanTests;

namespace Campaign111.Tests.Features.Campaigns;

public class DeadlineGovernanceTests
{
    private static readonly Unit Nation = new() { Id = 1, Level = UnitLevel.Nation, Path = "/1/" };
    private static readonly Unit Province = new() { Id = 70, Level = UnitLevel.Province, Path = "/1/70/" };
    private static readonly Unit District = new() { Id = 693, Level = UnitLevel.District, Path = "/1/70/693/" };
    private static readonly Unit Commune = new() { Id = 25318, Level = UnitLevel.Commune, Path = "/1/70/693/25318/" };
    private static readonly DateOnly National = new(2020, 8, 31);
    private static readonly DateOnly Provincial = new(2020, 9, 29);

    [Fact]
    public void The_province_may_be_later_than_the_nation_with_a_reason_and_flagged()
    {
        var plan = Plan([Own(Nation.Path, National)]);

        Judge(plan, Province, Provincial, "Văn bản của Cục đến ngày 2/6").ShouldBe(new GovernanceDecision(DeadlineState.InForce, National));
        var refused = Judge(plan, Province, Provincial, " ");
        refused.State.ShouldBeNull();
        refused.Problem!.Vi.ShouldContain("muộn hơn 31/8/2020");
    }

    [Theory]
    [InlineData(28)]
    [InlineData(29)]
    public void Below_the_province_an_earlier_or_the_same_date_is_free(int dayOfSeptember)
    {
        var plan = Plan([Own(Nation.Path, National), Own(Province.Path, Provincial)]);
        foreach (var unit in new[] { District, Commune })
        {
            Judge(plan, unit, new DateOnly(2020, 9, dayOfSeptember), null).ShouldBe(new GovernanceDecision(DeadlineState.InForce));
        }
    }

    [Fact]
    public void Below_the_province_a_later_date_waits_for_the_superior()
    {
        var plan = Plan([Own(Province.Path, Provincial)]);
        Judge(plan, Commune, new(2020, 9, 30), "Lũ").ShouldBe(new GovernanceDecision(DeadlineState.Proposed, Provincial, Province.Path));
        Judge(plan, Commune, new(2020, 9, 30), null).Problem.ShouldNotBeNull();
    }

    [Fact]
    public void The_district_decides_up_to_the_provinces_date_and_the_province_beyond()
    {
        var plan = Plan([Own(Province.Path, Provincial), Own(District.Path, new(2020, 9, 15))]);
        Judge(plan, Commune, new(2020, 9, 20), "Lũ").ShouldBe(new GovernanceDecision(DeadlineState.Proposed, new(2020, 9, 15), District.Path));
        Judge(plan, Commune, new(2020, 10, 5), "Lũ").ApproverPath.ShouldBe(Province.Path);
    }

    [Fact]
    public void When_only_the_nations_date_is_passed_the_province_decides() =>
        Judge(Plan([Own(Nation.Path, National)]), Commune, Provincial, "Lũ").ShouldBe(
            new GovernanceDecision(DeadlineState.Proposed, National, Province.Path));

    [Fact]
    public void An_own_date_does_not_count_as_the_superiors() =>
        Judge(Plan([Own(Province.Path, Provincial), Own(Commune.Path, new(2020, 9, 1))]), Commune, new(2020, 9, 20), null)
            .ShouldBe(new GovernanceDecision(DeadlineState.InForce));

    [Fact]
    public void A_last_day_before_the_campaign_is_refused_except_the_nations()
    {
        Judge(Plan([]), Commune, new(2020, 7, 27), null).Problem!.Vi.ShouldContain("28/7/2020");
        Judge(Plan([]), Nation, new(2020, 7, 27), null).State.ShouldBe(DeadlineState.InForce);
    }

    private static GovernanceDecision Judge(CampaignPlan plan, Unit unit, DateOnly lastDay, string? reason) =>
        DeadlineGovernance.Judge(plan, unit, unit.Path, lastDay, reason);
}
