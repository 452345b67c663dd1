using System.Buffers;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>Tells programs that open a link by themselves (previews of messengers, crawlers, prefetch) from people. Judged in memory; the name is kept nowhere.</summary>
public static class LinkPreviews
{
    // Parts of user-agent names. "zalo" alone is not among them: Zalo's own browser, in which people scan, bears it too.
    private static readonly SearchValues<string> Names = SearchValues.Create(
        [
            "bot", "crawl", "spider", "facebookexternalhit", "facebookcatalog", "meta-external", "whatsapp/", "skypeuripreview", "bingpreview", "slack-img",
            "google-inspectiontool", "googleother", "mediapartners-google", "vkshare", "embedly", "preview", "curl/", "wget/", "python-", "go-http-client", "headlesschrome",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>True when nobody scanned: a known program, a prefetch, something that does not open a page, or no browser's name at all.</summary>
    public static bool IsMachine(IHeaderDictionary headers)
    {
        var agent = headers.UserAgent.ToString();
        return agent.Length == 0
            || agent.AsSpan().ContainsAny(Names)
            || Says(headers, "Sec-Purpose", "prefetch")
            || Says(headers, "Purpose", "prefetch")
            || Says(headers, "X-Purpose", "preview")
            || Says(headers, "X-Moz", "prefetch")
            || (headers.TryGetValue("Sec-Fetch-Dest", out var into) && !into.ToString().Equals("document", StringComparison.OrdinalIgnoreCase));
    }

    private static bool Says(IHeaderDictionary headers, string name, string word) =>
        headers.TryGetValue(name, out var value) && value.ToString().Contains(word, StringComparison.OrdinalIgnoreCase);
}
