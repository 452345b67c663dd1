using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Campaign111.Features.Leaflets.Versions;

namespace Campaign111.Features.Leaflets.Artwork;

/// <summary>Where an office places the box. Lengths in mm from the trimmed page's upper left corner.</summary>
/// <param name="Page">From 1.</param>
public sealed record PlacedBox(int Page, double X, double Y, double Width, double Height);

/// <summary>Official artwork as a design: a folder like any other, so that approval, print runs, imposition and recall are the same.</summary>
public static class ArtworkDesign
{
    /// <summary>The smallest box whose code is large enough with the longest address, with its words below: a start for the office.</summary>
    private const double StartWidth = 42;

    private const double StartHeight = 43;
    private const double StartMargin = 6;

    /// <summary>The folder of a new design.</summary>
    /// <param name="art">What was uploaded.</param>
    /// <param name="id">Of the design.</param>
    /// <param name="title">As people call it.</param>
    /// <param name="titleEn">The same in English.</param>
    /// <param name="language">Code and name of the language the artwork speaks.</param>
    public static DesignFiles Make(ArtworkUpload art, string id, string title, string titleEn, (string Code, string Name) language)
    {
        var head = new DesignFile
        {
            Id = id,
            Version = 1,
            Title = new() { ["vi"] = title, ["en"] = titleEn },
            Use = new() { ["vi"] = "Mẫu chính thức; mã QR và tên xã in đè", ["en"] = "Official artwork with code and commune laid over it" },
            Size = new() { Name = art.Size.Name, WidthMm = art.Size.WidthMm, HeightMm = art.Size.HeightMm },
            BleedMm = PaperSizes.Bleed,
            Duplex = art.Pages.Count > 1,
            Fonts = ["Be Vietnam Pro"],
            Languages = new() { [language.Code] = new() { Name = language.Name, Review = "original" } },
            Placeholders = new()
            {
                ["commune.name"] = new() { Required = true, Vi = "Tên xã, phường, thị trấn", En = "Commune" },
                ["qr.host"] = new() { Required = true, Vi = "Địa chỉ của mã QR, phần máy chủ", En = "Address of the QR code, host" },
                ["qr.path"] = new() { Required = false, Vi = "Địa chỉ của mã QR, phần sau", En = "Address of the QR code, the rest" },
            },
            Artwork = new() { Source = $"source.{art.Kind}", Kind = art.Kind, Pages = art.Pages.Count, Bleed = art.Bleed, Dpi = art.Dpi },
        };
        var files = new Dictionary<string, byte[]>
        {
            [head.Artwork.Source] = art.Source,
            ["design.yaml"] = Encoding.UTF8.GetBytes(head.Write()),
        };
        foreach (var (svg, page) in art.Pages.Select((svg, index) => (svg, index + 1)))
        {
            files[ArtOf(page)] = Encoding.UTF8.GetBytes(svg);
        }

        return Place(DesignFiles.Of(files), new PlacedBox(1, art.Size.WidthMm - StartMargin - StartWidth, art.Size.HeightMm - StartMargin - StartHeight, StartWidth, StartHeight));
    }

    /// <summary>The same artwork with the box somewhere else.</summary>
    public static DesignFiles Place(DesignFiles files, PlacedBox box)
    {
        var head = files.Head;
        var art = head.Artwork ?? throw new LeafletRefusedException("Mẫu này không phải mẫu chính thức tải lên.", "This design is no uploaded artwork.");
        if (box.Page < 1 || box.Page > art.Pages || !new[] { box.X, box.Y, box.Width, box.Height }.All(double.IsFinite))
        {
            throw new LeafletRefusedException($"Chọn trang từ 1 đến {art.Pages} và ghi các số bằng mm.", $"Choose a page from 1 to {art.Pages} and give the figures in mm.");
        }

        (art.BoxX, art.BoxY, art.BoxWidth, art.BoxHeight) = (Tenth(box.X), Tenth(box.Y), Tenth(box.Width), Tenth(box.Height));
        head.Qr = new() { Page = box.Page, BoxMm = Math.Round(ArtworkOverlay.QrSide(art), 3), Ecc = "H" };
        var overlaid = $"page-{box.Page}.svg";
        head.Variants = new() { ["colour"] = new() { Pages = new() { [DesignReader.Default] = [.. Enumerable.Range(1, art.Pages).Select(page => page == box.Page ? overlaid : ArtOf(page))] } } };
        var kept = DesignFiles.Of(files.All.Where(file => !file.Key.StartsWith("page-", StringComparison.Ordinal)).ToDictionary());
        return kept.With((overlaid, ArtworkOverlay.Over(files.Text(ArtOf(box.Page)), head.Size, art)), ("design.yaml", head.Write()));
    }

    /// <summary>File with a page's artwork, without our box.</summary>
    public static string ArtOf(int page) => string.Create(CultureInfo.InvariantCulture, $"art-{page}.svg");

    /// <summary>A page without the box.</summary>
    public static string WithoutOverlay(string svg)
    {
        var page = XDocument.Parse(svg, LoadOptions.PreserveWhitespace);
        page.Root!.Elements().Where(element => (string?)element.Attribute("id") == "overlay").Remove();
        return page.ToString(SaveOptions.DisableFormatting);
    }

    private static double Tenth(double value) => Math.Round(value, 1);
}
