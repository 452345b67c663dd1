using System.Text;
using System.Text.RegularExpressions;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>A mail as it lies in a mailbox, read by the rules of RFC 5322, 2045 and 2047 alone; no code of the product takes part.</summary>
internal sealed partial class ReceivedMail
{
    public ReceivedMail(string raw)
    {
        var text = raw.ReplaceLineEndings("\n");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        // A header goes on where the next line begins with a blank.
        RawHeaders = text[..end];
        Headers = Fold().Replace(RawHeaders, " ").Split('\n').Select(line => line.Split(':', 2)).ToLookup(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        Body = text[(end + 2)..];
    }

    public string RawHeaders { get; }

    public ILookup<string, string> Headers { get; }

    public string Body { get; }

    /// <summary>Parts of a multipart mail, in their order.</summary>
    public IReadOnlyList<ReceivedMail> Parts
    {
        get
        {
            var boundary = Boundary().Match(Headers["Content-Type"].Single()).Groups["b"].Value;
            return [.. Body.Split($"--{boundary}")[1..^1].Select(part => new ReceivedMail(part.TrimStart('\n')))];
        }
    }

    /// <summary>The part's text, decoded.</summary>
    public string Content => Headers["Content-Transfer-Encoding"].SingleOrDefault() == "base64" ? Encoding.UTF8.GetString(Convert.FromBase64String(Body.Replace("\n", "", StringComparison.Ordinal))) : Body;

    /// <summary>A header whose words may be encoded: =?utf-8?B?...?=; blanks between two encoded words do not count.</summary>
    public string Decoded(string name) =>
        Word().Replace(Between().Replace(Headers[name].Single(), ""), match => match.Groups["e"].Value.Equals("B", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups["t"].Value))
            : Encoding.UTF8.GetString([.. Quoted(match.Groups["t"].Value)]));

    private static IEnumerable<byte> Quoted(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                yield return Convert.ToByte(text.Substring(i + 1, 2), 16);
                i += 2;
            }
            else
            {
                yield return (byte)(text[i] == '_' ? ' ' : text[i]);
            }
        }
    }

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex("boundary=\"?(?<b>[^\";]+)")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?utf-8\?(?<e>[BbQq])\?(?<t>[^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=\?=)\s+(?==\?)")]
    private static partial Regex Between();
}
