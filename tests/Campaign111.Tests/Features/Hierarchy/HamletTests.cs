using System.Text;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Hierarchy;

public class HamletTests
{
    private static readonly DateOnly Day = new(2020, 7, 28);

    [Theory, OnEachDatabase]
    public async Task A_hamlet_is_found_as_a_place_of_its_commune(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var commune = (await units.Directory.FindByCodeAsync("25318", Day))!;

        var ids = await HamletsOf(units).AddAsync(Actor.System, commune, [new("Thôn", "10"), new("Thôn", "2"), new("Ấp", "Bình Minh")]);

        (await units.Directory.FindPlaceAsync("25318/thon-10", Day))!.Id.ShouldBe(ids[0]);
        (await units.Directory.ChildrenAsync(commune.Id, Day)).Select(hamlet => hamlet.Code).ShouldBe(["thon-2", "thon-10", "ap-binh-minh"]);
        (await units.Directory.FindPlaceAsync("25318/thon-10", new DateOnly(2025, 7, 1))).ShouldBeNull();
    }

    [Theory, OnEachDatabase]
    public async Task A_taken_code_or_name_is_refused_and_nothing_of_the_batch_is_kept(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var commune = (await units.Directory.FindByCodeAsync("25318", Day))!;

        await Should.ThrowAsync<UnitRuleException>(
            () => HamletsOf(units).AddAsync(Actor.System, commune, [new("Thôn", "1"), new("Thôn", "2", "thon-1")]));

        (await units.Directory.ChildrenAsync(commune.Id, Day)).ShouldBeEmpty();
    }

    [Theory, OnEachDatabase]
    public async Task A_reason_that_the_succession_cannot_hold_is_refused(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var commune = (await units.Directory.FindByCodeAsync("25318", Day))!;
        await HamletsOf(units).AddAsync(Actor.System, commune, [new("Thôn", "1"), new("Thôn", "2")]);
        var hamlet = (await units.Directory.FindPlaceAsync("25318/thon-1", Day))!;

        (await Should.ThrowAsync<UnitRuleException>(() => HamletsOf(units).DissolveAsync(Actor.System, hamlet, Day, ["thon-2"], new string('x', 301)))).Field.ShouldBe("Reason");
        await HamletsOf(units).DissolveAsync(Actor.System, hamlet, Day, ["thon-2"], new string('x', 300));
    }

    [Theory, OnEachDatabase]
    public async Task Two_who_add_the_same_hamlet_at_once_make_one(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var commune = (await units.Directory.FindByCodeAsync("25318", Day))!;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await HamletsOf(units).AddAsync(Actor.System, commune, [new("Thôn", "1")]);
                return true;
            }
            catch (UnitRuleException)
            {
                return false;
            }
        }));

        outcomes.Count(added => added).ShouldBe(1);
    }

    [Theory, OnEachDatabase]
    public async Task A_merged_hamlet_ends_on_its_day_and_points_to_the_one_that_took_it_over(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var commune = (await units.Directory.FindByCodeAsync("25318", Day))!;
        await HamletsOf(units).AddAsync(Actor.System, commune, [new("Thôn", "1"), new("Thôn", "2")]);
        var old = (await units.Directory.FindPlaceAsync("25318/thon-1", Day))!;
        var end = new DateOnly(2021, 1, 1);

        await HamletsOf(units).DissolveAsync(Actor.System, old, end, ["thon-2"], "NQ 12");

        (await units.Directory.FindPlaceAsync("25318/thon-1", end)).ShouldBeNull();
        (await units.Directory.FindPlaceAsync("25318/thon-1", end.AddDays(-1))).ShouldNotBeNull();
        var (after, _) = await new UnitHistory(units.Database).OfAsync(old.Id);
        after.Select(step => (step.Unit.Code, step.Coverage)).ShouldBe([("thon-2", SuccessionCoverage.Full)]);
        await Should.ThrowAsync<UnitRuleException>(() => HamletsOf(units).DissolveAsync(Actor.System, old, end.AddDays(9), [], null));
    }

    [Theory, OnEachDatabase]
    public async Task A_split_hamlet_gives_a_part_to_each(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var commune = (await units.Directory.FindByCodeAsync("25318", Day))!;
        await HamletsOf(units).AddAsync(Actor.System, commune, [new("Thôn", "1"), new("Thôn", "2"), new("Thôn", "3")]);
        var old = (await units.Directory.FindPlaceAsync("25318/thon-1", Day))!;

        await HamletsOf(units).DissolveAsync(Actor.System, old, new DateOnly(2021, 1, 1), ["thon-2", "thon-3"], null);

        var (after, _) = await new UnitHistory(units.Database).OfAsync(old.Id);
        after.ShouldAllBe(step => step.Coverage == SuccessionCoverage.Partial);
        after.Count.ShouldBe(2);
    }

    [Theory, OnEachDatabase]
    public async Task A_file_of_hamlets_is_imported_whole_or_not_at_all(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        const string head = "Mã xã;Mã thôn;Loại;Tên\n";

        var bad = await ImportAsync(units, head + "25318;thon-1;Thôn;1\n99999;;Thôn;2\n25318;thon-1;Thôn;3\n25318;THÔN;Thôn;4\n");
        var good = await ImportAsync(units, head + "25318;;Thôn;1\n25321;;Thôn;1\n");
        var again = await ImportAsync(units, head + "25318;thon-1;Thôn;Một\n25321;;Thôn;1\n");

        bad.Errors.Select(error => (error.Line, error.Column)).ShouldBe([(3, "Mã xã"), (4, "Mã thôn"), (5, "Mã thôn")]);
        (good.Added, again.Added, again.Changed, again.Unchanged).ShouldBe((2, 0, 1, 1));
        (await units.Directory.FindPlaceAsync("25318/thon-1", Day))!.FullName.ShouldBe("Thôn Một");
    }

    [Theory, OnEachDatabase]
    public async Task The_demo_gives_Binh_Phuoc_its_offices_and_each_commune_3_to_14_hamlets(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var directory = new OrganisationDirectory(units.Database);
        var demo = new DemoUnits(units.Seeding, units.Directory, directory, new Organisations(units.Database, units.Audit), HamletsOf(units), units.Database);

        await demo.LoadAsync(CancellationToken.None);
        await demo.LoadAsync(CancellationToken.None);

        var province = (await units.Directory.FindByCodeAsync("70", Day))!;
        var hamlets = (await units.Directory.BelowAsync(province.Path, UnitLevel.Hamlet, Day)).ToLookup(hamlet => hamlet.ParentId);
        hamlets.Count.ShouldBe(111);
        hamlets.ShouldAllBe(commune => commune.Count() >= 3 && commune.Count() <= 14);
        (await units.Directory.FindPlaceAsync("25318/thon-15", Day)).ShouldBeNull();
        (await units.Directory.FindPlaceAsync("25318/thon-14", Day)).ShouldNotBeNull();
        (await units.Directory.FindPlaceAsync("25195/khu-pho-3", Day)).ShouldNotBeNull();
        (await directory.AtUnitAsync(province.Id, Day)).Select(office => office.Code).ShouldContain("70-bao");
        (await directory.FindByCodeAsync("vn-cuc-tre-em"))!.Kind.ShouldBe(OrganisationKind.Agency);
    }

    private static Hamlets HamletsOf(UnitsDatabase units) => new(units.Database, units.Audit);

    private static Task<TableImportResult> ImportAsync(UnitsDatabase units, string text) =>
        new HamletImport(units.Database, HamletsOf(units), units.Audit).RunAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), "thon.csv", new TableImportOptions(Day), Actor.System);
}
