using System.Globalization;
using System.Text.Encodings.Web;
using System.Xml.Linq;
using Microsoft.AspNetCore.Html;

namespace Campaign111.Features.Shared.Charts;

/// <summary>Markup built as a tree, so that it is well-formed and every text in it is escaped.</summary>
public sealed class Svg(XElement root) : IHtmlContent
{
    /// <summary>The tree, for tests and for other drawings.</summary>
    public XElement Root { get; } = root;

    /// <inheritdoc />
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Root.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>An element; attributes that are null are left out, numbers get at most one decimal.</summary>
    internal static XElement Element(string name, object? content, params (string Name, object? Value)[] attributes)
    {
        var element = new XElement(name, content);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                element.SetAttributeValue(attribute, value is double number ? Number(number) : value);
            }
        }

        return element;
    }

    /// <summary>A coordinate: one decimal, a point whatever the culture.</summary>
    internal static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>An icon at its own size.</summary>
    internal static XElement Icon(string name) => Element("svg", Element("path", null, ("d", Icons.Path(name))),
        ("class", "icon"), ("viewBox", "0 0 24 24"), ("aria-hidden", "true"));
}
