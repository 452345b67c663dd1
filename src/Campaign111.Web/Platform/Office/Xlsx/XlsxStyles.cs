using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Campaign111.Platform.Office.Xlsx;

/// <summary>
/// Turns stored numbers into the text that the sheet shows, where that matters: dates (d/M/yyyy), times, percentages and padded codes
/// (00000 shows 123 as 00123: commune codes). Other numbers keep all their digits, without thousands marks, decimal point ".".
/// </summary>
internal sealed partial class XlsxStyles
{
    private const int MaxStyles = 65_536;
    private readonly List<string> formats = [];

    /// <summary>Dates counted from 1904 (old Excel for Mac).</summary>
    public bool From1904 { get; init; }

    public void Load(XmlReader xml)
    {
        var custom = new Dictionary<string, string>(StringComparer.Ordinal);
        var inCells = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.IsStart("numFmt") && xml.GetAttribute("numFmtId") is { } id && custom.Count < MaxStyles)
            {
                custom[id] = Plain(xml.GetAttribute("formatCode") ?? "");
            }
            else if (inCells && xml.IsStart("xf") && formats.Count < MaxStyles)
            {
                var number = xml.GetAttribute("numFmtId") ?? "0";
                formats.Add(custom.GetValueOrDefault(number) ?? BuiltIn(number));
            }
        }
    }

    /// <summary>The shown text of a stored number; what is no number stays as it is.</summary>
    public string Show(string stored, string? style)
    {
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return stored;
        }

        var format = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < formats.Count ? formats[index] : "";
        if (format.Length == 0)
        {
            return Digits(value);
        }

        if (format.All(c => c == '0') && format.Length > 1 && value >= 0 && value < 1e15)
        {
            return Math.Round(value).ToString(format, CultureInfo.InvariantCulture);
        }

        return format.Contains('%') ? Digits(value * 100) + "%"
            : DateLetters().IsMatch(format) ? ShowDate(value, format)
            : Digits(value);
    }

    private string ShowDate(double value, string format)
    {
        var serial = From1904 ? value + 1462 : value < 60 ? value + 1 : value; // Excel believes in 29/2/1900
        if (serial is < 0 or >= 2_958_466)
        {
            return Digits(value);
        }

        var time = DateTime.FromOADate(Math.Round(serial * 86_400) / 86_400);
        var hasDay = format.Contains('d') || format.Contains('y');
        var hasTime = format.Contains('h') || format.Contains('s');
        return (hasDay, hasTime) switch
        {
            (false, _) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            (_, true) => time.ToString("d/M/yyyy HH:mm", CultureInfo.InvariantCulture),
            _ => time.ToString("d/M/yyyy", CultureInfo.InvariantCulture),
        };
    }

    // Fifteen digits, as Excel shows: 0.1 + 0.2 is 0.3.
    private static string Digits(double value) => Math.Abs(value) is < 1e15 and >= 1e-6 || value == 0
        ? ((decimal)value).ToString("0.###############", CultureInfo.InvariantCulture)
        : value.ToString("G15", CultureInfo.InvariantCulture);

    private static string BuiltIn(string id) => id switch
    {
        "9" or "10" => "0%",
        "14" or "15" or "16" or "17" => "d/m/y",
        "18" or "19" or "20" or "21" or "45" or "46" or "47" => "h:m:s",
        "22" => "d/m/y h:m",
        _ => "",
    };

    /// <summary>First section, lower case, without quoted text, escapes and brackets; "" for General and text.</summary>
    private static string Plain(string code)
    {
        var plain = Decoration().Replace(code.Length > 255 ? code[..255] : code, "").Split(';')[0].Trim().ToLowerInvariant();
        return plain is "general" or "@" ? "" : plain;
    }

    [GeneratedRegex("\"[^\"]*\"?|\\\\.|_.|\\*.|\\[[^\\]]*\\]?")]
    private static partial Regex Decoration();

    [GeneratedRegex("[dyhs]|^m+$|m[/:. -]m")]
    private static partial Regex DateLetters();
}
