using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Infrastructure;
using static Campaign111.Tests.Features.Campaigns.CampaignsDatabase;

namespace Campaign111.Tests.Features.Campaigns;

public class DispatchServiceTests
{
    private static readonly DateOnly National = new(2020, 8, 31);
    private static readonly DateOnly Provincial = new(2020, 9, 29);

    [Theory, OnEachDatabase]
    public async Task The_province_enters_its_dispatch_under_the_nations_and_is_flagged(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var campaign = await test.CampaignAsync();
        var (parent, first) = await test.Dispatches.EnterAsync(Draft(campaign, await test.NationAsync(), "275/TE-TVDVTT", "đến hết tháng 8 năm 2020", National), Actor.System);
        var draft = Draft(campaign, await test.UnitAsync("70"), "2530/UBND-KGVX", "trước ngày 30/9/2020", Provincial, parent: parent);
        var refused = await Should.ThrowAsync<CampaignRuleException>(() => test.Dispatches.EnterAsync(draft, Actor.System));
        var (_, second) = await test.Dispatches.EnterAsync(
            Draft(campaign, await test.UnitAsync("70"), "2530/UBND-KGVX", "trước ngày 30/9/2020", Provincial, "Đến muộn", parent), Actor.System);

        refused.Problems.Single().Field.ShouldBe("Reason");
        first.ShouldBe(new GovernanceDecision(DeadlineState.InForce));
        second.ShouldBe(new GovernanceDecision(DeadlineState.InForce, National));
        (await test.Units.ScalarAsync<int>("SELECT COUNT(*) FROM dispatch")).ShouldBe(2);
    }

    [Theory, OnEachDatabase]
    public async Task An_amendment_supersedes_and_keeps_the_history(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var campaign = await test.CampaignAsync();
        var province = await test.UnitAsync("70");
        var (first, _) = await test.Dispatches.EnterAsync(Draft(campaign, province, "1/UBND", "đến hết ngày 20/9/2020", new(2020, 9, 20)), Actor.System);
        var (second, _) = await test.Dispatches.EnterAsync(Draft(campaign, province, "2/UBND", amends: first), Actor.System);
        (await test.Directory.PlanAsync(campaign)).DeadlineOf(province.Path)!.Document.ShouldBe("1/UBND");
        var (third, _) = await test.Dispatches.EnterAsync(Draft(campaign, province, "3/UBND", "trước ngày 30/9/2020", Provincial, amends: second), Actor.System);

        (await test.Directory.PlanAsync(campaign)).DeadlineOf(province.Path)!.ShouldBe(
            new DeadlineInForce("trước ngày 30/9/2020", Provincial, province.Id, province.Path, "3/UBND"));
        (await test.Units.ScalarAsync<string>("SELECT wording FROM deadline WHERE state = 'superseded' AND superseded_by IS NOT NULL")).ShouldBe("đến hết ngày 20/9/2020");
        (await test.Units.ScalarAsync<int>("SELECT COUNT(*) FROM dispatch")).ShouldBe(3);
        (await Should.ThrowAsync<CampaignRuleException>(() => test.Dispatches.EnterAsync(Draft(campaign, province, "4/UBND", amends: second), Actor.System)))
            .Problems.Single().Notice.Vi.ShouldContain("bản mới nhất");
        third.ShouldBeGreaterThan(second);
    }

    [Theory, OnEachDatabase]
    public async Task A_dispatch_that_names_units_binds_only_them_until_an_amendment_names_others(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var campaign = await test.CampaignAsync();
        var (province, named, other) = (await test.UnitAsync("70"), await test.UnitAsync("693"), await test.UnitAsync("695"));
        await test.Dispatches.EnterAsync(Draft(campaign, province, "1/UBND", "trước ngày 30/9/2020", Provincial), Actor.System);
        var (second, _) = await test.Dispatches.EnterAsync(Draft(campaign, province, "2/UBND", "đến hết tháng 8 năm 2020", National, bound: [named]), Actor.System);
        var plan = await test.Directory.PlanAsync(campaign);
        (plan.DeadlineOf(named.Path)!.LastDay, plan.DeadlineOf(other.Path)!.LastDay).ShouldBe((National, Provincial));

        await test.Dispatches.EnterAsync(Draft(campaign, province, "3/UBND", "đến hết tháng 8 năm 2020", National, amends: second, bound: [other]), Actor.System);
        plan = await test.Directory.PlanAsync(campaign);
        (plan.DeadlineOf(named.Path)!.LastDay, plan.DeadlineOf(other.Path)!.LastDay).ShouldBe((Provincial, National));
    }

    [Theory, OnEachDatabase]
    public async Task What_is_wrong_is_named_field_by_field_and_nothing_stays(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var campaign = await test.CampaignAsync();
        var province = await test.UnitAsync("70");
        await test.Dispatches.EnterAsync(Draft(campaign, province, "1/UBND"), Actor.System);
        (DispatchDraft Draft, string Field)[] wrong =
        [
            (Draft(campaign, province, ""), "Number"),
            (Draft(campaign, province, "1/UBND"), "Number"),
            (Draft(campaign, province, "2/UBND", "trước ngày 30/9/2020"), "LastDay"),
            (Draft(campaign, province, "2/UBND", null, Provincial), "Wording"),
            (Draft(campaign, province, "2/UBND", "trước ngày 28/7/2020", new(2020, 7, 27)), "LastDay"),
            (Draft(campaign, await test.UnitAsync("20"), "2/UBND"), "Unit"),
            (Draft(campaign, province, "2/UBND", bound: [await test.UnitAsync("20")]), "Bound"),
            (Draft(campaign, province, "2/UBND", parent: 999), "ParentId"),
            (Draft(campaign, province, "2/UBND", amends: 999), "AmendsId"),
        ];
        foreach (var (draft, field) in wrong)
        {
            (await Should.ThrowAsync<CampaignRuleException>(() => test.Dispatches.EnterAsync(draft, Actor.System))).Problems.Select(problem => problem.Field).ShouldContain(field);
        }

        (await test.Units.ScalarAsync<int>("SELECT COUNT(*) FROM dispatch")).ShouldBe(1);
    }
}
