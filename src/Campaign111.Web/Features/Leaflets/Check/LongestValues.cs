using Campaign111.Platform.Data;
using Campaign111.Platform.Office;
using Campaign111.Platform.Pdf;
using TableColumn = Campaign111.Platform.Office.TableColumn;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>
/// The longest that can stand in each place: the widest names of the official lists of 2020 and 2025 with their kind ("Thị trấn ..."), and a local
/// line as long as the design allows.
/// </summary>
public sealed class LongestValues(FontLibrary fonts)
{
    private const string LocalWords = "Cán bộ bảo vệ trẻ em, Trạm Y tế xã Phước Minh, Ủy ban nhân dân xã 0271 000 111, ấp Bàu Bàng, đường Nguyễn Huệ, mở cửa hằng ngày từ 7 giờ";

    private static readonly string[] Lists = ["units-2020.csv", "units-2025.csv"];
    private static readonly TableSchema Schema = new(new TableColumn("level"), new TableColumn("type"), new TableColumn("name"), new TableColumn("code"));
    private readonly Lazy<IReadOnlyDictionary<string, string>> widest = new(() => Read(fonts));

    /// <summary>A host of 31 letters and a token.</summary>
    public static string Address => "111.tinh-ba-ria-vung-tau.gov.vn/q/7k2m9qx4tb";

    /// <summary>What the longest code holds.</summary>
    public static string Payload => $"HTTPS://{Address.ToUpperInvariant()}";

    /// <summary>Values for every place of a design.</summary>
    public IReadOnlyDictionary<string, string> For(LeafletDesign design)
    {
        var local = design.Placeholders.GetValueOrDefault("local.line")?.Max ?? 60;
        return new Dictionary<string, string>
        {
            ["commune.name"] = widest.Value["commune"],
            ["district.name"] = widest.Value["district"],
            ["province.name"] = widest.Value["province"],
            ["local.line"] = LocalWords[..Math.Min(local, LocalWords.Length)],
            ["qr.address"] = Address,
        };
    }

    /// <summary>Values for the box over official artwork.</summary>
    public IReadOnlyDictionary<string, string> ForOverlay() => new Dictionary<string, string>
    {
        ["commune.name"] = widest.Value["commune"],
        ["qr.address"] = Address,
        ["qr.host"] = Address[..Address.IndexOf('/', StringComparison.Ordinal)],
        ["qr.path"] = Address[Address.IndexOf('/', StringComparison.Ordinal)..],
    };

    private static Dictionary<string, string> Read(FontLibrary fonts)
    {
        var bold = new TextStyle("Be Vietnam Pro", 1, 700, false, 0, 1, TextAnchor.Start);
        var names = new List<(string Level, string Name)>();
        foreach (var list in Lists)
        {
            using var file = SeedFiles.Open(list);
            using var table = TableFile.Open(file, list);
            names.AddRange(table.Read(Schema).Select(row => (row["level"], row["type"].Length == 0 ? row["name"] : $"{row["type"]} {row["name"]}")));
        }

        return names.GroupBy(unit => unit.Level).ToDictionary(level => level.Key, level => level.Select(unit => unit.Name).Distinct().MaxBy(name => fonts.Measure(bold, name))!);
    }
}
