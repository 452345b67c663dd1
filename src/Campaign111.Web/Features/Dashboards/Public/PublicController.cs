using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;

namespace Campaign111.Features.Dashboards.Public;

/// <summary>Figures that anybody may read, once the province committee opened them. The same for everybody: nothing depends on who asks, no cookie is read
/// or set, and an answer is kept for a minute here and wherever it passes.</summary>
[AllowAnonymous]
public sealed class PublicController(PublicQueries queries) : Controller
{
    /// <summary>Framing is allowed here and nowhere else; the rest as everywhere (SecurityHeaders), without scripts at all.</summary>
    internal const string FrameablePolicy =
        "default-src 'self'; script-src 'none'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors *";

    [HttpGet("/public/{slug}/{communeCode?}")]
    [OutputCache(PolicyName = PublicPages.Policy)]
    public async Task<IActionResult> Show(string slug, string? communeCode) => Cached("Public", await queries.ReadAsync(slug, communeCode));

    [HttpGet("/public/{slug}/embed")]
    [OutputCache(PolicyName = PublicPages.Policy)]
    public async Task<IActionResult> Embed(string slug)
    {
        var model = await queries.ReadAsync(slug, null);
        Response.Headers.ContentSecurityPolicy = FrameablePolicy;
        return Cached("Embed", model);
    }

    private IActionResult Cached(string view, PublicModel model)
    {
        var tag = Tag(view, model);
        Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={PublicLinks.Fresh}");
        Response.Headers.ETag = tag;
        return Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false))
            ? StatusCode(StatusCodes.Status304NotModified)
            : View(view, model);
    }

    /// <summary>Changes with every figure on the page, its language and the minute that it names.</summary>
    private static string Tag(string view, PublicModel model)
    {
        var text = new StringBuilder($"{view}|{Text.Language}|{model.Campaign.Slug}|{Formats.Moment(model.At)}");
        foreach (var row in model.Rows.Prepend(model.Whole))
        {
            text.Append(CultureInfo.InvariantCulture, $"|{row.Unit.Code}:{row.Figure.Target}:{row.Figure.Reached}:{row.Status}");
        }

        return $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..24]}\"";
    }
}
