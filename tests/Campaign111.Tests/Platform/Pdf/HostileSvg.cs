using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Campaign111.Platform.Pdf;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>What an attacker would put into a picture, each with words of the reason for which it is refused.</summary>
public static class HostileSvg
{
    /// <summary>Names of all attacks.</summary>
    public static IReadOnlyList<string> Names => [.. Inside.Keys, .. Before.Keys];

    private static readonly Dictionary<string, (Func<string> Text, string Reason)> Inside = new()
    {
        ["script"] = (() => "<script>alert(1)</script>", "script"),
        ["event"] = (() => """<rect width="9" height="9" onload="alert(1)"/>""", "onload"),
        ["file"] = (() => """<image width="9" height="9" href="file:///etc/passwd"/>""", "liên kết ra ngoài"),
        ["web"] = (() => """<image width="9" height="9" href="https://example.com/x.png"/>""", "liên kết ra ngoài"),
        ["filter"] = (() => """<filter id="f" width="10000" height="10000"><feGaussianBlur stdDeviation="9999"/></filter>""", "filter"),
        ["import"] = (() => "<style>@import url(https://example.com/x.css);</style>", "style"),
        ["foreign"] = (() => """<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>""", "foreignObject"),
        ["data-svg"] = (() => $"""<image width="9" height="9" href="data:image/svg+xml;base64,{Convert.ToBase64String("<svg/>"u8)}"/>""", "liên kết ra ngoài"),
        ["data-bomb"] = (() => $"""<image width="9" height="9" href="data:image/png;base64,{Convert.ToBase64String(PngHead(60_000, 60_000))}"/>""", "lớn hơn 8000 điểm"),
        ["use-recursion"] = (() => """<defs><g id="a"><use href="#a"/><use href="#a"/></g></defs><use href="#a"/>""", "<use> bên trong <defs>"),
        ["use-many"] = (() => $"""<defs><path id="p" d="{Zigzag(20_000)}"/></defs>{string.Concat(Enumerable.Repeat("<use href=\"#p\"/>", 5000))}""", "quá nhiều nét vẽ"),
        ["path"] = (() => $"""<path d="{Zigzag(SvgSubset.MaxOutline + 1000)}"/>""", "một đường nét dài"),
        ["points"] = (() => $"""<polygon points="{Zigzag(SvgSubset.MaxOutline + 1000)[1..].Replace('L', ' ')}"/>""", "một đường nét dài"),
        ["clip"] = (() => $"""<defs><clipPath id="c"><path d="{Zigzag(21_000)}"/></clipPath></defs><rect width="9" height="9" clip-path="url(#c)"/>""", "clipPath"),
        ["deep"] = (() => string.Concat(Enumerable.Repeat("<g>", 5000)) + string.Concat(Enumerable.Repeat("</g>", 5000)), "tầng"),
        ["many"] = (() => string.Concat(Enumerable.Repeat("<g/>", 20_001)), "phần tử"),
        ["dashes"] = (() => """<path d="M0 0H100" stroke="#000000" stroke-dasharray="0.000001"/>""", "nét đứt"),
    };

    private static readonly Dictionary<string, (string Doctype, string Text)> Before = new()
    {
        ["external-entity"] = ("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "<text>&x;</text>"),
        ["external-dtd"] = ("<!DOCTYPE svg SYSTEM \"https://example.com/x.dtd\">", ""),
        ["billion-laughs"] = (Laughs(), "<text>&l9;</text>"),
    };

    /// <summary>The attack inside a picture that is otherwise good, and words of the reason in Vietnamese.</summary>
    public static (string Svg, string Reason) Make(string name, string good)
    {
        var after = good.IndexOf('>', good.IndexOf("<svg", StringComparison.Ordinal)) + 1;
        return Inside.TryGetValue(name, out var inside)
            ? (good.Insert(after, inside.Text()), inside.Reason)
            : (good.Insert(after, Before[name].Text).Insert(good.IndexOf("<svg", StringComparison.Ordinal), Before[name].Doctype), "thực thể");
    }

    /// <summary>Path data of so many characters that crosses itself at random; the same on every machine.</summary>
    public static string Zigzag(int characters)
    {
        var (path, state) = (new StringBuilder("M0 0", characters + 16), 12345u);
        while (path.Length < characters)
        {
            state = (state * 1664525) + 1013904223;
            path.Append(CultureInfo.InvariantCulture, $"L{(state >> 8) % 60} {(state >> 16) % 30}");
        }

        return path.ToString();
    }

    private static string Laughs()
    {
        var laughs = new StringBuilder("<!DOCTYPE svg [<!ENTITY l0 \"ha\">");
        for (var i = 1; i < 10; i++)
        {
            laughs.Append(CultureInfo.InvariantCulture, $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">");
        }

        return laughs.Append("]>").ToString();
    }

    private static byte[] PngHead(int width, int height)
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }
}
