using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Tests.Architecture;

/// <summary>One feature, one folder: the boundaries of design.md, held by tests.</summary>
public partial class BoundaryTests
{
    private static readonly Assembly Product = typeof(Program).Assembly;

    [Fact]
    public void Platform_knows_no_feature()
    {
        var guilty = Source.Files("Platform", ".cs")
            .Where(file => File.ReadAllText(file).Contains("Campaign111.Features", StringComparison.Ordinal))
            .Select(Source.Relative);

        guilty.ShouldBeEmpty();
    }

    [Fact]
    public void A_feature_reads_and_writes_only_its_own_tables()
    {
        var owners = Source.TableOwners();
        owners.ShouldNotBeEmpty();
        var guilty =
            from feature in Source.Features
            from file in Source.Files(Path.Combine("Features", feature), ".cs", ".sql")
            from Match use in TableUse().Matches(File.ReadAllText(file))
            let table = use.Groups["table"].Value
            where owners.TryGetValue(table, out var owner) && !string.Equals(owner, feature, StringComparison.OrdinalIgnoreCase)
                && !(table == "audit_event" && feature == "Accounts")
            select $"{Source.Relative(file)} uses {table}";

        guilty.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Platform_tables_are_used_by_Platform_alone_and_it_uses_no_others()
    {
        var owners = Source.TableOwners();
        var guilty =
            from file in Source.Files("Platform", ".cs", ".sql")
            from Match use in TableUse().Matches(File.ReadAllText(file))
            let table = use.Groups["table"].Value
            where owners.TryGetValue(table, out var owner) && Source.Features.Any(feature => string.Equals(owner, feature, StringComparison.OrdinalIgnoreCase))
            select $"{Source.Relative(file)} uses {table}";

        guilty.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void A_feature_asks_another_only_through_its_public_services()
    {
        var guilty =
            from type in Product.GetTypes()
            let home = FeatureOf(type)
            where home is not null
            from parameter in type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            let used = parameter.ParameterType
            let other = FeatureOf(used)
            where other is not null && other != home && other != "Shared" && !IsPublicFace(used)
            select $"{type.Name} ({home}) takes {used.Name} ({other})";

        guilty.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Program_stays_a_table_of_contents()
    {
        File.ReadAllLines(Path.Combine(Source.Web, "Program.cs")).Length.ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public void Sizes_read_well()
    {
        var tooLong = Source.Files(".", ".cs").Where(file => File.ReadAllLines(file).Length > 300)
            .Concat(Source.Files("Features", ".cshtml").Where(file => File.ReadAllLines(file).Length > 150))
            .Select(Source.Relative);

        tooLong.ShouldBeEmpty();
    }

    [Fact]
    public void Time_comes_from_TimeProvider()
    {
        var guilty = Source.Files(".", ".cs", ".cshtml")
            .Where(file => SystemClock().IsMatch(File.ReadAllText(file)))
            .Select(Source.Relative);

        guilty.ShouldBeEmpty();
    }

    [Fact]
    public void Top_level_holds_only_what_the_design_names()
    {
        // TestResults is what a test run leaves, ignored by git.
        string[] allowed = ["Campaign111.sln", "src", "tests", "db", "leaflets", "README.md", "TestResults"];
        var others = Directory.EnumerateFileSystemEntries(Source.Root).Select(Path.GetFileName).OfType<string>()
            .Where(name => name[0] != '.' && !allowed.Contains(name));

        others.ShouldBeEmpty();
    }

    private static bool IsPublicFace(Type type) =>
        !typeof(ControllerBase).IsAssignableFrom(type) && !Internal().IsMatch(type.Name);

    private static string? FeatureOf(Type type)
    {
        var parts = type.Namespace?.Split('.') ?? [];
        return parts is ["Campaign111", "Features", var feature, ..] ? feature : null;
    }

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+\[?(?<table>[a-z][a-z_]+)\]?")]
    private static partial Regex TableUse();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b")]
    private static partial Regex SystemClock();

    // What a feature keeps to itself: its rules and writes, its jobs, commands, stores and the models of its views.
    [GeneratedRegex(@"(Ledger|Writer|Store|Planner|Dispatcher|Outbox|Job|Command|Demo|Import|Model|Row)$")]
    private static partial Regex Internal();
}
