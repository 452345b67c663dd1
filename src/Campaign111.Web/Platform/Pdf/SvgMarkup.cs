using System.Globalization;
using System.Security;
using System.Text;
using System.Xml.Linq;

namespace Campaign111.Platform.Pdf;

/// <summary>A template's document cut once into literal markup and slots, so that filling it for a preview is joining strings.</summary>
internal sealed class SvgMarkup
{
    // Private-use characters mark the slots while the document is written out.
    private const char Open = '\uE0F0';
    private const char Close = '\uE0F1';
    private readonly string[] _parts;

    public SvgMarkup(XDocument document, bool placeholders)
    {
        var copy = new XDocument(document);
        var lines = 0;
        foreach (var leaf in SvgTemplate.Leaves(copy))
        {
            if (SvgTemplate.IsQr(leaf))
            {
                leaf.ReplaceWith(new XText($"{Open}qr{Close}"));
            }
            else if (leaf.Name.LocalName == "text")
            {
                lines = MarkText(leaf, placeholders, lines);
            }
        }

        // Odd parts are slots.
        _parts = copy.ToString(SaveOptions.DisableFormatting).Split(Open, Close);
    }

    public string Fill(IReadOnlyDictionary<string, string> values, QrMatrix? qr, SvgTemplate template, FontLibrary fonts)
    {
        var result = new StringBuilder();
        for (var at = 0; at < _parts.Length; at++)
        {
            result.Append(at % 2 == 0 ? _parts[at] : Slot(_parts[at], values, qr, template, fonts));
        }

        return result.ToString();
    }

    private static string Slot(string slot, IReadOnlyDictionary<string, string> values, QrMatrix? qr, SvgTemplate template, FontLibrary fonts)
    {
        if (slot == "qr")
        {
            return Qr(template.Layers.OfType<QrLayer>().First(), qr);
        }

        if (slot[0] != '#')
        {
            return SecurityElement.Escape(new SvgTextPiece(slot, true).Fill(values));
        }

        var line = template.Layers.OfType<TextLayer>().SelectMany(layer => layer.Text.Lines).Where(line => line.FitWidth is not null)
            .ElementAt(int.Parse(slot.AsSpan(1), CultureInfo.InvariantCulture));
        return (line.Runs[0].Style.Size * line.FitScale(values, fonts)).ToString("0.####", CultureInfo.InvariantCulture);
    }

    /// <summary>White box and modules, in the place of the rect (whose own transform is in the layer; its parents' stay around it).</summary>
    private static string Qr(QrLayer layer, QrMatrix? qr) => qr is null ? "" : string.Create(CultureInfo.InvariantCulture,
        $"""<rect x="{layer.X}" y="{layer.Y}" width="{layer.Side}" height="{layer.Side}" fill="#ffffff"/><path transform="translate({layer.X} {layer.Y}) scale({layer.Side / qr.Size})" d="{qr.ToPathData()}" fill="#{layer.Rgb:x6}"/>""");

    private static int MarkText(XElement text, bool placeholders, int lines)
    {
        foreach (var element in text.DescendantsAndSelf().Where(element => element.Attribute("data-fit") is not null))
        {
            if (element.Descendants().Any(inner => inner.Attribute("font-size") is not null || inner.Attribute("x") is not null || inner.Attribute("dy") is not null))
            {
                throw new PdfException("data-fit phải nằm trên đúng một dòng: bên trong không có font-size, x hay dy khác.");
            }

            element.SetAttributeValue("font-size", $"{Open}#{lines++}{Close}");
        }

        foreach (var node in placeholders ? text.DescendantNodes().OfType<XText>().ToList() : [])
        {
            node.Value = SvgTextReader.Placeholder().Replace(node.Value, match => $"{Open}{match.Groups[1].Value}{Close}");
        }

        return lines;
    }
}
