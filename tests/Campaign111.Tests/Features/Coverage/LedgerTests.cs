using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Tests.Infrastructure;
using static Campaign111.Tests.Features.Coverage.CoverageWorld;

namespace Campaign111.Tests.Features.Coverage;

public class LedgerTests
{
    [Theory, OnEachDatabase]
    public async Task A_tally_counts_in_hamlet_commune_and_everything_above(string dialect)
    {
        await using var world = await CreateAsync(dialect);

        var result = await world.RecordAsync(Entry(households: 12, leaflets: 15), Entry("25318/thon-2", "refused", 3, 0), Entry("25318/thon-2", "absent", 4, 0));

        result.Receipt.ShouldMatch("^R-[0-9A-HJKMNP-TV-Z]{6}$");
        result.Results.ShouldAllBe(entry => entry.Status == EntryStatus.Stored && entry.Flags.Count == 0 && entry.Reason == null);
        foreach (var place in new[] { "25318", "695", "70", "VN" })
        {
            var figure = await world.FigureAsync(place);
            (figure.Reached, figure.Settled, figure.Leaflets, figure.Entries).ShouldBe((12, 15, 15, 3), place);
            figure.Target.ShouldBe(place == "25318" ? 400 : 800, place);
            figure.LastEntryAt.ShouldBe(Now, place);
        }

        (await world.FigureAsync("25318/thon-1")).Percent.ShouldBe(12);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task Sending_again_changes_nothing(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var entry = Entry(households: 5);
        await world.RecordAsync(entry);

        var again = await world.RecordAsync(entry, entry);

        again.Results.ShouldAllBe(result => result.Status == EntryStatus.Duplicate && result.Reason == null);
        (await world.RecordAsync(entry with { Households = 6 }, world.Officer)).ShouldSatisfyAllConditions(
            result => result.Status.ShouldBe(EntryStatus.Duplicate), result => result.Reason.ShouldNotBeNull());
        (await world.FigureAsync()).Reached.ShouldBe(5);
        (await world.CountAsync("coverage_entry")).ShouldBe(1);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task The_same_keys_sent_by_many_at_once_are_stored_once(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var batch = Enumerable.Range(0, 50).Select(_ => Entry(households: 1)).ToList();

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => world.Ledger.RecordAsync(world.Officer, batch))));

        results.SelectMany(result => result.Results).Count(result => result.Status == EntryStatus.Stored).ShouldBe(50);
        results.SelectMany(result => result.Results).Count(result => result.Status == EntryStatus.Duplicate).ShouldBe(50 * 11);
        (await world.CountAsync("coverage_entry")).ShouldBe(50);
        (await world.FigureAsync()).Reached.ShouldBe(50);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_household_counts_once_and_voiding_promotes_the_next_reached_entry(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var first = Visit("H0001") with { CapturedAt = "2020-08-20T08:00:00+07:00" };
        var second = Visit("H0001") with { CapturedAt = "2020-08-25T08:00:00+07:00" };
        await world.RecordAsync(first, second);
        (await world.FigureAsync()).Reached.ShouldBe(1);
        (await DaysAsync(world)).ShouldBe([(new DateOnly(2020, 8, 20), 1)]);

        await world.Voids.WithdrawAsync(world.Officer, Guid.Parse(first.Key!), "nhầm hộ");

        (await world.FigureAsync()).Reached.ShouldBe(1);
        (await DaysAsync(world)).ShouldBe([(new DateOnly(2020, 8, 25), 1)]);
        await world.Voids.WithdrawAsync(world.Officer, Guid.Parse(second.Key!), "nhầm hộ");
        (await world.FigureAsync()).Reached.ShouldBe(0);
        await Should.ThrowAsync<EntryRefusedException>(() => world.Voids.WithdrawAsync(world.Officer, Guid.Parse(second.Key!), "lần nữa"));
        (await world.CountAsync("coverage_entry")).ShouldBe(2);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_correction_voids_and_replaces_once(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var wrong = Entry(households: 50);
        var right = Entry(households: 5) with { Voids = wrong.Key, Note = "gõ thừa số 0" };
        await world.RecordAsync(wrong);

        (await world.RecordAsync(right, world.Officer)).Status.ShouldBe(EntryStatus.Stored);
        (await world.RecordAsync(right, world.Officer)).Status.ShouldBe(EntryStatus.Duplicate);
        var late = await world.RecordAsync(Entry(households: 6) with { Voids = wrong.Key }, world.Officer);

        late.Status.ShouldBe(EntryStatus.Rejected);
        (await world.FigureAsync()).Reached.ShouldBe(5);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task An_entry_and_its_correction_may_come_in_one_batch(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var wrong = Visit("H0002");

        await world.RecordAsync(wrong, Visit("H0003") with { Voids = wrong.Key });

        (await world.FigureAsync()).Reached.ShouldBe(1);
        (await world.CountAsync("coverage_void")).ShouldBe(1);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task More_than_the_target_is_stored_and_flagged(string dialect)
    {
        await using var world = await CreateAsync(dialect);

        var result = await world.RecordAsync(Entry(households: 100), Entry(households: 1), Entry(outcome: "vacant", households: 9));

        result.Results.Select(entry => string.Join(',', entry.Flags)).ShouldBe(["", "over-target", ""]);
        (await world.FigureAsync("25318/thon-1")).Reached.ShouldBe(101);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task The_other_mode_is_held_until_an_officer_decides(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var tally = Entry("25318/thon-3", households: 3, leaflets: 3);
        var dropped = Entry("25318/thon-3", households: 9, leaflets: 9);

        var result = await world.RecordAsync(tally, dropped);

        result.Results.ShouldAllBe(entry => entry.Status == EntryStatus.Held && entry.Reason != null);
        var figure = await world.FigureAsync();
        (figure.Reached, figure.Leaflets, figure.Entries, figure.Held).ShouldBe((0, 0, 0, 2));
        await world.Voids.AcceptForHouseholdsAsync(world.Officer, Guid.Parse(tally.Key!), "đối chiếu sổ", "test", "25318/thon-3", ["H0001", "H0002"]);
        await world.Voids.WithdrawAsync(world.Officer, Guid.Parse(dropped.Key!), "ghi trùng");
        figure = await world.FigureAsync();
        (figure.Reached, figure.Leaflets, figure.Entries, figure.Held).ShouldBe((2, 3, 2, 0));
        (await DaysAsync(world)).ShouldBe([(new DateOnly(2020, 9, 1), 2)]);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_conversion_that_names_an_unknown_household_changes_nothing(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var tally = Entry("25318/thon-3", households: 3);
        await world.RecordAsync(tally);

        await Should.ThrowAsync<EntryRefusedException>(() =>
            world.Voids.AcceptForHouseholdsAsync(world.Officer, Guid.Parse(tally.Key!), "đối chiếu", "test", "25318/thon-3", ["H0001", "H9999"]));

        (await world.FigureAsync()).Held.ShouldBe(1);
        (await world.CountAsync("coverage_entry")).ShouldBe(1);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task Each_refusal_names_its_reason_and_leaves_the_others_alone(string dialect)
    {
        await using var world = await CreateAsync(dialect);

        var result = await world.RecordAsync(
            Entry(), Entry("25321/thon-1"), Entry("25318/thon-9"), Entry("99999/thon-1"), Entry() with { Campaign = "khac" }, Visit("H9999"), Entry(households: -1),
            Entry(leaflets: -1), Entry() with { Key = "abc" }, Entry(outcome: "met"), Entry() with { Voids = Guid.CreateVersion7().ToString() }, Entry("25318"));

        result.Results[0].Status.ShouldBe(EntryStatus.Stored);
        result.Results.Skip(1).ShouldAllBe(entry => entry.Status == EntryStatus.Rejected && entry.Reason!.Length > 20);
        (await world.CountAsync("coverage_entry")).ShouldBe(1);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_dissolved_hamlet_counts_at_its_only_successor_and_waits_without_one(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var dissolved = new DateOnly(2020, 8, 1);
        var merged = await world.AddUnitAsync(world.Communes[0], UnitLevel.Hamlet, "thon-5", "Thôn", "5", to: dissolved);
        var split = await world.AddUnitAsync(world.Communes[0], UnitLevel.Hamlet, "thon-6", "Thôn", "6", to: dissolved);
        await world.SucceedAsync(merged, await world.HamletAsync("25318/thon-1"));
        await world.SucceedAsync(split, await world.HamletAsync("25318/thon-1"), await world.HamletAsync("25318/thon-2"));

        var result = await world.RecordAsync(Entry("25318/thon-5", households: 2), Entry("25318/thon-6", households: 4));

        result.Results.Select(entry => entry.Status).ShouldBe([EntryStatus.Stored, EntryStatus.Held]);
        result.Results[0].Flags.ShouldBe(["moved"]);
        (await world.FigureAsync("25318/thon-1")).Reached.ShouldBe(2);
        (await world.Database.ReadAsync(session => session.ScalarAsync<long>("SELECT MIN(origin_id) FROM coverage_entry WHERE state = 'valid'"))).ShouldBe(merged.Id);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_district_logs_for_its_commune_and_the_entry_says_so(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        await world.RecordAsync(Entry());
        await world.RecordAsync(Entry(), world.DistrictOfficer);

        var behalf = await world.Database.ReadAsync(session => session.QueryAsync<string?>("SELECT on_behalf_of FROM coverage_entry ORDER BY id"));

        behalf.ShouldBe([null, world.Communes[0].FullName]);
    }

    [Theory, OnEachDatabase]
    public async Task A_new_target_supersedes_and_moves_every_figure(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        await world.RecordAsync(Entry(households: 10));
        var hamlet = await world.HamletAsync("25318/thon-1");
        var input = new TargetInput(hamlet, world.Communes[0], 150, "Công an xã", new DateOnly(2020, 8, 1));

        (await world.Targets.SetAsync(world.Officer.Actor, [input])).ShouldBe(1);
        (await world.Targets.SetAsync(world.Officer.Actor, [input])).ShouldBe(0);

        (await world.FigureAsync("25318/thon-1")).Target.ShouldBe(150);
        (await world.FigureAsync()).Target.ShouldBe(450);
        (await world.FigureAsync("VN")).Target.ShouldBe(850);
        (await world.Targets.VersionsAsync(hamlet.Id)).Select(version => (version.Households, version.SupersededAt is null)).ShouldBe([(150, true), (100, false)]);
        await world.AgreeAsync();
    }

    [Theory, OnEachDatabase]
    public async Task The_mode_cannot_change_under_valid_entries(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var hamlet = await world.HamletAsync("25318/thon-1");
        await world.Modes.SetAsync(world.Officer.Actor, world.Campaign, world.Communes[0], hamlet, CoverageMode.Register);
        await world.Modes.SetAsync(world.Officer.Actor, world.Campaign, world.Communes[0], hamlet, CoverageMode.Tally);
        await world.RecordAsync(Entry());

        await Should.ThrowAsync<EntryRefusedException>(() =>
            world.Modes.SetAsync(world.Officer.Actor, world.Campaign, world.Communes[0], hamlet, CoverageMode.Register));
    }

    [Theory, OnEachDatabase]
    public async Task One_audit_event_is_left_by_a_batch(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var before = await world.CountAsync("audit_event");

        var result = await world.RecordAsync(Entry(), Entry(), Entry("99999/thon-1"));
        var refused = await world.Ledger.RecordAsync(world.Officer, [Entry("99999/thon-1")]);

        (await world.CountAsync("audit_event")).ShouldBe(before + 2);
        (await world.Database.ReadAsync(session => session.QueryAsync<string>("SELECT subject_id FROM audit_event WHERE action = 'coverage.record' ORDER BY id")))
            .ShouldBe([result.Receipt, refused.Receipt], "what was refused as a whole arrived too: its receipt can be looked up");
    }

    private static async Task<List<(DateOnly Day, long Reached)>> DaysAsync(CoverageWorld world) =>
        [.. (await world.Figures.DaysAsync(world.Campaign.Id, world.Communes[0])).Where(day => day.Reached > 0).Select(day => (day.Day, day.Reached))];
}
