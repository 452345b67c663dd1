using Campaign111.Features.Coverage;
using Campaign111.Features.Coverage.Register;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Infrastructure;
using static Campaign111.Tests.Features.Coverage.CoverageWorld;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>Registers are corrected while visits stand: after each act the totals equal the recount.</summary>
public class HouseholdUpkeepTests
{
    private static readonly Actor Clerk = new(7, "xa.25318");

    [Theory, OnEachDatabase]
    public async Task A_duplicate_that_was_reached_too_counts_once_and_its_visits_stay(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        await world.RecordAsync(Visit("H0001"), Visit("H0002", "absent"), Visit("H0002"), Visit("H0003"));
        (await world.FigureAsync()).Reached.ShouldBe(3);

        await MergeOf(world).MergeAsync(world.Officer, await world.HamletAsync("25318/thon-3"), "H0002", "H0001", "một nhà hai mã");

        var figure = await world.FigureAsync();
        (figure.Reached, figure.Settled, figure.Entries, figure.Leaflets).ShouldBe((2, 2, 4, 4));
        (await world.CountAsync("coverage_entry")).ShouldBe(6);
        (await world.Database.ReadAsync(session => session.ScalarAsync<int>("SELECT visits FROM household_reach r JOIN household h ON h.id = r.household_id WHERE h.code = 'H0001'"))).ShouldBe(3);
        (await world.Database.ReadAsync(session => session.ScalarAsync<string>("SELECT reason FROM audit_event WHERE action = 'household.merged'"))).ShouldBe("một nhà hai mã");
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task What_a_phone_sends_late_for_the_duplicate_follows_and_a_resent_key_changes_nothing(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var sent = Visit("H0002");
        await world.RecordAsync(sent);
        await MergeOf(world).MergeAsync(world.Officer, await world.HamletAsync("25318/thon-3"), "H0002", "H0001", "trùng");

        (await world.RecordAsync(sent)).Status.ShouldBe(EntryStatus.Duplicate);
        (await world.RecordAsync(Visit("H0002"))).Status.ShouldBe(EntryStatus.Stored);

        (await world.FigureAsync()).Reached.ShouldBe(1);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_household_moves_with_its_visits_and_late_ones_follow(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var target = await world.HamletAsync("25318/thon-4");
        await world.RecordAsync(Visit("H0005"), Visit("H0006"));
        var source = await world.HamletAsync("25318/thon-3");
        var refused = await Should.ThrowAsync<EntryRefusedException>(() => MergeOf(world).MoveAsync(world.Officer, source, "H0005", target, null, "chia thôn"));
        refused.Message.ShouldContain("theo tổng số");
        (await world.FigureAsync("25318/thon-3")).Reached.ShouldBe(2);
        await world.Modes.SetAsync(Actor.System, world.Campaign, world.Communes[0], target, CoverageMode.Register);

        (await MergeOf(world).MoveAsync(world.Officer, source, "H0005", target, "T1", "chia thôn")).ShouldBe("T1");

        (await world.FigureAsync("25318/thon-3")).Reached.ShouldBe(1);
        (await world.FigureAsync("25318/thon-4")).Reached.ShouldBe(1);
        (await world.FigureAsync()).Reached.ShouldBe(2);
        var late = await world.RecordAsync(Visit("H0005"));
        late.Status.ShouldBe(EntryStatus.Stored);
        late.Flags.ShouldContain(EntryFlags.Moved);
        (await world.FigureAsync("25318/thon-4")).Entries.ShouldBe(2);
        (await world.FigureAsync()).Reached.ShouldBe(2);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task Chains_of_merges_end_at_the_last_one(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var hamlet = await world.HamletAsync("25318/thon-3");
        await world.RecordAsync(Visit("H0001"), Visit("H0002"), Visit("H0003"));
        await MergeOf(world).MergeAsync(world.Officer, hamlet, "H0001", "H0002", "trùng");
        await MergeOf(world).MergeAsync(world.Officer, hamlet, "H0002", "H0003", "trùng");

        await world.RecordAsync(Visit("H0001"), Visit("H0002"));

        (await world.FigureAsync()).Reached.ShouldBe(1);
        await Should.ThrowAsync<EntryRefusedException>(() => MergeOf(world).MergeAsync(world.Officer, hamlet, "H0004", "H0001", "trùng"));
        await Should.ThrowAsync<EntryRefusedException>(() => MergeOf(world).MergeAsync(world.Officer, hamlet, "H0004", "H0004", "trùng"));
        await Should.ThrowAsync<EntryRefusedException>(() => MergeOf(world).MergeAsync(world.Officer, hamlet, "H0004", "H0003", " "));
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task Closing_keeps_the_figure_and_reopening_brings_it_back_to_the_list(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var hamlet = await world.HamletAsync("25318/thon-3");
        var upkeep = UpkeepOf(world);
        var queries = new CoverageQueries(world.Database);
        await world.RecordAsync(Visit("H0001"));

        await upkeep.CloseAsync(Clerk, hamlet, "H0001", "chuyển đi");

        (await world.FigureAsync()).Reached.ShouldBe(1);
        (await queries.OpenHouseholdsAsync(1, [hamlet.Id])).Count.ShouldBe(29);
        await Should.ThrowAsync<EntryRefusedException>(() => upkeep.CloseAsync(Clerk, hamlet, "H0001", "lần nữa"));
        await upkeep.ReopenAsync(Clerk, hamlet, "H0001", "trở về");
        (await queries.OpenHouseholdsAsync(1, [hamlet.Id])).Count.ShouldBe(30);
        await upkeep.EditAsync(Clerk, await world.Places.OfHamletAsync(hamlet.Id), "H0001", "Tổ 5", null);
        (await new HouseholdList(world.Database).PageAsync(new HouseholdQuery(1, hamlet.Id, HouseholdFilter.All, "to 5", null), 5)).Lines.ShouldHaveSingleItem().Address.ShouldBe("Tổ 5");
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_merged_household_is_not_opened_again_by_reopening_or_by_an_import(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var hamlet = await world.HamletAsync("25318/thon-3");
        await MergeOf(world).MergeAsync(world.Officer, hamlet, "H0002", "H0001", "trùng");

        await Should.ThrowAsync<EntryRefusedException>(() => UpkeepOf(world).ReopenAsync(Clerk, hamlet, "H0002", "thử"));
        await RegisterOf(world).SaveAsync(Clerk, [new HouseholdInput(hamlet, "H0002", "Tổ 9")]);

        (await new CoverageQueries(world.Database).OpenHouseholdsAsync(1, [hamlet.Id])).Select(line => line.Code).ShouldNotContain("H0002");
        await world.AgreeAsync();
    }

    private static HouseholdRegister RegisterOf(CoverageWorld world) => new(world.Database, world.Audit, world.Clock);

    private static HouseholdUpkeep UpkeepOf(CoverageWorld world) => new(world.Database, RegisterOf(world), world.Labels, world.Audit, world.Clock);

    private static HouseholdMerge MergeOf(CoverageWorld world) =>
        new(world.Database, world.Ledger, world.Campaigns, world.Places, world.Modes, world.Audit, world.Clock);
}
