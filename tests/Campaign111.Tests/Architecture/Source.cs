using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Campaign111.Tests.Architecture;

/// <summary>The product's own source, as the boundary tests read it.</summary>
internal static partial class Source
{
    public static readonly string Root = FindRoot();

    public static readonly string Web = Path.Combine(Root, "src", "Campaign111.Web");

    /// <summary>Names of the feature folders.</summary>
    public static IReadOnlyList<string> Features { get; } =
        [.. Directory.GetDirectories(Path.Combine(Web, "Features")).Select(Path.GetFileName).OfType<string>().Where(name => name != "Shared").Order(StringComparer.Ordinal)];

    /// <summary>Files below a folder of the web project, by pattern, without build output.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Web, folder), "*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    /// <summary>Table name to the name of the migration's subject: "unit" to "hierarchy".</summary>
    public static IReadOnlyDictionary<string, string> TableOwners()
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "db", "migrations"), "*.sql").Order(StringComparer.Ordinal))
        {
            var subject = Path.GetFileName(file).Split('.')[0][5..].Split('_')[0];
            foreach (Match table in CreateTable().Matches(File.ReadAllText(file)))
            {
                owners.TryAdd(table.Groups["name"].Value, subject);
            }
        }

        return owners;
    }

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Campaign111.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests read the source beside them: run them from a checkout.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"CREATE\s+TABLE\s+\[?(?<name>\w+)\]?", RegexOptions.IgnoreCase)]
    private static partial Regex CreateTable();
}
