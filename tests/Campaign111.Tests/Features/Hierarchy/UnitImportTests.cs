using System.Text;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Office;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Hierarchy;

public class UnitImportTests
{
    private static readonly DateOnly Today = new(2025, 12, 1);
    private const string Header = "code,parent_code,level,type,name,name_en,valid_from,valid_to";

    [Theory, OnEachDatabase]
    public async Task New_units_are_added_below_others_of_the_same_file(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);

        var result = await ImportAsync(units, [Header, "99991,97,commune,Xã,Mới,,,", "97,,province,Tỉnh,Thử,,,"]);

        result.Errors.ShouldBeEmpty();
        result.Added.ShouldBe(2);
        var commune = (await units.Directory.FindByCodeAsync("99991", Today))!;
        (await units.Directory.LineageAsync(commune)).Select(unit => unit.FullName).ShouldBe(["Việt Nam", "Tỉnh Thử", "Xã Mới"]);
        commune.ValidFrom.ShouldBe(Today);
        commune.NameEn.ShouldBe("Moi");
    }

    [Theory, OnEachDatabase]
    public async Task One_bad_row_keeps_the_whole_file_out_and_every_bad_cell_is_named(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var before = await units.ScalarAsync<int>("SELECT COUNT(*) FROM unit");

        var result = await ImportAsync(units,
        [
            Header,
            "99991,75,commune,Xã,Tốt,,,",
            "99992,98,commune,Xã,Không cha,,,",
            "123,75,commune,Xã,Mã ngắn,,,",
            "99991,75,commune,Xã,Trùng,,,",
            "99994,75,commune,Xã,,,,",
            "99995,75,village,Thôn,Một,,,",
            "25318,75,commune,Xã,Tân Tiến,,,1/1/2020",
            "75,,province,Tỉnh,Đồng Nai,,,32/1/2026",
            "25195,25318,commune,Phường,Bình Phước,,,",
        ]);

        result.Errors.Select(error => (error.Line, error.Column)).ShouldBe(
        [
            (3, "parent_code"), (4, "code"), (5, "code"), (6, "name"), (7, "level"), (8, "valid_to"), (9, "valid_to"), (10, "parent_code"),
        ]);
        (await units.ScalarAsync<int>("SELECT COUNT(*) FROM unit")).ShouldBe(before);
        (await units.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'units.imported'")).ShouldBe(0);
    }

    [Theory, OnEachDatabase]
    public async Task A_changed_name_without_a_day_is_a_correction_with_before_and_after_in_the_trail(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var before = (await units.Directory.FindByCodeAsync("25318", Today))!;

        (await ImportAsync(units, ["Mã;Mã cấp trên;Cấp;Loại;Tên", "25318;75;xã;Phường;Tân Tiến Mới"])).Changed.ShouldBe(1);

        var after = (await units.Directory.FindByCodeAsync("25318", Today))!;
        (after.Id, after.FullName).ShouldBe((before.Id, "Phường Tân Tiến Mới"));
        var trail = await units.Database.ReadAsync(session => session.SingleAsync<Trail>(
            "SELECT before_json, after_json FROM audit_event WHERE action = 'units.imported'"));
        trail.BeforeJson.ShouldContain("\"Tân Tiến\"");
        trail.AfterJson.ShouldContain("Tân Tiến Mới");
    }

    [Theory, OnEachDatabase]
    public async Task A_change_with_a_day_makes_a_new_unit_that_all_below_it_follow(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var day = new DateOnly(2026, 4, 30);

        // 30 April 2026: Đồng Nai becomes a city, Trảng Bom a ward.
        var result = await ImportAsync(
            units, [Header, "75,,province,Thành phố,Đồng Nai,Dong Nai,,", "26248,75,commune,Phường,Trảng Bom,Trang Bom,,"], day);

        result.Errors.ShouldBeEmpty();
        var city = (await units.Directory.FindByCodeAsync("75", day))!;
        var communes = await units.Directory.ChildrenAsync(city.Id, day);
        city.FullName.ShouldBe("Thành phố Đồng Nai");
        communes.Count.ShouldBe(95);
        communes.Single(unit => unit.Code == "26248").FullName.ShouldBe("Phường Trảng Bom");
        communes.ShouldAllBe(unit => unit.Path.StartsWith(city.Path));
        var province = (await units.Directory.FindByCodeAsync("75", day.AddDays(-1)))!;
        province.FullName.ShouldBe("Tỉnh Đồng Nai");
        (await units.Directory.ChildrenAsync(province.Id, day.AddDays(-1))).Count.ShouldBe(95);
        (await units.Directory.SuccessorsAsync(province.Id)).Select(unit => unit.Id).ShouldBe([city.Id]);
    }

    [Theory, OnEachDatabase]
    public async Task Valid_to_dissolves_a_unit_with_all_below_it_and_deletes_nothing(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var count = await units.ScalarAsync<int>("SELECT COUNT(*) FROM unit");

        (await ImportAsync(units, [Header, "75,,province,Tỉnh,Đồng Nai,Dong Nai,,2026-07-01"])).Dissolved.ShouldBe(1);

        (await units.Directory.FindByCodeAsync("25318", new DateOnly(2026, 6, 30))).ShouldNotBeNull();
        (await units.Directory.FindByCodeAsync("25318", new DateOnly(2026, 7, 1))).ShouldBeNull();
        (await units.ScalarAsync<int>("SELECT COUNT(*) FROM unit")).ShouldBe(count);
    }

    [Theory, OnEachDatabase]
    public async Task A_dry_run_counts_and_writes_nothing(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);

        var result = await ImportAsync(units, [Header, "97,,province,Tỉnh,Thử,,,"], dryRun: true);

        (result.Added, result.DryRun).ShouldBe((1, true));
        (await units.Directory.FindByCodeAsync("97", Today)).ShouldBeNull();
    }

    [Theory, OnEachDatabase]
    public async Task Units_outside_the_actors_reach_are_refused(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        var own = (await units.Directory.FindByCodeAsync("75", Today))!;

        var result = await ImportAsync(
            units, [Header, "97,,province,Tỉnh,Thử,,,", "20333,48,commune,Đặc khu,Khác,,,", "99991,75,commune,Xã,Mới,,,"], reach: own.Path);

        result.Errors.Select(error => (error.Line, error.Column)).ShouldBe([(2, "parent_code"), (3, "code")]);
    }

    [Theory, OnEachDatabase]
    public async Task Decomposed_Vietnamese_is_stored_composed(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);

        (await ImportAsync(units, [Header, "97,,province,Tỉnh,Bến Thử,,,".Normalize(NormalizationForm.FormD)])).Errors.ShouldBeEmpty();

        (await units.Directory.FindByCodeAsync("97", Today))!.FullName.ShouldBe("Tỉnh Bến Thử");
    }

    [Theory]
    [InlineData("")]
    [InlineData("code,name\n")]
    [InlineData("a\0b,c\n1,2\n")]
    [InlineData("PK\u0003\u0004broken")]
    public async Task A_file_that_is_no_table_of_units_is_refused_as_a_whole(string content)
    {
        await using var units = await UnitsDatabase.SeededAsync("sqlite");
        var import = new UnitFileImport(units.Database, units.Audit);

        var wrong = await Should.ThrowAsync<TableFileException>(
            () => import.RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), "bad.csv", new TableImportOptions(Today), Actor.System));

        wrong.Text.Vi.ShouldNotBeEmpty();
    }

    [Theory, OnEachDatabase]
    public async Task Names_with_SQL_quotes_and_markup_are_only_names(string dialect)
    {
        await using var units = await UnitsDatabase.SeededAsync(dialect);
        const string name = "'); DELETE FROM unit; --<script>";

        (await ImportAsync(units, [Header, $"97,,province,Tỉnh,{name},,,"])).Errors.ShouldBeEmpty();

        (await units.Directory.FindByCodeAsync("97", Today))!.Name.ShouldBe(name);
    }

    private static Task<TableImportResult> ImportAsync(
        UnitsDatabase units, string[] lines, DateOnly? effective = null, bool dryRun = false, string reach = "/") =>
        new UnitFileImport(units.Database, units.Audit).RunAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))),
            "units.csv",
            new TableImportOptions(Today, effective, dryRun, [reach]),
            Actor.System);

    private sealed class Trail
    {
        public string BeforeJson { get; init; } = "";

        public string AfterJson { get; init; } = "";
    }
}
