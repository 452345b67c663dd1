using System.Buffers;
using Campaign111.Platform.Security;
using Microsoft.Extensions.Primitives;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>
/// GET /q/{token} and GET /111. It stands before everything else, even before routing and sign-in, which the framework puts at the front of a
/// pipeline: no session is read, no cookie set, no page frame asked for, nothing limited or logged, so that it answers whatever else fails, and
/// knows nothing of who asks. An answer is three copies of bytes that were made at the start.
/// </summary>
public sealed class LandingEndpoint(TokenTable table, ScanCounter counter, LandingPage pages, IConfiguration configuration) : IStartupFilter
{
    private const string Tokens = "/q/";
    private const string Without = "/111";

    private static readonly StringValues Policy = LandingStyle.Policy;

    private readonly StringValues onlyHttps = SiteCookies.IsHttps(configuration) ? SecurityHeaders.OnlyHttps : StringValues.Empty;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context => IsOurs(context.Request.Path.Value) ? AnswerAsync(context) : following(context));
        next(app);
    };

    private static bool IsOurs(string? path) => path is not null
        && (path.Equals(Without, StringComparison.OrdinalIgnoreCase)
            || (path.Length > Tokens.Length && path.StartsWith(Tokens, StringComparison.OrdinalIgnoreCase) && path.IndexOf('/', Tokens.Length) < 0));

    private Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var reads = HttpMethods.IsGet(request.Method);
        if (!reads && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        var path = request.Path.Value!;
        if (path.Equals(Without, StringComparison.OrdinalIgnoreCase))
        {
            return WriteAsync(context, null, reads);
        }

        return table.TryFind(path.AsSpan(Tokens.Length), out var place) ? WriteAsync(context, place, reads) : LookUpAsync(context, path[Tokens.Length..], reads);
    }

    private async Task LookUpAsync(HttpContext context, string token, bool reads) => await WriteAsync(context, await table.FindAsync(token), reads);

    private Task WriteAsync(HttpContext context, TokenPlace? place, bool reads)
    {
        var (request, response) = (context.Request, context.Response);
        var chosen = request.QueryString.HasValue ? request.Query["lang"].ToString() : "";
        // Whoever changes the language has been counted already.
        if (place is not null && chosen.Length == 0 && reads && !LinkPreviews.IsMachine(request.Headers))
        {
            counter.Count(place);
        }

        var page = pages.In(chosen.Length > 0 ? chosen : place?.Language);
        var length = page.Head.Length + page.Tail.Length + (place is null ? 0 : page.BeforePlace.Length + place.PlaceBytes.Length + page.AfterPlace.Length);
        SetHeaders(response, page.Language, length);
        return reads ? BodyAsync(context, page, place) : Task.CompletedTask;
    }

    private void SetHeaders(HttpResponse response, string language, int length)
    {
        var headers = response.Headers;
        headers.ContentType = "text/html; charset=utf-8";
        headers.ContentLength = length;
        headers.CacheControl = "no-store";
        headers.ContentLanguage = language;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.StrictTransportSecurity = onlyHttps;
        headers["Referrer-Policy"] = "no-referrer";
    }

    private static async Task BodyAsync(HttpContext context, LandingBytes page, TokenPlace? place)
    {
        var response = context.Response;
        await response.StartAsync(context.RequestAborted);
        var writer = response.BodyWriter;
        writer.Write(page.Head);
        if (place is not null)
        {
            writer.Write(page.BeforePlace);
            writer.Write(place.PlaceBytes);
            writer.Write(page.AfterPlace);
        }

        writer.Write(page.Tail);
        await writer.FlushAsync(context.RequestAborted);
    }
}
