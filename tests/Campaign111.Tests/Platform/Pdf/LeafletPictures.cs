using Campaign111.Features.Leaflets;
using Campaign111.Platform.Pdf;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>The small pictures of leaflets/pictures: what a reader of the README sees, and what both engines are compared with.</summary>
public static class LeafletPictures
{
    /// <summary>Pixels across.</summary>
    public const int Width = 320;

    private static readonly Dictionary<string, string> Sample = new()
    {
        ["commune.name"] = "Thị trấn Thanh Bình",
        ["district.name"] = "Huyện Bù Đốp",
        ["province.name"] = "Tỉnh Bình Phước",
        ["local.line"] = "Cán bộ trẻ em: UBND thị trấn, giờ hành chính",
        ["qr.address"] = "111.example.vn/q/7k2m9qx4tb",
    };

    /// <summary>Every page of a design in Vietnamese, by file name without extension.</summary>
    public static IEnumerable<(string Name, bool Mono, SvgPage Page)> Of(LeafletDesign design)
    {
        foreach (var mono in new[] { false, true })
        {
            var pages = design.Pages[(mono, design.Original.Code)];
            for (var number = 1; number <= pages.Count; number++)
            {
                var qr = number == design.QrPage ? QrMatrix.Create($"HTTPS://{Sample["qr.address"].ToUpperInvariant()}", design.QrLevel) : null;
                yield return ($"{design.Id}-{number}{(mono ? "-mono" : "")}", mono, new SvgPage(pages[number - 1].Template, Values(design), qr));
            }
        }
    }

    /// <summary>The picture's resolution: as wide as all others, whatever the paper.</summary>
    public static int Dpi(SvgPage page) => (int)Math.Clamp(Width * 25.4 / page.Template.WidthMm, 24, 1200);

    private static Dictionary<string, string> Values(LeafletDesign design)
    {
        var longest = design.Placeholders.GetValueOrDefault("local.line")?.Max ?? int.MaxValue;
        return Sample.ToDictionary(entry => entry.Key, entry => entry.Key == "local.line" && entry.Value.Length > longest ? entry.Value[..longest] : entry.Value);
    }
}
