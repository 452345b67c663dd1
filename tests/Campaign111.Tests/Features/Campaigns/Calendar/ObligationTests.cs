using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Campaigns.Calendar;

public class ObligationTests
{
    private static readonly DateOnly First = new(2020, 1, 1);
    private static readonly DateOnly Last = new(2020, 12, 31);

    [Theory, OnEachDatabase]
    public async Task A_commune_sees_the_deadlines_above_it_and_its_own_and_no_other_communes(string dialect)
    {
        await using var test = await CampaignsDatabase.CreateAsync(dialect);
        await test.LoadDemoAsync();
        var campaign = (await test.Directory.FindAsync("binh-phuoc-2020")).ShouldNotBeNull();
        foreach (var code in new[] { "25318", "25195" })
        {
            await test.Deadlines.SetOwnAsync(campaign.Id, await test.UnitAsync(code), "trước ngày 16/9/2020", new DateOnly(2020, 9, 15), null, Actor.System);
        }

        var commune = await test.UnitAsync("25318");
        var deadlines = (await ListAsync(test, commune)).Where(one => one.Kind == ObligationKind.Deadline).ToList();

        // "Trước ngày 30/9" ends on the 29th.
        deadlines.Select(one => (one.Day, one.Document)).ShouldBe([(new(2020, 8, 31), "275/TE-TVDVTT"), (new(2020, 9, 15), null), (new(2020, 9, 29), "2530/UBND-KGVX")]);
        deadlines[1].Title.ShouldBe($"Hạn cuối của {commune.FullName}");
    }

    [Theory, OnEachDatabase]
    public async Task The_province_sees_its_milestones_its_tasks_and_all_own_dates_below(string dialect)
    {
        await using var test = await CampaignsDatabase.CreateAsync(dialect);
        await test.LoadDemoAsync();
        var campaign = (await test.Directory.FindAsync("binh-phuoc-2020")).ShouldNotBeNull();
        await test.Deadlines.SetOwnAsync(campaign.Id, await test.UnitAsync("25318"), "trước ngày 16/9/2020", new DateOnly(2020, 9, 15), null, Actor.System);
        await test.Service.SetMilestonesAsync(campaign.Id, [new(new DateOnly(2020, 8, 31), 50)], Actor.System);

        var all = await ListAsync(test, await test.UnitAsync("70"));

        all.Count(one => one.Kind == ObligationKind.Deadline).ShouldBe(3);
        all.Single(one => one.Kind == ObligationKind.Milestone).Day.ShouldBe(new DateOnly(2020, 8, 31));
        var tasks = all.Where(one => one.Kind == ObligationKind.Task).ToList();
        tasks.Count.ShouldBe(5);
        tasks.ShouldAllBe(task => task.Day == new DateOnly(2020, 9, 29) && !task.Done);
        tasks[0].Title.ShouldStartWith("Nhiệm vụ 1: 0/");
    }

    [Theory, OnEachDatabase]
    public async Task A_task_is_done_when_its_last_organisation_is_and_follows_a_moved_deadline_under_the_same_key(string dialect)
    {
        await using var test = await CampaignsDatabase.CreateAsync(dialect);
        await test.LoadDemoAsync();
        var campaign = (await test.Directory.FindAsync("binh-phuoc-2020")).ShouldNotBeNull();
        var province = await test.UnitAsync("70");
        var book = await test.Queries.BookAsync(campaign.Id);
        var before = (await ListAsync(test, province)).Single(one => one.Kind == ObligationKind.Deadline && one.Document == "2530/UBND-KGVX");
        foreach (var share in book.Tasks.Where(task => task.Number == 3))
        {
            await test.Tasks.MarkAsync(campaign.Id, share.Id, Campaign111.Features.Campaigns.TaskState.Done, null, Actor.System);
        }

        var amended = book.Dispatches.Single(item => item.Number == "2530/UBND-KGVX").Id;
        await test.Dispatches.EnterAsync(CampaignsDatabase.Draft(campaign.Id, province, "2600/UBND-KGVX", "trước ngày 16/10/2020", new DateOnly(2020, 10, 15), "mưa lũ", amends: amended), Actor.System);

        var after = await ListAsync(test, province);
        after.Single(one => one.Key == before.Key).Day.ShouldBe(new DateOnly(2020, 10, 15));
        var task = after.Single(one => one.Kind == ObligationKind.Task && one.Title.StartsWith("Nhiệm vụ 3", StringComparison.Ordinal));
        task.Done.ShouldBeTrue();
        task.Day.ShouldBe(new DateOnly(2020, 10, 15));
    }

    [Theory, OnEachDatabase]
    public async Task Another_province_sees_nothing_though_both_stand_under_one_nation(string dialect)
    {
        await using var test = await CampaignsDatabase.CreateAsync(dialect);
        await test.LoadDemoAsync();

        (await ListAsync(test, await test.UnitAsync("89"))).ShouldBeEmpty();
        (await ListAsync(test, await test.NationAsync())).Count.ShouldBeGreaterThan(2);
    }

    private static async Task<IReadOnlyList<Obligation>> ListAsync(CampaignsDatabase test, Unit unit) =>
        await new ObligationBook([new CampaignObligations(test.Units.Database, test.Units.Directory)]).ListAsync(new ObligationQuery(unit.Path, [], First, Last));
}
