using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Memory;

namespace Campaign111.Tests.Architecture.Caches;

/// <summary>Every cache stands in <c>caches.tsv</c> with its key, what ends it, and how old it may be on another node.</summary>
public class CacheTableTests
{
    private static readonly Type[] Kinds = [typeof(ConcurrentDictionary<,>), typeof(ConditionalWeakTable<,>)];

    private static readonly IReadOnlyList<string[]> Table =
    [
        .. File.ReadAllLines(Path.Combine(Source.Root, "tests", "Campaign111.Tests", "Architecture", "Caches", "caches.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')),
    ];

    [Fact]
    public void Every_field_that_keeps_things_has_a_line()
    {
        var missing = Keepers().Except(Table.Select(row => row[0])).Order(StringComparer.Ordinal);
        missing.ShouldBeEmpty("Each of these outlives a request. Add a line to caches.tsv: key, what ends it, greatest age on another node, what follows; or 'not a cache' and why.");
    }

    [Fact]
    public void Every_view_that_keeps_things_has_a_line()
    {
        var views = Source.Files("Features", ".cshtml").Where(file => File.ReadAllText(file).Contains("<cache ", StringComparison.Ordinal)).Select(file => $"{Path.GetFileName(file)} <cache>");
        views.Except(Table.Select(row => row[0])).ShouldBeEmpty();
        // Neither a memory cache nor an answer kept by the framework goes unseen.
        Source.Files(".", ".cs").Where(file => File.ReadAllText(file).Contains("[ResponseCache", StringComparison.Ordinal)).Select(Source.Relative).ShouldBeEmpty();
    }

    [Fact]
    public void Every_line_is_whole_and_its_field_is_there()
    {
        Table.Where(row => row.Length != 5 || row.Any(string.IsNullOrWhiteSpace)).Select(row => string.Join('|', row)).ShouldBeEmpty();
        Table.Select(row => row[0]).ShouldBeUnique();
        var gone = Table.Select(row => row[0]).Where(name => !name.Contains(' ', StringComparison.Ordinal) && name != "Identity.SecurityStamp" && Member(name) is null);
        gone.ShouldBeEmpty();
    }

    [Fact]
    public void A_planted_cache_is_found() => Fields(typeof(Planted)).Select(field => field.Name).ShouldBe(["byDay", "memory", "Shared"], ignoreOrder: true);

    private static IEnumerable<string> Keepers() =>
        from type in typeof(Program).Assembly.GetTypes()
        where type.Namespace?.StartsWith("Campaign111", StringComparison.Ordinal) is true && !type.IsDefined(typeof(CompilerGeneratedAttribute))
        from field in Fields(type)
        select $"{type.Name}.{field.Name}";

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(field => Keeps(field.FieldType));

    private static bool Keeps(Type type) =>
        typeof(IMemoryCache).IsAssignableFrom(type) || (type.IsGenericType && Kinds.Contains(type.GetGenericTypeDefinition()) && typeof(IEnumerable).IsAssignableFrom(type));

    private static MemberInfo? Member(string name) => name.Split('.') is not [var owner, var member] ? null
        : typeof(Program).Assembly.GetTypes().Where(type => type.Name == owner)
            .SelectMany(type => type.GetMember(member, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)).FirstOrDefault();

#pragma warning disable CS0169, CS0649, CA1823, IDE0051 // Only its fields' types matter.
    private sealed class Planted
    {
        private static readonly ConditionalWeakTable<object, object> Shared = [];
        private readonly ConcurrentDictionary<DateOnly, string> byDay = new();
        private readonly IMemoryCache? memory;
        private readonly Dictionary<string, string> plain = [];
    }
#pragma warning restore CS0169, CS0649, CA1823, IDE0051
}
