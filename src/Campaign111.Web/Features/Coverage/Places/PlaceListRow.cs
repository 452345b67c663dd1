using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Coverage.Places;

/// <summary>A good row of the list: a hamlet, known or new, and its households.</summary>
internal sealed record PlaceListRow(Unit Commune, Unit? Known, HamletDetails Hamlet, long Households, string Source, DateOnly AsOf);

/// <summary>The list's columns, and what its cells mean.</summary>
public static class PlaceListColumns
{
    public const string Commune = "commune_code";
    public const string CommuneName = "commune";
    public const string Hamlet = "hamlet";
    public const string Households = "households";
    public const string Source = "source";
    public const string Date = "date";

    /// <summary>A commune that has no list of hamlets yet counts as one place.</summary>
    public static readonly HamletDetails WholeCommune = new("Địa bàn", "Toàn xã", "toan-xa");

    public static readonly TableSchema Schema = new(
        new TableColumn(Commune, "mã xã", "mã đơn vị", "mã phường xã") { Required = true, MaxLength = 10 },
        new TableColumn(CommuneName, "tên xã", "xã", "xã phường", "tên đơn vị"),
        new TableColumn(Hamlet, "thôn", "thôn ấp khu phố", "thôn, ấp, khu phố", "tên thôn", "địa bàn") { MaxLength = 240 },
        new TableColumn(Households, "số hộ", "hộ", "số hộ phải đến") { Required = true },
        new TableColumn(Source, "nguồn", "nguồn số liệu") { MaxLength = 300 },
        new TableColumn(Date, "ngày", "ngày số liệu", "ngày của số liệu"));

    /// <summary>"Thôn 3", "Khu phố Tân An": type and name; blank: the whole commune. Null when it does not begin with a known type.</summary>
    public static HamletDetails? Read(string text)
    {
        if (text.Length == 0)
        {
            return WholeCommune;
        }

        var folded = TextFold.Fold(text);
        if (folded == TextFold.Fold(WholeCommune.Name) || folded == TextFold.Fold($"{WholeCommune.UnitType} {WholeCommune.Name}"))
        {
            return WholeCommune;
        }

        // "Tổ dân phố" before "Tổ": the longest type wins.
        foreach (var type in HamletDetails.Types.OrderByDescending(type => type.Length))
        {
            if (folded.StartsWith(TextFold.Fold(type) + " ", StringComparison.Ordinal))
            {
                var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                return new HamletDetails(type, string.Join(' ', words.Skip(type.Split(' ').Length))).Tidy();
            }
        }

        return null;
    }
}
