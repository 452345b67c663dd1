using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Campaign111.Features.Hierarchy;

/// <summary>The demo's share of the hierarchy: the offices that the dispatches of Bình Phước name, and invented hamlets in its 111 communes
/// (real communes, real household counts; names and numbers of the hamlets are illustrative).</summary>
public sealed class DemoUnits(
    UnitSeeding seeding, UnitDirectory units, OrganisationDirectory directory, Organisations organisations, Hamlets hamlets, Database database) : IDemoPart
{
    /// <summary>A day in the tree of the demo campaign.</summary>
    public static readonly DateOnly TreeDate = new(2020, 7, 28);

    private const string Province = "70";
    private const int HouseholdsPerHamlet = 180;

    public int Order => 10;

    public async Task LoadAsync(CancellationToken cancel)
    {
        await seeding.EnsureAsync(cancel);
        await AddOrganisationsAsync();
        await AddHamletsAsync();
    }

    /// <summary>How many hamlets the demo gives a commune with so many households.</summary>
    public static int HamletsFor(int households) => Math.Clamp((int)Math.Round(households / (double)HouseholdsPerHamlet), 3, 14);

    private async Task AddOrganisationsAsync()
    {
        var file = Read();
        foreach (var entry in file.Organisations)
        {
            var code = OrganisationDirectory.CodeOf(entry.Unit, entry.Key);
            var unit = await units.FindByCodeAsync(entry.Unit ?? "VN", TreeDate)
                ?? throw new InvalidDataException($"demo/binh-phuoc-2020.yaml: organisation {entry.Key} stands at the unknown unit {entry.Unit}.");
            if (await directory.FindByCodeAsync(code) is null)
            {
                await organisations.AddAsync(
                    Actor.System, unit, new OrganisationDetails(code, KindOf(entry.Kind), entry.Name, null, unit.ValidFrom, unit.ValidTo));
            }
        }
    }

    private async Task AddHamletsAsync()
    {
        var province = (await units.FindByCodeAsync(Province, TreeDate))!;
        var households = Households();
        var there = (await units.BelowAsync(province.Path, UnitLevel.Hamlet, TreeDate)).Select(hamlet => hamlet.ParentId).ToHashSet();
        var communes = (await units.BelowAsync(province.Path, UnitLevel.Commune, TreeDate)).Where(commune => !there.Contains(commune.Id)).ToList();
        await database.WriteAsync(async session =>
        {
            foreach (var commune in communes)
            {
                var type = commune.UnitType == "Xã" ? "Thôn" : "Khu phố";
                var names = Enumerable.Range(1, HamletsFor(households[commune.Code]));
                await hamlets.AddAsync(session, Actor.System, commune, [.. names.Select(name => new HamletDetails(type, $"{name}"))]);
            }
        });
    }

    private static OrganisationKind KindOf(string kind) => kind switch
    {
        "national_agency" => OrganisationKind.Agency,
        "peoples_committee" => OrganisationKind.Committee,
        "department" => OrganisationKind.Department,
        "mass_organisation" => OrganisationKind.Mass,
        "press_office" => OrganisationKind.Press,
        _ => throw new InvalidDataException($"demo/binh-phuoc-2020.yaml: unknown kind of organisation '{kind}'."),
    };

    private static DemoFile Read()
    {
        using var reader = new StreamReader(SeedFiles.Open("demo/binh-phuoc-2020.yaml"));
        return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build()
            .Deserialize<DemoFile>(reader);
    }

    private static Dictionary<string, int> Households()
    {
        using var file = SeedFiles.Open("households.csv");
        using var table = TableFile.Open(file, "households.csv");
        var schema = new TableSchema(new TableColumn("code"), new TableColumn("households"));
        // Hoàng Sa has no figure.
        return table.Read(schema).Where(row => row["households"].Length > 0)
            .ToDictionary(row => row["code"], row => (int)row.Whole("households", 0, int.MaxValue)!.Value, StringComparer.Ordinal);
    }

    private sealed class DemoFile
    {
        public List<DemoOrganisation> Organisations { get; set; } = [];
    }

    private sealed class DemoOrganisation
    {
        public string Key { get; set; } = "";

        public string Kind { get; set; } = "";

        public string Name { get; set; } = "";

        /// <summary>Code of the unit where it stands; null for a national agency.</summary>
        public string? Unit { get; set; }
    }
}
