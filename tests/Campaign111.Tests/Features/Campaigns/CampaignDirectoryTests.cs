using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Infrastructure;
using static Campaign111.Tests.Features.Campaigns.CampaignsDatabase;

namespace Campaign111.Tests.Features.Campaigns;

public class CampaignDirectoryTests
{
    [Theory, OnEachDatabase]
    public async Task The_demo_holds_both_dispatches_and_their_deadlines(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        await test.LoadDemoAsync();
        await test.LoadDemoAsync();

        var campaign = (await test.Directory.FindAsync("binh-phuoc-2020")).ShouldNotBeNull();
        campaign.IsIllustrative.ShouldBeTrue();
        (campaign.StartsOn, campaign.TreeDate, campaign.OnPaceGap, campaign.BehindGap, campaign.SilentDays)
            .ShouldBe((new DateOnly(2020, 7, 28), new DateOnly(2020, 7, 28), 5m, 20m, 7));
        var plan = await test.Directory.PlanAsync(campaign.Id);
        var commune = await test.UnitAsync("25318");
        plan.DeadlineOf(commune.Path).ShouldBe(new DeadlineInForce("trước ngày 30/9/2020", new(2020, 9, 29), campaign.UnitId, campaign.UnitPath, "2530/UBND-KGVX"));
        plan.DeadlineOf(commune.Path, (await test.NationAsync()).Path)!.LastDay.ShouldBe(new DateOnly(2020, 8, 31));
        (await test.Units.ScalarAsync<int>("SELECT COUNT(*) FROM task")).ShouldBe(6);
        (await test.Units.ScalarAsync<int>("SELECT COUNT(*) FROM deadline WHERE later_than IS NOT NULL AND reason IS NOT NULL")).ShouldBe(1);
        (await test.Units.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'dispatch.entered'")).ShouldBe(2);
    }

    [Theory, OnEachDatabase]
    public async Task A_campaign_is_found_from_its_units_and_from_above_but_not_beside(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var id = await test.CampaignAsync();
        foreach (var path in new[] { "/", (await test.NationAsync()).Path, (await test.UnitAsync("70")).Path, (await test.UnitAsync("25318")).Path })
        {
            (await test.Directory.AtAsync(path)).Select(campaign => campaign.Id).ShouldBe([id], path);
        }

        (await test.Directory.AtAsync((await test.UnitAsync("20")).Path)).ShouldBeEmpty();
        (await test.Directory.FindAsync("khong-co")).ShouldBeNull();
        (await test.Directory.FindAsync(id + 1)).ShouldBeNull();
    }

    [Theory, OnEachDatabase]
    public async Task Milestones_replace_one_another_and_bad_ones_leave_the_old(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var id = await test.CampaignAsync();
        await test.Dispatches.EnterAsync(Draft(id, await test.UnitAsync("70"), "1/UBND", "đến hết ngày 29/9/2020", new(2020, 9, 29)), Actor.System);
        Milestone[] first = [new(new(2020, 8, 10), 30.5m), new(new(2020, 8, 31), 75)];
        await test.Service.SetMilestonesAsync(id, first, Actor.System);
        (await test.Directory.PlanAsync(id)).Milestones.ShouldBe(first);

        Milestone[][] refused =
        [
            [new(new(2020, 8, 10), 50), new(new(2020, 8, 20), 50)],
            [new(new(2020, 8, 10), 50), new(new(2020, 8, 10), 60)],
            [new(new(2020, 7, 27), 50)],
            [new(new(2020, 9, 30), 50)],
            [new(new(2020, 9, 29), 90)],
            [new(new(2020, 8, 10), 101)],
            [new(new(2020, 8, 10), -1)],
        ];
        foreach (var milestones in refused)
        {
            await Should.ThrowAsync<CampaignRuleException>(() => test.Service.SetMilestonesAsync(id, milestones, Actor.System));
        }

        (await test.Directory.PlanAsync(id)).Milestones.ShouldBe(first);
        await test.Service.SetMilestonesAsync(id, [new(new(2020, 9, 29), 100)], Actor.System);
        await test.Service.SetMilestonesAsync(id, [], Actor.System);
        (await test.Directory.PlanAsync(id)).Milestones.ShouldBeEmpty();
        (await test.Units.ScalarAsync<int>("SELECT COUNT(*) FROM milestone")).ShouldBe(3);
    }

    [Theory, OnEachDatabase]
    public async Task A_campaigns_address_is_its_own_and_readable(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        await test.CampaignAsync("mot-hai");
        foreach (var slug in new[] { "mot-hai", "new", "Một Hai", "a", "a/b", "-ab", "deadline-proposal", "" })
        {
            (await Should.ThrowAsync<CampaignRuleException>(() => test.CampaignAsync(slug))).Problems.Single().Field.ShouldBe("Slug", slug);
        }
    }
}
