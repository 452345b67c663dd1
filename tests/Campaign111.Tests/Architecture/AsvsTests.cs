using System.Reflection;
using System.Text.RegularExpressions;
using Campaign111.Platform.Configuration;

namespace Campaign111.Tests.Architecture;

/// <summary>The table src/asvs.md says nothing that is not there: every requirement once, every named test, setting and document real.</summary>
public sealed partial class AsvsTests
{
    // OWASP ASVS 5.0.0, requirements of levels 1 and 2 by section.
    private const string Numbers = """
        1.1:1,2;1.2:1,2,3,4,5,6,7,8,9;1.3:1,2,3,4,5,6,7,8,9,10,11;1.4:1,2,3;1.5:1,2;2.1:1,2,3;2.2:1,2,3;2.3:1,2,3,4;2.4:1;3.2:1,2;3.3:1,2,3,4;3.4:1,2,3,4,5,6;3.5:1,2,3,4,5;3.7:1,2;
        4.1:1,2,3;4.2:1;4.3:1,2;4.4:1,2,3,4;5.1:1;5.2:1,2,3;5.3:1,2;5.4:1,2,3;6.1:1,2,3;6.2:1,2,3,4,5,6,7,8,9,10,11,12;6.3:1,2,3,4;6.4:1,2,3,4;6.5:1,2,3,4,5;6.6:1,2,3;6.8:1,2,3,4;
        7.1:1,2,3;7.2:1,2,3,4;7.3:1,2;7.4:1,2,3,4,5;7.5:1,2;7.6:1,2;8.1:1,2;8.2:1,2,3;8.3:1;8.4:1;9.1:1,2,3;9.2:1,2,3,4;10.1:1,2;10.2:1,2;10.3:1,2,3,4;10.4:1,2,3,4,5,6,7,8,9,10,11;
        10.5:1,2,3,4,5;10.6:1,2;10.7:1,2,3;11.1:1,2;11.2:1,2,3;11.3:1,2,3;11.4:1,2,3,4;11.5:1;11.6:1;12.1:1,2,3;12.2:1,2;12.3:1,2,3,4;13.1:1;13.2:1,2,3,4,5;13.3:1,2;13.4:1,2,3,4,5;
        14.1:1,2;14.2:1,2,3,4;14.3:1,2,3;15.1:1,2,3;15.2:1,2,3;15.3:1,2,3,4,5,6,7;16.1:1;16.2:1,2,3,4,5;16.3:1,2,3,4;16.4:1,2,3;16.5:1,2,3;17.1:1;17.2:1,2,3,4;17.3:1,2
        """;

    private const int LevelsOneAndTwo = 253;

    private static readonly IReadOnlyList<(string Numbers, string HeldBy)> Rows = Read();

    [Fact]
    public void Every_requirement_of_levels_1_and_2_stands_in_the_table_once()
    {
        var wanted = (from section in Numbers.Split(';', StringSplitOptions.TrimEntries)
                      let parts = section.Split(':')
                      from number in parts[1].Split(',')
                      select $"{parts[0]}.{number.Trim()}").ToList();
        wanted.Count.ShouldBe(LevelsOneAndTwo);

        Rows.SelectMany(row => Expand(row.Numbers)).ShouldBe(wanted, ignoreOrder: true);
    }

    [Fact]
    public void Every_line_names_a_test_a_setting_or_a_document_or_says_why_not()
    {
        var empty = Rows.Where(row => !row.HeldBy.StartsWith("Does not apply: ", StringComparison.Ordinal) && !row.HeldBy.StartsWith("Not held: ", StringComparison.Ordinal)
            && !Test().IsMatch(row.HeldBy) && !Setting().IsMatch(row.HeldBy) && !(row.HeldBy.StartsWith("Documented: ", StringComparison.Ordinal) && Document().IsMatch(row.HeldBy)));

        empty.Select(row => row.Numbers).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_table_names_exists()
    {
        var tests = TestMethods();
        var missing = Rows.SelectMany(row => Test().Matches(row.HeldBy).Select(match => match.Groups[1].Value)).Where(name => !tests.Contains(name))
            .Concat(Rows.SelectMany(row => Setting().Matches(row.HeldBy).Select(match => match.Groups[1].Value)).Where(name => SettingList.All.All(known => known.Variable != name)))
            .Concat(Rows.SelectMany(row => Document().Matches(row.HeldBy).Select(match => match.Groups[1].Value)).Where(path => !File.Exists(Path.Combine(Source.Root, "src", path))));

        missing.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void The_readers_find_what_is_planted()
    {
        Expand("4.4.1-4.4.3, 4.5.1").ShouldBe(["4.4.1", "4.4.2", "4.4.3", "4.5.1"]);
        TestMethods().ShouldNotContain("AsvsTests.No_such_test");
        TestMethods().ShouldContain("AsvsTests.The_readers_find_what_is_planted");
        Test().IsMatch("held by nothing").ShouldBeFalse();
    }

    private static IReadOnlyList<(string, string)> Read() =>
    [
        .. File.ReadLines(Path.Combine(Source.Root, "src", "asvs.md"))
            .Where(line => Row().IsMatch(line)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Select(cells => (cells[1], cells[4])),
    ];

    private static IEnumerable<string> Expand(string numbers)
    {
        foreach (var part in numbers.Split(", "))
        {
            var ends = part.Split('-');
            var section = ends[0][..ends[0].LastIndexOf('.')];
            var (first, last) = (Last(ends[0]), Last(ends[^1]));
            for (var number = first; number <= last; number++)
            {
                yield return $"{section}.{number}";
            }
        }
    }

    private static int Last(string number) => int.Parse(number[(number.LastIndexOf('.') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    // By reflection here; the browser tests are another assembly, and this one does not wait for it to be built: their source tells.
    private static HashSet<string> TestMethods()
    {
        var own = from type in typeof(AsvsTests).Assembly.GetTypes()
                  from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
                  where method.GetCustomAttributes().Any(attribute => attribute is FactAttribute)
                  select $"{type.Name}.{method.Name}";
        var browser = from file in Directory.EnumerateFiles(Path.Combine(Source.Root, "tests", "Campaign111.BrowserTests"), "*.cs", SearchOption.AllDirectories)
                      from Match method in Method().Matches(File.ReadAllText(file))
                      select $"{Path.GetFileNameWithoutExtension(file).Split('.')[0]}.{method.Groups[1].Value}";
        return [.. own, .. browser];
    }

    [GeneratedRegex(@"^\| \d+\.\d+\.\d+")]
    private static partial Regex Row();

    [GeneratedRegex(@"`([A-Z][A-Za-z]+Tests\.[A-Z]\w+)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"`(C(?:ampaign111__|AMPAIGN111_)\w+)`")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Document();

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\]]*\](?:\s*\[[^\n]*\])*\s*public async Task (\w+)\(")]
    private static partial Regex Method();
}
