using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Campaign111.Tests.Architecture;

/// <summary>Every package of NuGet and npm, also those that others bring, with version and licence as its own metadata say: src/licences.md. Written anew by
/// <c>CAMPAIGN111_WRITE_LICENCES=1 tests/run --filter FullyQualifiedName~LicenceTests</c>.</summary>
public sealed class LicenceTests
{
    private const string WriteVariable = "CAMPAIGN111_WRITE_LICENCES";
    private const string FullSet = "Hangfire.Core";

    // Permissive ones, and the weak copyleft of fonts (OFL) and of what only tests use (MPL).
    private static readonly string[] Allowed =
        ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Unlicense", "OFL-1.1", "MPL-2.0", "MS-PL OR Apache-2.0", "MIT AND OFL-1.1"];

    // Packages whose metadata name a file or an address instead of a licence; what stands there was read by a person.
    private static readonly Dictionary<string, string> Read = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Data.SqlClient.SNI.runtime"] = "Microsoft Software License Terms (LICENSE.txt; free to use and to distribute with an application)",
        ["SourceGear.sqlite3"] = "public domain (LICENSE.txt: SQLite)",
        ["xunit.abstractions"] = "Apache-2.0 (licenseUrl)",
    };

    private static readonly string[] Projects =
        ["src/Campaign111.Web", "tests/Campaign111.Tests", "tests/Campaign111.BrowserTests", "tests/Campaign111.Bench"];

    [Fact]
    public void Every_package_is_listed_with_its_version_and_an_allowed_licence()
    {
        var packages = All();
        packages.Count.ShouldBeGreaterThan(40);
        Problems(packages).ShouldBeEmpty("choose another package, or read its licence and add it to the list of allowed ones");
        var file = Path.Combine(Source.Root, "src", "licences.md");
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 })
        {
            File.WriteAllText(file, Head + string.Concat(packages.Select(package => package + "\n")));
        }

        if (packages.Any(package => package.Name == FullSet))
        {
            // The list is that of the basic set; the full one adds what src/licences.md says in words.
            return;
        }

        var listed = File.ReadLines(file).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).ToList();
        packages.Select(package => package.ToString()).Except(listed).ShouldBeEmpty($"run the test with {WriteVariable}=1");
        if (Projects.All(project => File.Exists(Assets(project))))
        {
            listed.Except(packages.Select(package => package.ToString())).ShouldBeEmpty($"no longer used: run the test with {WriteVariable}=1");
        }
    }

    [Fact]
    public void A_package_without_a_licence_or_with_another_one_is_named() =>
        Problems([new("Good", "1.0", "MIT", "product"), new("Viral", "2.0", "AGPL-3.0", "product"), new("Silent", "3.0", "none", "tests"), new("Mixed", "1.0", "MIT OR GPL-3.0", "product")])
            .ShouldBe(["Viral 2.0: AGPL-3.0", "Silent 3.0: none", "Mixed 1.0: MIT OR GPL-3.0"]);

    private const string Head = """
        # Packages and their licences

        Every package of NuGet and npm that the product or its tests are made of, also those that others bring, by the package's own metadata (`LicenceTests` compares and refuses other licences). "tests": not in the product.
        The full package set adds Hangfire (LGPL-3.0, or a bought licence) and QuestPDF (its Community licence has conditions, see the setting `Campaign111__QuestPdfLicense`) with what they bring.
        Programs of the system (librsvg, cairo, pango: LGPL; poppler: GPL, called as a program) are installed by the office's own distribution. Data sources and their licences: [db/README.md](../db/README.md).

        **Updates.** Once a month, and when a flaw becomes known, `dotnet list package --outdated --vulnerable` and `npm audit` are looked at: a flaw that is being exploited is mended within 7 days, a high or critical one within
        30, others with the next version.

        | package | version | licence | in |
        | --- | --- | --- | --- |

        """;

    private static IEnumerable<string> Problems(IEnumerable<Package> packages) =>
        packages.Where(package => !Allowed.Contains(package.Licence) && !Read.ContainsValue(package.Licence)).Select(package => $"{package.Name} {package.Version}: {package.Licence}");

    private static IReadOnlyList<Package> All() =>
    [
        .. Projects.Where(project => File.Exists(Assets(project))).SelectMany(NuGet).Concat(Npm())
            .GroupBy(package => (package.Name, package.Version, package.Licence))
            .Select(same => same.MinBy(package => package.In)!)
            .OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase).ThenBy(package => package.Version, StringComparer.Ordinal),
    ];

    private static string Assets(string project) => Path.Combine(Source.Root, project, "obj", "project.assets.json");

    private static IEnumerable<Package> NuGet(string project)
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(Assets(project)));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        foreach (var library in assets.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package").ToList())
        {
            var id = library.Name.Split('/');
            var path = library.Value.GetProperty("path").GetString()!;
            var nuspec = library.Value.GetProperty("files").EnumerateArray().Select(file => file.GetString()!).First(file => file.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase));
            var file = folders.Select(folder => Path.Combine(folder, path, nuspec)).First(File.Exists);
            yield return new Package(id[0], id[1], LicenceOf(id[0], XDocument.Load(file)), project.StartsWith("src", StringComparison.Ordinal) ? "product" : "tests");
        }
    }

    private static string LicenceOf(string id, XDocument nuspec)
    {
        var licence = nuspec.Descendants().FirstOrDefault(element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value : Read.GetValueOrDefault(id, "none");
    }

    private static List<Package> Npm()
    {
        using var locked = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Source.Web, "package-lock.json")));
        return
        [
            .. locked.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0).Select(package => new Package(
                package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..],
                package.Value.GetProperty("version").GetString()!,
                InstalledLicence(package.Name) ?? package.Value.GetProperty("license").GetString() ?? "none",
                package.Value.TryGetProperty("dev", out var dev) && dev.GetBoolean() ? "tests" : "product")),
        ];
    }

    private static string? InstalledLicence(string path)
    {
        var file = Path.Combine(Source.Web, path, "package.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var manifest = JsonDocument.Parse(File.ReadAllBytes(file));
        return manifest.RootElement.TryGetProperty("license", out var licence) ? licence.GetString() : null;
    }

    private sealed record Package(string Name, string Version, string Licence, string In)
    {
        public override string ToString() => new StringBuilder().Append("| ").AppendJoin(" | ", Name, Version, Licence, In).Append(" |").ToString();
    }
}
