using Campaign111.Features.Coverage;
using Campaign111.Features.Coverage.Register;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using static Campaign111.Tests.Features.Coverage.CoverageWorld;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>Lists of households by key, filter and word; labels that are kept for a time.</summary>
public class HouseholdListTests
{
    private static readonly Actor Clerk = new(7, "xa.25318");
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(300);

    [Theory, OnEachDatabase]
    public async Task Pages_by_key_show_every_household_once_while_others_are_added(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var hamlet = await world.HamletAsync("25318/thon-3");
        var seen = new List<string>();
        var page = await PageAsync(world, hamlet, HouseholdFilter.All, null, null);
        seen.AddRange(Codes(page));
        // Before the place where the reader stands: with an offset the next page would repeat a household.
        await RegisterOf(world).SaveAsync(Clerk, [new HouseholdInput(hamlet, "H0000", "Tổ 1")]);
        while (page.Next is not null)
        {
            page = await PageAsync(world, hamlet, HouseholdFilter.All, null, page.Next);
            seen.AddRange(Codes(page));
        }

        seen.ShouldBe(Enumerable.Range(1, 30).Select(i => $"H{i:0000}"));
    }

    [Theory, OnEachDatabase]
    public async Task Each_filter_shows_its_households(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var hamlet = await world.HamletAsync("25318/thon-3");
        await world.RecordAsync(Visit("H0001"), Visit("H0002", "absent"), Visit("H0003", "refused"), Visit("H0004", "vacant"), Visit("H0005", "absent"), Visit("H0005"));
        await new HouseholdUpkeep(world.Database, RegisterOf(world), world.Labels, world.Audit, world.Clock).CloseAsync(Clerk, hamlet, "H0006", "chuyển đi");

        async Task<IEnumerable<string>> OfAsync(HouseholdFilter filter) => Codes(await PageAsync(world, hamlet, filter, null, null, 40));

        (await OfAsync(HouseholdFilter.Reached)).ShouldBe(["H0001", "H0005"]);
        (await OfAsync(HouseholdFilter.Absent)).ShouldBe(["H0002"]);
        (await OfAsync(HouseholdFilter.Refused)).ShouldBe(["H0003"]);
        (await OfAsync(HouseholdFilter.Vacant)).ShouldBe(["H0004"]);
        (await OfAsync(HouseholdFilter.Closed)).ShouldBe(["H0006"]);
        (await OfAsync(HouseholdFilter.Left)).ShouldBe(new[] { "H0002" }.Concat(Enumerable.Range(7, 24).Select(i => $"H{i:0000}")));
        (await OfAsync(HouseholdFilter.All)).Count().ShouldBe(30);
    }

    [Theory, OnEachDatabase]
    public async Task A_filter_that_fits_nobody_in_a_thousand_households_says_where_to_go_on(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var hamlet = await world.HamletAsync("25318/thon-3");
        await RegisterOf(world).SaveAsync(Clerk, Enumerable.Range(0, 1500).Select(i => new HouseholdInput(hamlet, $"K{i:0000}", $"Số {i}")));
        await world.RecordAsync(Visit("K1400", "refused"));

        var first = await PageAsync(world, hamlet, HouseholdFilter.Refused, null, null);
        var second = await PageAsync(world, hamlet, HouseholdFilter.Refused, null, first.Next);

        (first.Lines.Count, first.Next).ShouldBe((0, "K0969"));
        Codes(second).ShouldBe(["K1400"]);
        second.Next.ShouldBeNull();
    }

    [Theory, OnEachDatabase]
    public async Task A_search_finds_codes_and_words_without_diacritics(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var hamlet = await world.HamletAsync("25318/thon-3");
        await RegisterOf(world).SaveAsync(Clerk,
        [
            new HouseholdInput(hamlet, "K0007", "Số 12, đường Nguyễn Trãi, tổ 3"), new HouseholdInput(hamlet, "K0012", "Số 9, hẻm Lê Lợi"), new HouseholdInput(hamlet, "K0120", "Số 120/4, ấp Đông"),
        ]);

        async Task<IEnumerable<string>> FindAsync(string typed) => Codes(await PageAsync(world, hamlet, HouseholdFilter.All, typed, null, 40));

        (await FindAsync("k00")).ShouldBe(["K0007", "K0012"]);
        (await FindAsync("12")).ShouldBe(["K0007", "K0012", "K0120"]);
        (await FindAsync("NGUYEN TRAI")).ShouldBe(["K0007"]);
        (await FindAsync("số 12 nguyễn")).ShouldBe(["K0007"]);
        (await FindAsync("tổ 3")).ShouldBe(["K0007"]);
        (await FindAsync("tổ 12")).ShouldBeEmpty();
        (await FindAsync("dong 120")).ShouldBe(["K0120"]);
        (await FindAsync("đường tổ")).ShouldBeEmpty();
        (await FindAsync("' OR 1=1 --")).ShouldBeEmpty();
        await RegisterOf(world).SaveAsync(Clerk, [new HouseholdInput(hamlet, "K0007", "Số 14, đường Hùng Vương")]);
        (await FindAsync("nguyen trai")).ShouldBeEmpty();
        (await FindAsync("hung vuong")).ShouldBe(["K0007"]);
    }

    [Theory, OnEachDatabase]
    public async Task Pages_of_a_search_go_on_within_a_word_and_after_it(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var hamlet = await world.HamletAsync("25318/thon-3");
        await RegisterOf(world).SaveAsync(Clerk, Enumerable.Range(0, 40).Select(i => new HouseholdInput(hamlet, $"K{i:00}", i < 25 ? "Đường Hoa" : "Đường Hoàng Hoa Thám")));
        var (seen, page) = (new List<string>(), await PageAsync(world, hamlet, HouseholdFilter.All, "hoa", null));
        seen.AddRange(Codes(page));
        while (page.Next is not null)
        {
            page = await PageAsync(world, hamlet, HouseholdFilter.All, "hoa", page.Next);
            seen.AddRange(Codes(page));
        }

        seen.Distinct().Order().ShouldBe(Enumerable.Range(0, 40).Select(i => $"K{i:00}"));
    }

    [Theory, OnEachDatabase]
    public async Task Labels_are_refused_until_they_are_switched_on_and_erased_when_their_time_is_over(string dialect)
    {
        await using var world = await CreateAsync(dialect);
        var hamlet = await world.HamletAsync("25318/thon-3");
        var place = await world.Places.OfHamletAsync(hamlet.Id);
        var upkeep = new HouseholdUpkeep(world.Database, RegisterOf(world), world.Labels, world.Audit, world.Clock);
        await Should.ThrowAsync<EntryRefusedException>(() => upkeep.EditAsync(Clerk, place, "H0001", "Tổ 1", "Bà Tư"));
        await Should.ThrowAsync<EntryRefusedException>(() => world.Labels.AllowAsync(Clerk, place.Commune, new DateOnly(2020, 9, 1)));
        await Should.ThrowAsync<EntryRefusedException>(() => world.Labels.AllowAsync(Clerk, place.Commune, new DateOnly(2022, 9, 1)));
        await world.Labels.AllowAsync(Clerk, place.Commune, new DateOnly(2020, 9, 30));
        await Should.ThrowAsync<EntryRefusedException>(() => upkeep.EditAsync(Clerk, place, "H0001", "Tổ 1", "Bà Tư 0912345678"));
        await upkeep.EditAsync(Clerk, place, "H0001", "Tổ 1", "Bà Nguyễn Thị Tư");
        Codes(await PageAsync(world, hamlet, HouseholdFilter.All, "nguyen thi tu", null)).ShouldBe(["H0001"]);

        world.Clock.Now = CoverageWorld.Now.AddDays(29);
        await world.Labels.EraseDueAsync();
        (await world.CountAsync("household WHERE label IS NOT NULL")).ShouldBe(1);
        world.Clock.Now = CoverageWorld.Now.AddDays(30);
        (await world.Labels.PermitAsync(place.Commune.Id)).ShouldBeNull();
        await world.Labels.EraseDueAsync();
        await world.Labels.EraseDueAsync();

        (await world.CountAsync("household WHERE label IS NOT NULL OR search_text LIKE '%nguyen%'")).ShouldBe(0);
        (await world.CountAsync("household_word WHERE word IN ('nguyen', 'thi', 'tu')")).ShouldBe(0);
        (await world.CountAsync("household_label_permit")).ShouldBe(0);
        (await world.CountAsync("audit_event WHERE action = 'household.labels-erased'")).ShouldBe(1);
        (await world.Database.ReadAsync(session => session.QueryAsync<string>("SELECT CONCAT(after_json, before_json, reason) FROM audit_event"))).ShouldAllBe(text => !text.Contains("Tư", StringComparison.Ordinal));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_merge_between_reading_and_storing_takes_the_entry_to_the_survivor(bool visited)
    {
        await using var world = await CreateAsync("sqlite");
        var hamlet = await world.HamletAsync("25318/thon-3");
        var merge = new HouseholdMerge(world.Database, world.Ledger, world.Campaigns, world.Places, world.Modes, world.Audit, world.Clock);
        if (visited)
        {
            await world.RecordAsync(Visit("H0002"));
        }

        // Somebody writes for a while: the merge waits for its turn, and the entry, which has been read by then, behind it.
        var (writing, done) = (new TaskCompletionSource(), new TaskCompletionSource());
        var busy = world.Database.WriteAsync(async session =>
        {
            await session.ScalarAsync<int>("SELECT COUNT(*) FROM household");
            writing.TrySetResult();
            await done.Task;
        });
        await writing.Task;
        var merging = merge.MergeAsync(world.Officer, hamlet, "H0002", "H0001", "trùng");
        await Task.Delay(Turn);
        var recording = world.RecordAsync(Visit("H0001"), Visit("H0002"));
        await Task.Delay(Turn);
        done.SetResult();
        await Task.WhenAll(busy, merging);

        (await recording).Results.ShouldAllBe(entry => entry.Status == EntryStatus.Stored);
        (await world.FigureAsync()).Reached.ShouldBe(1);
        (await world.CountAsync("coverage_entry e JOIN household h ON h.id = e.household_id WHERE h.code = 'H0002' AND e.state = 'valid'")).ShouldBe(0);
        await world.AgreeAsync();
    }

    private static Task<HouseholdPage> PageAsync(CoverageWorld world, Unit hamlet, HouseholdFilter filter, string? search, string? after, int take = 7) =>
        new HouseholdList(world.Database).PageAsync(new HouseholdQuery(1, hamlet.Id, filter, search, after), take);

    private static IEnumerable<string> Codes(HouseholdPage page) => page.Lines.Select(line => line.Code);

    private static HouseholdRegister RegisterOf(CoverageWorld world) => new(world.Database, world.Audit, world.Clock);
}
