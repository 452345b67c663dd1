using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>The page in one language as bytes, cut where the place's name stands: nothing is composed while somebody waits.</summary>
/// <param name="Language">Its code.</param>
/// <param name="Head">Up to the line that names the place.</param>
/// <param name="BeforePlace">Before the place's name on that line.</param>
/// <param name="AfterPlace">After it.</param>
/// <param name="Tail">The rest.</param>
public sealed record LandingBytes(string Language, byte[] Head, byte[] BeforePlace, byte[] AfterPlace, byte[] Tail);

/// <summary>
/// The page behind a leaflet's code: 111 by one tap, what happens then, other ways, a quick way out. Complete without JavaScript, cookies, fonts or
/// pictures, under 15 KB. Its one script only lets the exit and the switch of language take the page's place in the history.
/// </summary>
public sealed class LandingPage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly IReadOnlyList<HotlineWay> ways;
    private readonly LandingTexts texts;
    private volatile Made made;

    public LandingPage(IConfiguration configuration, LandingTexts texts)
    {
        (this.texts, ways) = (texts, HotlineFacts.Ways(configuration));
        made = MakeAll();
    }

    /// <summary>The page in a language; Vietnamese for one that is not there.</summary>
    public LandingBytes In(string? language)
    {
        if (!ReferenceEquals(made.Edition, texts.Edition))
        {
            made = MakeAll();
        }

        var now = made;
        return language is not null && now.Pages.TryGetValue(language, out var page) ? page : now.Standard;
    }

    /// <summary>A place's name as the page takes it.</summary>
    public static byte[] Encode(string placeName) => Encoding.UTF8.GetBytes(Html.Encode(placeName));

    private Made MakeAll()
    {
        var (edition, all) = (texts.Edition, texts.All);
        var pages = all.ToDictionary(text => text.Code, text => Make(text, all, ways), StringComparer.OrdinalIgnoreCase);
        return new Made(edition, pages, pages[LandingTexts.Vietnamese.Code]);
    }

    private static LandingBytes Make(LandingText text, IReadOnlyCollection<LandingText> all, IReadOnlyList<HotlineWay> ways)
    {
        var place = text.LeafletOf.Split("{0}");
        return new LandingBytes(
            text.Code,
            Encoding.UTF8.GetBytes(Head(text, all)),
            Encoding.UTF8.GetBytes($"""<p class="place">{Html.Encode(place[0])}<span lang="vi">"""),
            Encoding.UTF8.GetBytes($"</span>{Html.Encode(place[1])}</p>"),
            Encoding.UTF8.GetBytes(Tail(text, ways)));
    }

    private static string Head(LandingText text, IEnumerable<LandingText> all) => $"""
        <!DOCTYPE html>
        <html lang="{text.Code}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
        <meta name="theme-color" content="#f5f2ec"><title>{Html.Encode(text.Title)}</title><link rel="icon" href="data:,"><style>{LandingStyle.Css}</style></head><body>
        <header class="bar"><nav aria-label="{Html.Encode(LanguageWord(text))}">{Languages(text, all)}</nav>
        <a class="exit" href="{Html.Encode(text.ExitTo)}" rel="noreferrer" data-replace>{Html.Encode(text.LeaveQuickly)}</a></header>
        <main><h1>{Html.Encode(text.Hotline)}</h1>
        """;

    private static string Tail(LandingText text, IEnumerable<HotlineWay> ways) => $"""

        {(text.ReviewedBy is null ? """<p class="place" lang="vi">Bản dịch chưa rà soát · <span lang="en">Translation not yet reviewed</span></p>""" : "")}
        <a class="call" href="tel:111"><span>{Html.Encode(text.TapToCall)}</span><b>111</b></a>
        <ul class="yes">{Items(text.Promises)}</ul>
        <h2>{Html.Encode(text.WhenYouCall)}</h2><ol>{Items(text.Steps)}</ol>
        <h2>{Html.Encode(text.WhatItDoes)}</h2><ul class="does">{Items(text.Services)}</ul>
        <h2>{Html.Encode(text.OtherWays)}</h2><ul class="ways">{string.Concat(ways.Select(way => Way(way, text)))}</ul>
        <p class="small">{Html.Encode(text.Privacy)}</p>
        </main><script>{LandingStyle.Script}</script></body></html>
        """;

    // The address of the page itself is not repeated: whoever reads the source learns no token.
    private static string Languages(LandingText text, IEnumerable<LandingText> all) => string.Concat(all.Where(other => other.Code != text.Code)
        .Select(other => $"""<a href="?lang={other.Code}" lang="{other.Code}" hreflang="{other.Code}" data-replace>{Html.Encode(other.Name)}</a>"""));

    private static string LanguageWord(LandingText text) => text.Code == "vi" ? "Ngôn ngữ" : "Language";

    private static string Items(IEnumerable<string> items) => string.Concat(items.Select(item => $"<li>{Html.Encode(item)}</li>"));

    private static string Way(HotlineWay way, LandingText text) =>
        $"""<li><a href="{Html.Encode(way.Href)}" rel="noreferrer"><b>{Html.Encode(text.Ways[way.Key])}</b><span>{Html.Encode(way.Shown)}</span></a></li>""";

    private sealed record Made(object Edition, Dictionary<string, LandingBytes> Pages, LandingBytes Standard);
}
