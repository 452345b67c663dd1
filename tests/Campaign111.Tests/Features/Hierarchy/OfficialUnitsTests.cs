using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Hierarchy;

public class OfficialUnitsTests
{
    private static readonly DateOnly InThreeTiers = new(2020, 7, 28);
    private static readonly DateOnly InTwoTiers = new(2025, 7, 1);

    [Theory, OnEachDatabase]
    public async Task Both_trees_have_as_many_units_as_their_sources(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);

        (await CountAsync(units, UnitLevel.Province, InThreeTiers)).ShouldBe(63);
        (await CountAsync(units, UnitLevel.District, InThreeTiers)).ShouldBe(707);
        (await CountAsync(units, UnitLevel.Commune, InThreeTiers)).ShouldBe(10_614);
        (await CountAsync(units, UnitLevel.Province, InTwoTiers)).ShouldBe(34);
        (await CountAsync(units, UnitLevel.District, InTwoTiers)).ShouldBe(0);
        (await CountAsync(units, UnitLevel.Commune, InTwoTiers)).ShouldBe(3_321);
        SourceRows("units-2020.csv").ShouldBe(63 + 707 + 10_614);
        SourceRows("units-2025.csv").ShouldBe(34 + 3_321);
        (await units.ScalarAsync<int>("SELECT COUNT(*) FROM unit_succession s JOIN unit u ON u.id = s.old_unit_id WHERE u.level = 'commune'"))
            .ShouldBe(SourceRows("units-2020-mapping.csv"));
    }

    [Theory, OnEachDatabase]
    public async Task Every_unit_stands_under_a_parent_of_the_same_time_and_its_path_says_so(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);

        var orphans = await units.ScalarAsync<int>("""
            SELECT COUNT(*) FROM unit u LEFT JOIN unit p ON p.id = u.parent_id
            WHERE u.level <> 'nation' AND (p.id IS NULL OR u.path <> CONCAT(p.path, u.id, '/') OR p.valid_from > u.valid_from
                OR (p.valid_to IS NOT NULL AND (u.valid_to IS NULL OR u.valid_to > p.valid_to)))
            """);

        orphans.ShouldBe(0);
        (await units.ScalarAsync<int>("SELECT COUNT(*) FROM unit WHERE parent_id IS NULL")).ShouldBe(1);
    }

    [Theory, OnEachDatabase]
    public async Task No_code_names_two_units_on_one_day(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);

        (await units.ScalarAsync<int>("""
            SELECT COUNT(*) FROM unit a JOIN unit b ON b.code = a.code AND b.id > a.id
            WHERE (a.valid_to IS NULL OR a.valid_to > b.valid_from) AND (b.valid_to IS NULL OR b.valid_to > a.valid_from)
            """)).ShouldBe(0);
    }

    [Theory, OnEachDatabase]
    public async Task Binh_Phuoc_has_11_districts_and_111_communes_in_2020(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var province = (await units.Directory.FindByCodeAsync("70", InThreeTiers))!;

        province.FullName.ShouldBe("Tỉnh Bình Phước");
        (await units.Directory.ChildrenAsync(province.Id, InThreeTiers)).Count.ShouldBe(11);
        (await units.Directory.BelowAsync(province.Path, UnitLevel.Commune, InThreeTiers)).Count.ShouldBe(111);
    }

    [Theory, OnEachDatabase]
    public async Task In_2025_communes_stand_directly_under_their_province(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var province = (await units.Directory.FindByCodeAsync("75", InTwoTiers))!;

        var children = await units.Directory.ChildrenAsync(province.Id, InTwoTiers);

        children.Count.ShouldBe(95);
        children.ShouldAllBe(child => child.Level == UnitLevel.Commune);
        (await units.Directory.FindByCodeAsync("70", InTwoTiers)).ShouldBeNull();
    }

    [Theory, OnEachDatabase]
    public async Task Code_25318_is_Tan_Thanh_before_and_Tan_Tien_from_1_July_2025(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);

        var before = (await units.Directory.FindByCodeAsync("25318", InTwoTiers.AddDays(-1)))!;
        var after = (await units.Directory.FindByCodeAsync("25318", InTwoTiers))!;

        before.FullName.ShouldBe("Xã Tân Thành");
        after.FullName.ShouldBe("Xã Tân Tiến");
        (await units.Directory.SuccessorsAsync(before.Id)).Select(unit => unit.Id).ShouldBe([after.Id]);
        (await units.Directory.PredecessorsAsync(after.Id)).Select(unit => unit.Code).ShouldBe(["25276", "25318", "25321"], ignoreOrder: true);
    }

    [Theory, OnEachDatabase]
    public async Task Unmerged_provinces_are_one_unit_and_merged_ones_follow_one_another(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);

        foreach (var code in new[] { "01", "04", "11", "12", "14", "20", "22", "38", "40", "42" })
        {
            (await units.Directory.FindByCodeAsync(code, InThreeTiers))!.Id.ShouldBe((await units.Directory.FindByCodeAsync(code, InTwoTiers))!.Id);
        }

        // Thừa Thiên Huế did not merge, but its name and type changed.
        (await units.Directory.FindByCodeAsync("46", InThreeTiers))!.FullName.ShouldBe("Tỉnh Thừa Thiên Huế");
        (await units.Directory.FindByCodeAsync("46", InTwoTiers))!.FullName.ShouldBe("Thành phố Huế");
        var binhPhuoc = (await units.Directory.FindByCodeAsync("70", InThreeTiers))!;
        (await units.Directory.SuccessorsAsync(binhPhuoc.Id)).Select(unit => unit.Name).ShouldBe(["Đồng Nai"]);
    }

    [Theory, OnEachDatabase]
    public async Task A_second_start_imports_nothing(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);

        (await units.Seeding.EnsureAsync()).ShouldBeFalse();
        (await units.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'units.seeded'")).ShouldBe(1);
    }

    private static async Task<int> CountAsync(UnitsDatabase units, UnitLevel level, DateOnly on) =>
        (await units.Directory.BelowAsync((await units.Directory.RootAsync())!.Path, level, on)).Count;

    private static int SourceRows(string seed)
    {
        using var reader = new StreamReader(SeedFiles.Open(seed));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;
    }
}
