using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Hierarchy;

public class UnitSearchTests
{
    private static readonly DateOnly In2020 = new(2020, 7, 28);
    private static readonly DateOnly In2025 = new(2025, 7, 1);

    [Theory, OnEachDatabase]
    public async Task With_and_without_diacritics_the_same_is_found(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var search = new UnitSearch(units.Database);

        var with = await search.FindAsync("bình phước", In2020);
        var without = await search.FindAsync("BINH PHUOC", In2020);

        with.Units.Select(unit => unit.Id).ShouldBe(without.Units.Select(unit => unit.Id));
        with.Units[0].FullName.ShouldBe("Tỉnh Bình Phước");
        with.Units.ShouldAllBe(unit => unit.NameEn.Contains("Binh Phuoc"));
        with.Units.Count.ShouldBe(5);
    }

    [Theory, OnEachDatabase]
    public async Task Type_and_code_are_found_and_the_day_picks_the_tree(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var search = new UnitSearch(units.Database);

        (await search.FindAsync("25318", In2020)).Units.Select(unit => unit.FullName).ShouldBe(["Xã Tân Thành"]);
        (await search.FindAsync("25318", In2025)).Units.Select(unit => unit.FullName).ShouldBe(["Xã Tân Tiến"]);
        (await search.FindAsync("huyện đồng phú", In2020)).Units.Select(unit => unit.FullName).ShouldBe(["Huyện Đồng Phú"]);
        (await search.FindAsync("huyện đồng phú", In2025)).Units.ShouldBeEmpty();
        (await search.FindAsync("100% ' OR 1=1 --", In2020)).Units.ShouldBeEmpty();
    }

    [Theory, OnEachDatabase]
    public async Task Pages_follow_one_another_without_gap_or_repeat(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var search = new UnitSearch(units.Database);
        var all = (await search.FindAsync("tân thành", In2020, take: 200)).Units;

        var paged = new List<Unit>();
        long? after = null;
        do
        {
            var page = await search.FindAsync("tân thành", In2020, after, take: 7);
            paged.AddRange(page.Units);
            after = page.Next;
        }
        while (after is not null);

        all.Count.ShouldBeGreaterThan(14);
        paged.Select(unit => unit.Id).ShouldBe(all.Select(unit => unit.Id));
    }

    [Theory, OnEachDatabase]
    public async Task History_gives_the_eras_of_a_code_and_marks_parts(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var history = new UnitHistory(units.Database);

        (await history.ErasAsync("25318")).Select(unit => unit.Name).ShouldBe(["Tân Thành", "Tân Tiến"]);
        (await history.NearestAsync("695", In2025))!.FullName.ShouldBe("Huyện Đồng Phú");
        (await history.NearestAsync("99999", In2025)).ShouldBeNull();
        var split = (await units.Directory.FindByCodeAsync("00181", In2020))!;
        var (after, before) = await history.OfAsync(split.Id);
        before.ShouldBeEmpty();
        after.Count.ShouldBeGreaterThan(1);
        after.ShouldAllBe(step => step.Coverage == SuccessionCoverage.Partial && step.EffectiveOn == In2025);
    }

    [Theory, OnEachDatabase]
    public async Task Organisations_end_and_are_followed(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var organisations = new Organisations(units.Database, units.Audit);
        var directory = new OrganisationDirectory(units.Database);
        var province = (await units.Directory.FindByCodeAsync("75", In2025))!;
        var old = await organisations.AddAsync(Actor.System, province, new("75-so-cu", OrganisationKind.Department, "Sở Cũ", null, In2025));
        var next = await organisations.AddAsync(Actor.System, province, new("75-so-moi", OrganisationKind.Department, "Sở Mới", "New", In2025));
        await Should.ThrowAsync<UnitRuleException>(
            () => organisations.AddAsync(Actor.System, province, new("75-so-moi", OrganisationKind.Press, "Trùng", null, In2025)));

        await organisations.CloseAsync(
            Actor.System, (await directory.FindAsync(old))!, In2025.AddDays(30), [(await directory.FindAsync(next))!], "NQ 1");

        (await directory.AtUnitAsync(province.Id, In2025.AddDays(30))).Select(office => office.Name).ShouldBe(["Sở Mới"]);
        (await directory.AtUnitAsync(province.Id, null)).Count.ShouldBe(2);
        (await directory.SuccessorsAsync(old)).Select(office => office.Id).ShouldBe([next]);
        (await directory.WithinAsync("/", In2025)).Count.ShouldBe(2);
    }

    [Theory, OnEachDatabase]
    public async Task Shapes_cover_the_children_of_both_trees_and_both_archipelagos(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var shapes = new UnitShapes(units.Directory);
        var nation = (await units.Directory.RootAsync())!;
        var binhPhuoc = (await units.Directory.FindByCodeAsync("70", In2020))!;
        var dongPhu = (await units.Directory.FindByCodeAsync("695", In2020))!;

        (await shapes.ChildrenAsync(nation, In2020)).Count.ShouldBe(63);
        var provinces = await shapes.ChildrenAsync(nation, In2025);
        provinces.Count.ShouldBe(34);
        (await shapes.ChildrenAsync(binhPhuoc, In2020)).Count.ShouldBe(11);
        (await shapes.BelowAsync(binhPhuoc, UnitLevel.Commune, In2020)).Count.ShouldBe(111);
        (await shapes.ChildrenAsync(dongPhu, In2020)).Count.ShouldBe(11);
        (await shapes.ChildrenAsync((await units.Directory.FindByCodeAsync("75", In2025))!, In2025)).Count.ShouldBe(95);

        // Hoàng Sa belongs to Đà Nẵng, Trường Sa to Khánh Hòa.
        bool East(string code, double of) => provinces.Single(shape => shape.Unit.Code == code).Polygons
            .Any(polygon => polygon[0].All(point => point.Longitude > of && point.Latitude is > 6 and < 18));
        East("48", 111).ShouldBeTrue();
        East("56", 111.5).ShouldBeTrue();
        UnitShapes.Collection(provinces).GetProperty("features").GetArrayLength().ShouldBe(34);
    }
}
