namespace Campaign111.Features.Leaflets.Landing;

/// <summary>Tells programs that open a link by themselves (previews of messengers, crawlers, prefetch) from people. Judged in memory; the name is kept nowhere.</summary>
public static class LinkPreviews
{
    // Parts of user-agent names, lower case. "zalo" alone is not among them: Zalo's own browser, in which people scan, bears it too.
    private static readonly string[] Names =
    [
        "bot", "crawl", "spider", "facebookexternalhit", "facebookcatalog", "meta-external", "whatsapp/", "skypeuripreview", "bingpreview", "slack-img",
        "google-inspectiontool", "googleother", "mediapartners-google", "vkshare", "embedly", "preview", "curl/", "wget/", "python-", "go-http-client", "headlesschrome",
    ];

    /// <summary>True when nobody scanned: a known program, a prefetch, or no browser's name at all.</summary>
    public static bool IsMachine(IHeaderDictionary headers)
    {
        var agent = headers.UserAgent.ToString();
        return agent.Length == 0
            || Names.Any(name => agent.Contains(name, StringComparison.OrdinalIgnoreCase))
            || headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase)
            || headers["Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);
    }
}
