using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using static Campaign111.Tests.Features.Campaigns.CampaignsDatabase;

namespace Campaign111.Tests.Features.Campaigns;

public class DeadlineServiceTests
{
    private static readonly DateOnly Provincial = new(2020, 9, 29);

    [Theory, OnEachDatabase]
    public async Task An_earlier_date_counts_at_once_and_a_later_one_after_the_superiors_word(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var (campaign, commune) = await SetAsync(test);
        (await test.Deadlines.SetOwnAsync(campaign, commune, null, new(2020, 9, 15), null, Actor.System)).State.ShouldBe(DeadlineState.InForce);
        var decision = await test.Deadlines.SetOwnAsync(campaign, commune, "đến hết ngày 5/10/2020", new(2020, 10, 5), "Lũ", Actor.System);
        decision.State.ShouldBe(DeadlineState.Proposed);
        await LastDayAsync(test, campaign, commune, new(2020, 9, 15));

        var proposed = await IdAsync(test, "proposed");
        (await test.Deadlines.ApproverPathAsync(campaign, proposed)).ShouldBe((await test.UnitAsync("70")).Path);
        await test.Deadlines.DecideAsync(campaign, proposed, approve: true, null, Actor.System);

        await LastDayAsync(test, campaign, commune, new(2020, 10, 5));
        (await test.Directory.PlanAsync(campaign)).DeadlineOf(commune.Path, (await test.UnitAsync("70")).Path)!.LastDay.ShouldBe(Provincial);
        (await test.Queries.BookAsync(campaign)).Deadlines.Select(item => item.State).ShouldBe(["in-force", "superseded", "in-force"]);
        await Should.ThrowAsync<CampaignRuleException>(() => test.Deadlines.DecideAsync(campaign, proposed, approve: true, null, Actor.System));
        await LastDayAsync(test, campaign, commune, new(2020, 10, 5));
    }

    [Theory, OnEachDatabase]
    public async Task A_refused_date_binds_nobody_and_stays_in_the_history(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var (campaign, commune) = await SetAsync(test);
        await test.Deadlines.SetOwnAsync(campaign, commune, null, new(2020, 10, 5), "Lũ", Actor.System);
        var id = await IdAsync(test, "proposed");
        await Should.ThrowAsync<CampaignRuleException>(() => test.Deadlines.DecideAsync(campaign, id, approve: false, " ", Actor.System));
        await test.Deadlines.DecideAsync(campaign, id, approve: false, "Tỉnh cần số liệu trước 30/9", Actor.System);

        await LastDayAsync(test, campaign, commune, Provincial);
        var item = (await test.Queries.BookAsync(campaign)).Deadlines[0];
        (item.Standing, item.DecisionNote, item.LaterThan).ShouldBe((DeadlineState.Refused, "Tỉnh cần số liệu trước 30/9", Provincial));
        (await test.Units.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'deadline.refused'")).ShouldBe(1);
    }

    [Theory, OnEachDatabase]
    public async Task A_new_proposal_replaces_the_one_that_waits(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var (campaign, commune) = await SetAsync(test);
        await test.Deadlines.SetOwnAsync(campaign, commune, null, new(2020, 10, 5), "Lũ", Actor.System);
        var first = await IdAsync(test, "proposed");
        await test.Deadlines.SetOwnAsync(campaign, commune, null, new(2020, 10, 2), "Lũ", Actor.System);
        await Should.ThrowAsync<CampaignRuleException>(() => test.Deadlines.DecideAsync(campaign, first, approve: true, null, Actor.System));
        await test.Deadlines.SetOwnAsync(campaign, commune, null, new(2020, 9, 1), null, Actor.System);
        (await test.Units.ScalarAsync<int>("SELECT COUNT(*) FROM deadline WHERE state = 'proposed'")).ShouldBe(0);
        await LastDayAsync(test, campaign, commune, new(2020, 9, 1));
    }

    [Theory, OnEachDatabase]
    public async Task Provinces_foreign_units_and_other_campaigns_are_refused(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var (campaign, commune) = await SetAsync(test);
        foreach (var code in new[] { "70", "20" })
        {
            var unit = await test.UnitAsync(code);
            await Should.ThrowAsync<CampaignRuleException>(() => test.Deadlines.SetOwnAsync(campaign, unit, null, new(2020, 9, 1), null, Actor.System));
        }

        var foreign = await test.UnitAsync("178");
        await Should.ThrowAsync<CampaignRuleException>(() => test.Deadlines.SetOwnAsync(campaign, foreign, null, new(2020, 9, 1), null, Actor.System));
        await test.Deadlines.SetOwnAsync(campaign, commune, null, new(2020, 10, 5), "Lũ", Actor.System);
        var other = await test.CampaignAsync("chien-dich-khac");
        var id = await IdAsync(test, "proposed");
        await Should.ThrowAsync<NotFoundException>(() => test.Deadlines.DecideAsync(other, id, approve: true, null, Actor.System));
    }

    [Theory, OnEachDatabase]
    public async Task Words_on_a_task_add_up_and_the_newest_is_shown(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var (campaign, _) = await SetAsync(test);
        var dispatch = (await test.Queries.BookAsync(campaign)).Dispatches.Single().Id;
        await test.Tasks.AddAsync(campaign, dispatch, new TaskDraft("In tờ rơi", [(null, "Sở LĐTBXH"), (null, "Sở GDĐT"), (null, "SỞ GDĐT")]), Actor.System);
        var share = (await test.Queries.BookAsync(campaign)).Tasks[1];
        (share.Name, share.Number, share.Progress).ShouldBe(("Sở GDĐT", 1, TaskState.NotStarted));
        await test.Tasks.MarkAsync(campaign, share.Id, TaskState.UnderWay, "đang in", Actor.System);
        await test.Tasks.MarkAsync(campaign, share.Id, TaskState.Done, null, Actor.System);

        (await test.Queries.BookAsync(campaign)).Tasks.Select(task => task.Progress).ShouldBe([TaskState.NotStarted, TaskState.Done]);
        (await test.Units.ScalarAsync<int>("SELECT COUNT(*) FROM task_progress")).ShouldBe(2);
        await Should.ThrowAsync<NotFoundException>(() => test.Tasks.MarkAsync(campaign + 1, share.Id, TaskState.Done, null, Actor.System));
        await Should.ThrowAsync<CampaignRuleException>(() => test.Tasks.AddAsync(campaign, dispatch, new TaskDraft("", []), Actor.System));
    }

    private static async Task<(long Campaign, Unit Commune)> SetAsync(CampaignsDatabase test)
    {
        var campaign = await test.CampaignAsync();
        await test.Dispatches.EnterAsync(Draft(campaign, await test.UnitAsync("70"), "1/UBND", "trước ngày 30/9/2020", Provincial), Actor.System);
        return (campaign, await test.UnitAsync("25318"));
    }

    private static async Task LastDayAsync(CampaignsDatabase test, long campaign, Unit unit, DateOnly expected) =>
        (await test.Directory.PlanAsync(campaign)).DeadlineOf(unit.Path)!.LastDay.ShouldBe(expected);

    private static Task<long> IdAsync(CampaignsDatabase test, string state) =>
        test.Units.ScalarAsync<long>("SELECT MAX(id) FROM deadline WHERE state = @state", new { state });
}
