using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;

namespace Campaign111.Bench;

/// <summary>What is printed for one commune.</summary>
/// <param name="Lineage">Nation to commune.</param>
/// <param name="Plain">The address in its code, for people.</param>
internal sealed record CommuneLeaflet(IReadOnlyList<Unit> Lineage, string Plain)
{
    /// <summary>As <see cref="LeafletAddress.Payload"/> makes it.</summary>
    public string Payload => Plain.ToUpperInvariant();

    /// <summary>The line that its office entered: as long as such lines are.</summary>
    public string LocalLine => $"UBND {Lineage[^1].FullName}, bộ phận trẻ em" is var line && line.Length <= 48 ? line : line[..48];

    /// <summary>Hands them to the process that renders, which then holds no database.</summary>
    public static void Save(IEnumerable<CommuneLeaflet> leaflets, string file) => File.WriteAllLines(file, leaflets.Select(leaflet => string.Join(
        '\t', leaflet.Lineage.Select(unit => string.Create(CultureInfo.InvariantCulture, $"{unit.Id}|{unit.Level}|{unit.UnitType}|{unit.Name}")).Prepend(leaflet.Plain))));

    /// <summary>The first so many of a file.</summary>
    public static IReadOnlyList<CommuneLeaflet> Load(string file, int count) =>
        [.. File.ReadLines(file).Take(count).Select(line => line.Split('\t')).Select(fields => new CommuneLeaflet([.. fields[1..].Select(Unit)], fields[0]))];

    private static Unit Unit(string text)
    {
        var part = text.Split('|');
        return new Unit { Id = long.Parse(part[0], CultureInfo.InvariantCulture), Level = Enum.Parse<UnitLevel>(part[1]), UnitType = part[2], Name = part[3] };
    }
}
