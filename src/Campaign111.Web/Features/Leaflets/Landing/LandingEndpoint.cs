using System.Text;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>
/// GET /q/{token} and GET /111. It stands before everything else in the pipeline: no session is read, no cookie set, no page frame asked for, nothing
/// limited or logged, so that it answers whatever else fails, and knows nothing of who asks.
/// </summary>
public static class LandingEndpoint
{
    private const string Tokens = "/q";
    private const string Without = "/111";

    public static WebApplication UseLanding(this WebApplication app)
    {
        var (table, counter, page) = (app.Services.GetRequiredService<TokenTable>(), app.Services.GetRequiredService<ScanCounter>(), app.Services.GetRequiredService<LandingPage>());
        app.Use((context, next) => TokenOf(context.Request.Path) is { } token ? AnswerAsync(context, token, table, counter, page) : next(context));
        return app;
    }

    // Null: not ours. Empty: the page without a token.
    private static string? TokenOf(PathString path)
    {
        if (path.Equals(Without, StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        return path.StartsWithSegments(Tokens, StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is { Length: > 1 } token && token.IndexOf('/', 1) < 0 ? token[1..] : null;
    }

    private static async Task AnswerAsync(HttpContext context, string token, TokenTable table, ScanCounter counter, LandingPage page)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return;
        }

        var place = token.Length == 0 ? null : await table.FindAsync(token);
        var chosen = request.Query["lang"].ToString();
        // Whoever changes the language has been counted already.
        if (place is not null && chosen.Length == 0 && HttpMethods.IsGet(request.Method) && !LinkPreviews.IsMachine(request.Headers))
        {
            counter.Count(place);
        }

        var english = ReferenceEquals(Cultures.Find(chosen.Length > 0 ? chosen : place?.Language), Cultures.English);
        var known = place is null ? Without : $"{Tokens}/{place.Token}";
        await WriteAsync(request, response, page.Render(known, place?.PlaceName, english), english);
    }

    private static async Task WriteAsync(HttpRequest request, HttpResponse response, string html, bool english)
    {
        var body = Encoding.UTF8.GetBytes(html);
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = english ? "en" : "vi";
        response.Headers.ContentSecurityPolicy = LandingStyle.Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (HttpMethods.IsGet(request.Method))
        {
            await response.Body.WriteAsync(body, request.HttpContext.RequestAborted);
        }
    }
}
