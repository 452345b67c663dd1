using System.Text;
using System.Xml;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Materials;

/// <summary>Atom feed (RFC 4287) of published materials. Public: feed readers cannot sign in. It holds titles, days and links; the files behind
/// them need an account, so that downloads are counted by organisation.</summary>
[AllowAnonymous]
public sealed class FeedController(MaterialQueries queries, BusinessClock clock, IConfiguration configuration) : Controller
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    [HttpGet(MaterialLinks.Feed)]
    public async Task<IActionResult> Feed()
    {
        // Never the Host header: an answer that others may cache must not carry what somebody asked with.
        var site = configuration.StandingSiteAddress();
        var entries = await queries.FeedAsync(await clock.TodayAsync());
        Response.Headers.CacheControl = "public, max-age=300";
        return Content(Write(site, entries), "application/atom+xml; charset=utf-8");
    }

    private static string Write(string site, IReadOnlyList<FeedEntry> entries)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, "vi");
            xml.WriteElementString("title", Atom, "Tài liệu truyền thông về Tổng đài 111");
            xml.WriteElementString("id", Atom, $"{site}{MaterialLinks.Feed}");
            xml.WriteElementString("updated", Atom, Instant(entries.Count > 0 ? entries.Max(entry => entry.PublishedAt) : DateTimeOffset.UnixEpoch));
            Link(xml, "self", $"{site}{MaterialLinks.Feed}");
            foreach (var entry in entries)
            {
                xml.WriteStartElement("entry", Atom);
                xml.WriteElementString("title", Atom, $"{entry.Title} (phiên bản {entry.Version})");
                xml.WriteElementString("id", Atom, $"{site}{MaterialLinks.Page}/{entry.MaterialId}/{entry.Version}");
                xml.WriteElementString("updated", Atom, Instant(entry.PublishedAt));
                xml.WriteStartElement("author", Atom);
                xml.WriteElementString("name", Atom, "Chiến dịch 111");
                xml.WriteEndElement();
                Link(xml, "alternate", $"{site}{MaterialLinks.Page}#m{entry.MaterialId}");
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text;
    }

    private static void Link(XmlWriter xml, string relation, string href)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", href);
        xml.WriteEndElement();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
