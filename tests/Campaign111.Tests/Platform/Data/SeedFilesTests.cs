using System.Text.Json;
using System.Text.RegularExpressions;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;
using YamlDotNet.Serialization;

namespace Campaign111.Tests.Platform.Data;

public sealed partial class SeedFilesTests
{
    private static readonly string[] Demos = ["binh-phuoc-2020", "an-giang-2019", "lang-son-2019"];

    [Theory]
    [InlineData("units-2020.csv", 11_384)]
    [InlineData("units-2025.csv", 3_355)]
    [InlineData("units-2026-changes.csv", 11)]
    [InlineData("units-2020-mapping.csv", 11_206)]
    [InlineData("units-2025-province-mapping.csv", 63)]
    [InlineData("households.csv", 1_237)]
    [InlineData("holidays.csv", 133)]
    public void Row_counts_equal_those_of_the_sources(string name, int rows) => Rows(name, "code").Count.ShouldBe(rows);

    [Fact]
    public void Every_unit_has_its_parent_and_binh_phuoc_its_11_districts_and_111_communes()
    {
        foreach (var file in new[] { "units-2020.csv", "units-2025.csv" })
        {
            var units = Rows(file, "code", "parent_code", "level");
            var codes = units.Select(unit => unit["code"]).ToHashSet();
            codes.Count.ShouldBe(units.Count);
            units.Where(unit => unit["level"] != "province").ShouldAllBe(unit => codes.Contains(unit["parent_code"]));
        }

        var all = Rows("units-2020.csv", "code", "parent_code");
        var districts = all.Where(unit => unit["parent_code"] == "70").Select(unit => unit["code"]).ToHashSet();
        districts.Count.ShouldBe(11);
        all.Count(unit => districts.Contains(unit["parent_code"])).ShouldBe(111);
    }

    [Fact]
    public void Code_25318_bears_another_name_after_July_2025()
    {
        Rows("units-2020.csv", "code", "name").Single(unit => unit["code"] == "25318")["name"].ShouldBe("Tân Thành");
        Rows("units-2025.csv", "code", "name").Single(unit => unit["code"] == "25318")["name"].ShouldBe("Tân Tiến");
    }

    [Fact]
    public void Census_sums_equal_the_national_totals()
    {
        var provinces = Rows("households.csv", "level", "households", "population").Where(row => row["level"] == "province").ToList();

        provinces.Sum(row => row.Whole("households")).ShouldBe(26_870_079);
        provinces.Sum(row => row.Whole("population")).ShouldBe(96_208_984);
        provinces.ShouldAllBe(row => row.Errors.Count == 0);
    }

    [Theory]
    [InlineData("provinces-2020", 63)]
    [InlineData("provinces-2025", 34)]
    [InlineData("districts-2020", 707)]
    [InlineData("districts-2020-70", 11)]
    [InlineData("communes-2020-20", 200)]
    [InlineData("communes-2020-70", 111)]
    [InlineData("communes-2020-89", 156)]
    public void Boundaries_join_to_units_of_their_year(string name, int features)
    {
        var codes = Rows(name.Contains("2025", StringComparison.Ordinal) ? "units-2025.csv" : "units-2020.csv", "code").Select(row => row["code"]).ToHashSet();
        using var stream = SeedFiles.Open($"geo/{name}.geojson");
        using var json = JsonDocument.Parse(stream);
        var found = json.RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties").GetProperty("code").GetString()!).ToList();

        found.Count.ShouldBe(features);
        found.ShouldAllBe(code => codes.Contains(code));
    }

    [Fact]
    public void Boundaries_and_licences_ship()
    {
        SeedFiles.List("geo").Count.ShouldBe(43);
        SeedFiles.Exists("LICENSES.txt").ShouldBeTrue();
        SeedFiles.Exists("no-such.csv").ShouldBeFalse();
        SeedFiles.List("no-such").ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_file_and_a_name_outside_the_folder_are_refused()
    {
        Should.Throw<FileNotFoundException>(() => SeedFiles.Open("no-such.csv")).Message.ShouldContain("no-such.csv");
        Should.Throw<ArgumentException>(() => SeedFiles.Open("../appsettings.json"));
        Should.Throw<ArgumentException>(() => SeedFiles.Exists("/etc/hostname"));
    }

    [Theory]
    [MemberData(nameof(DemoNames))]
    public void Demo_campaigns_name_real_units_known_offices_and_nobody_to_call(string name)
    {
        using var reader = new StreamReader(SeedFiles.Open($"demo/{name}.yaml"));
        var text = reader.ReadToEnd();
        var demo = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(text);
        var codes = Rows("units-2020.csv", "code").Select(row => row["code"]).ToHashSet();
        var offices = Items(demo["organisations"]).ToDictionary(office => (string)office["key"]);

        offices.Values.Where(office => office["unit"] is string { Length: > 0 } unit && unit != "null").ShouldAllBe(office => codes.Contains((string)office["unit"]));
        offices.Keys.Count(key => key.StartsWith("ubnd-", StringComparison.Ordinal) && key != "ubnd-tinh").ShouldBe(11);
        foreach (var dispatch in Items(demo["dispatches"]))
        {
            offices.ShouldContainKey((string)dispatch["issuer"]);
            Items(dispatch["tasks"]).SelectMany(task => (List<object>)task["organisations"]).ShouldAllBe(key => offices.ContainsKey((string)key));
        }

        Personal().IsMatch(text).ShouldBeFalse();
    }

    [Fact]
    public void The_two_dispatches_of_binh_phuoc_are_as_issued()
    {
        using var reader = new StreamReader(SeedFiles.Open("demo/binh-phuoc-2020.yaml"));
        var dispatches = Items(new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(reader.ReadToEnd())["dispatches"]).ToList();

        dispatches.Select(dispatch => dispatch["number"]).ShouldBe(["275/TE-TVDVTT", "2530/UBND-KGVX"]);
        dispatches.Select(dispatch => dispatch["date"]).ShouldBe(["2020-05-05", "2020-07-28"]);
        dispatches.Select(dispatch => Items(dispatch["deadlines"]).Single()["last_day"]).ShouldBe(["2020-08-31", "2020-09-29"]);
        dispatches[1]["parent"].ShouldBe("275-te-tvdvtt");
        Items(dispatches[1]["tasks"]).Select(task => task["number"]).ShouldBe(["1", "2", "3", "4", "5"]);
    }

    public static TheoryData<string> DemoNames() => [.. Demos];

    private static IEnumerable<Dictionary<object, object>> Items(object list) => ((List<object>)list).Cast<Dictionary<object, object>>();

    private static List<TableRow> Rows(string name, params string[] columns)
    {
        using var stream = SeedFiles.Open(name);
        using var table = TableFile.Open(stream, name);
        return [.. table.Read(new TableSchema([.. columns.Select(column => new TableColumn(column))]))];
    }

    // Vietnamese telephone numbers and any mailbox.
    [GeneratedRegex(@"\b0\d{2,4}[. ]?\d{3}[. ]?\d{3,4}\b|\S+@\S+\.\S+")]
    private static partial Regex Personal();
}
