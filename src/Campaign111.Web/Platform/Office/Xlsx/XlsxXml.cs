using System.Text;
using System.Xml;

namespace Campaign111.Platform.Office.Xlsx;

/// <summary>Guarded XML reading: no DTD, no outside references, no text longer than a cell may be.</summary>
internal static class XlsxXml
{
    public static XmlReader Create(Stream part, TableLimits limits) => XmlReader.Create(part, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        MaxCharactersInDocument = limits.MaxUncompressedBytes,
    });

    /// <summary>Whether the reader stands on a start tag of that local name; prefixes and the two namespaces (transitional, strict) do not matter.</summary>
    public static bool IsStart(this XmlReader xml, string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name;

    /// <summary>The text inside a leaf element; leaves the reader on its end.</summary>
    public static string ReadLeaf(XmlReader xml, int maxChars, string place)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var depth = xml.Depth;
        var buffer = new char[512];
        while (xml.Read() && xml.Depth > depth)
        {
            if (!xml.CanReadValueChunk || xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
            {
                continue;
            }

            for (int read; (read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
            {
                text.Append(buffer, 0, read);
                if (text.Length > maxChars)
                {
                    throw new TableFileException(
                        $"{place}: nội dung dài hơn {maxChars} ký tự. Rút ngắn ô này.", $"{place}: longer than {maxChars} characters. Shorten this cell.");
                }
            }
        }

        return Unescape(text.ToString());
    }

    /// <summary>The text of a shared or inline string: its runs joined, phonetic readings left out; leaves the reader on the element's end.</summary>
    public static string ReadRich(XmlReader xml, int maxChars, string place)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var text = "";
        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.IsStart("rPh"))
            {
                xml.Skip();
                continue;
            }

            if (xml.IsStart("t"))
            {
                text = Join(text, ReadLeaf(xml, maxChars - text.Length, place));
            }

            xml.Read();
        }

        return text;
    }

    private static string Join(string text, string more) => text.Length == 0 ? more : text + more;

    /// <summary>Excel writes control characters as _x000D_ and a literal one as _x005F_x000D_.</summary>
    private static string Unescape(string text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length).Append(text, 0, at);
        for (var i = at; i < text.Length; i++)
        {
            var coded = i + 6 < text.Length && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_'
                && ushort.TryParse(text.AsSpan(i + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code) ? code : char.MaxValue;
            if (coded is < 0x20 or '_')
            {
                result.Append((char)coded);
                i += 6;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
