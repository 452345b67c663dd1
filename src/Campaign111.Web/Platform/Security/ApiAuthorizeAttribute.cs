using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Campaign111.Platform.Security;

/// <summary>The gate of a controller under /api: a bearer token, or the session cookie with the header X-Campaign111: 1 and a same-origin
/// Origin (design.md, Contract), and the permission anywhere at all. The action then demands it at the unit of the request.</summary>
/// <remarks>Takes the place of the forms' antiforgery token: a page of another origin can neither set that header without a preflight that
/// nobody grants, nor choose its Origin. Browsers send no Origin with a GET from the same origin, so there it only must not be a foreign one.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ApiAuthorizeAttribute(Permission permission) : AuthorizeAttribute, IAsyncAuthorizationFilter, IAntiforgeryPolicy, IOrderedFilter
{
    public const string HeaderName = "X-Campaign111";

    public Permission Permission { get; } = permission;

    /// <summary>That of the global antiforgery filter: of two policies of one order the one closer to the action holds.</summary>
    public int Order => 1000;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var user = http.RequestServices.GetRequiredService<CurrentUser>();
        if (!user.IsSignedIn)
        {
            context.Result = new ChallengeResult();
        }
        else if (await RefusalAsync(http, user, Permission) is { } refusal)
        {
            context.Result = Refuse(refusal);
        }
    }

    /// <summary>Why a signed-in request is refused, or null: for an endpoint that is no controller's.</summary>
    public static async Task<string?> RefusalAsync(HttpContext http, CurrentUser user, Permission permission) =>
        http.User.Identity?.AuthenticationType != SignInSchemes.Bearer && CookieRefusal(http.Request) is { } refusal ? refusal
            : await user.MayAnywhereAsync(permission) ? null
            : $"This account has no role that allows {permission}.";

    /// <summary>Why a request under the session cookie is refused, or null when it keeps the rules.</summary>
    public static string? CookieRefusal(HttpRequest request)
    {
        if (request.Headers[HeaderName] != "1")
        {
            return $"With the session cookie the header {HeaderName}: 1 is required.";
        }

        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
                ? null
                : "With the session cookie an Origin header is required.";
        }

        return IsOurs(origin, request) ? null : "With the session cookie only pages of this site may call.";
    }

    // Behind a proxy that ends TLS the request looks like http: the public address is ours, too.
    private static bool IsOurs(string origin, HttpRequest request)
    {
        var known = request.HttpContext.RequestServices.GetRequiredService<IConfiguration>()["Campaign111:PublicBaseUrl"];
        return string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || (Uri.TryCreate(known, UriKind.Absolute, out var address)
                && string.Equals(origin, address.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
    }

    private static ObjectResult Refuse(string detail) =>
        new(new ProblemDetails { Status = StatusCodes.Status403Forbidden, Title = "Forbidden", Detail = detail })
        {
            StatusCode = StatusCodes.Status403Forbidden,
            ContentTypes = { "application/problem+json" },
        };
}
