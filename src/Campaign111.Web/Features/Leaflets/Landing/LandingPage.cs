using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>
/// The page behind a leaflet's code: 111 by one tap, what it does, other ways, a quick way out. Complete without JavaScript, cookies, fonts or
/// pictures, under 15 KB.
/// </summary>
public sealed class LandingPage(IConfiguration configuration)
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly IReadOnlyList<HotlineChannel> channels = [.. HotlineFacts.Apps(configuration), .. HotlineFacts.Channels];

    /// <summary>The page as HTML.</summary>
    /// <param name="path">The request's own path, for the link to the other language.</param>
    /// <param name="placeName">Whose leaflet it is: "Xã Tân Thành, Huyện Bù Đốp, Tỉnh Bình Phước"; null without a known token.</param>
    /// <param name="english">English instead of Vietnamese.</param>
    public string Render(string path, string? placeName, bool english)
    {
        string T(string vi, string en) => english ? en : vi;
        var place = placeName is null ? "" : $"""<p class="place">{T("Tờ rơi của", "Leaflet of")} {Html.Encode(placeName)}</p>""";
        return $"""
            <!DOCTYPE html>
            <html lang="{T("vi", "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
            <meta name="theme-color" content="#f5f2ec"><title>{T("Gọi 111: bảo vệ trẻ em", "Call 111: child protection")}</title><link rel="icon" href="data:,"><style>{LandingStyle.Css}</style></head><body>
            <header class="bar"><a href="{Html.Encode(path)}?lang={T("en", "vi")}" lang="{T("en", "vi")}" hreflang="{T("en", "vi")}">{T("English", "Tiếng Việt")}</a>
            <a class="exit" href="https://{T("vi", "en")}.wikipedia.org/" rel="noreferrer">{T("Thoát nhanh", "Leave quickly")}</a></header>
            <main><h1>{T("Tổng đài điện thoại quốc gia bảo vệ trẻ em", "National child-protection hotline")}</h1>{place}
            <a class="call" href="tel:111"><span>{T("Bấm để gọi", "Tap to call")}</span><b>111</b></a>
            <ul class="yes">{Items(HotlineFacts.Promises, english)}</ul>
            <h2>{T("111 làm gì", "What 111 does")}</h2><ul class="does">{Items(HotlineFacts.Services, english)}</ul>
            <h2>{T("Những cách khác để gặp 111", "Other ways to reach 111")}</h2><ul class="ways">{Ways(english)}</ul>
            <p class="small">{T(
                "Trang này không dùng cookie và không ghi lại bạn là ai; chỉ đếm số lượt mở trong ngày. Nếu có người xem máy của bạn, hãy bấm “Thoát nhanh” rồi xoá lịch sử duyệt web.",
                "This page uses no cookies and does not record who you are; it only counts how often it is opened in a day. If somebody looks at your phone, tap “Leave quickly” and clear the browser's history.")}</p>
            </main></body></html>
            """;
    }

    private static string Items(IEnumerable<HotlineFact> facts, bool english) =>
        string.Concat(facts.Select(fact => $"<li>{Html.Encode(english ? fact.En : fact.Vi)}</li>"));

    private string Ways(bool english) => string.Concat(channels.Select(way =>
        $"""<li><a href="{Html.Encode(way.Href)}" rel="noreferrer"><b>{Html.Encode(english ? way.En : way.Vi)}</b><span>{Html.Encode(way.Shown)}</span></a></li>"""));
}
