using System.Globalization;
using System.Xml.Linq;

namespace Campaign111.Features.Leaflets.Artwork;

/// <summary>
/// What is laid over official artwork, and nothing else: in a white box the code, its address in plain text on two lines, and the commune's name. A box
/// that is clearly wider than high has the words beside the code, any other below it. Lengths in mm.
/// </summary>
public static class ArtworkOverlay
{
    /// <summary>Between the box's edge and what is in it.</summary>
    private const double Padding = 1.5;

    private const double NameSize = 3.2;
    private const double AddressSize = 2.3;
    private const double TextHeight = 11;
    private const double WideFrom = 1.5;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Side of the code's own square, quiet zone included.</summary>
    public static double QrSide(DesignFile.ArtworkEntry box) => IsWide(box)
        ? box.BoxHeight - (2 * Padding)
        : Math.Min(box.BoxWidth - (2 * Padding), box.BoxHeight - TextHeight - Padding);

    /// <summary>The box as a group in mm of the page.</summary>
    public static XElement Group(DesignFile.ArtworkEntry box)
    {
        var side = Math.Max(0.1, QrSide(box));
        var wide = IsWide(box);
        var (qrX, qrY) = wide ? (box.BoxX + Padding, box.BoxY + Padding) : (box.BoxX + ((box.BoxWidth - side) / 2), box.BoxY + Padding);
        var room = Math.Max(1, wide ? box.BoxWidth - side - (3 * Padding) : box.BoxWidth - (2 * Padding));
        var x = wide ? qrX + side + Padding : box.BoxX + (box.BoxWidth / 2);
        var y = wide ? box.BoxY + (box.BoxHeight / 2) - 2 : qrY + side + 3.2;
        var anchor = new XAttribute("text-anchor", wide ? "start" : "middle");
        return new XElement(
            Svg + "g",
            new XAttribute("id", "overlay"),
            new XElement(Svg + "rect", Numbers(("x", box.BoxX), ("y", box.BoxY), ("width", box.BoxWidth), ("height", box.BoxHeight), ("rx", 1.2)), new XAttribute("fill", "#ffffff")),
            Line("commune.name", x, y, NameSize, 700, room, anchor),
            Line("qr.host", x, y + 3.3, AddressSize, 400, room, anchor),
            Line("qr.path", x, y + 6.2, AddressSize, 400, room, anchor),
            new XElement(Svg + "rect", new XAttribute("id", "qr"), Numbers(("x", qrX), ("y", qrY), ("width", side), ("height", side)), new XAttribute("fill", "#000000")));
    }

    /// <summary>A page with the box and nothing under it, for the checks.</summary>
    public static XDocument Alone(DesignFile.SizeEntry size, DesignFile.ArtworkEntry box)
    {
        var page = new XElement(
            Svg + "svg",
            new XAttribute("width", $"{Figure(size.WidthMm)}mm"), new XAttribute("height", $"{Figure(size.HeightMm)}mm"), new XAttribute("viewBox", $"0 0 {Figure(size.WidthMm)} {Figure(size.HeightMm)}"), Group(box));
        return XDocument.Parse(page.ToString(SaveOptions.DisableFormatting), LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);
    }

    /// <summary>The artwork's page with the box on top.</summary>
    /// <param name="art">SVG of the page in any user unit.</param>
    /// <param name="size">Of the trimmed page.</param>
    /// <param name="box">Where the box stands.</param>
    public static string Over(string art, DesignFile.SizeEntry size, DesignFile.ArtworkEntry box)
    {
        var page = XDocument.Parse(art, LoadOptions.PreserveWhitespace);
        var view = ((string)page.Root!.Attribute("viewBox")!).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var group = Group(box);
        if (view is not [0, 0, _, _] || Math.Abs(view[2] - size.WidthMm) > 0.001)
        {
            group.SetAttributeValue("transform", FormattableString.Invariant($"translate({view[0]} {view[1]}) scale({view[2] / size.WidthMm})"));
        }

        page.Root.Add(group);
        return page.ToString(SaveOptions.DisableFormatting);
    }

    private static bool IsWide(DesignFile.ArtworkEntry box) => box.BoxWidth >= WideFrom * box.BoxHeight;

    private static XElement Line(string place, double x, double y, double size, int weight, double room, XAttribute anchor) => new(
        Svg + "text", Numbers(("x", x), ("y", y), ("font-size", size), ("font-weight", weight), ("data-fit", room)),
        new XAttribute("font-family", "Be Vietnam Pro"), new XAttribute("font-style", "normal"), new XAttribute("fill", "#000000"), new XAttribute(anchor), $"{{{{{place}}}}}");

    private static IEnumerable<XAttribute> Numbers(params (string Name, double Value)[] values) => values.Select(value => new XAttribute(value.Name, Figure(value.Value)));

    private static string Figure(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
