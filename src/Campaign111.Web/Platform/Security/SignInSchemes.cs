using Microsoft.AspNetCore.Authentication;

namespace Campaign111.Platform.Security;

/// <summary>The two ways to prove who one is, and the scheme that picks one by the request.</summary>
public static class SignInSchemes
{
    /// <summary>The default: decides between the two below.</summary>
    public const string Any = "Campaign111";

    /// <summary>API tokens; also the authentication type of their principals.</summary>
    public const string Bearer = "Bearer";

    /// <summary>Name of the session's cookie.</summary>
    public const string SessionCookie = "campaign111.session";

    /// <summary>A bearer token counts under /api alone; everything else goes by the session cookie.</summary>
    public static AuthenticationBuilder AddPicking(this AuthenticationBuilder builder, string cookieScheme) =>
        builder.AddPolicyScheme(Any, Any, options => options.ForwardDefaultSelector = context =>
            ApiProblem.IsApi(context.Request) && context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? Bearer
                : cookieScheme);
}
