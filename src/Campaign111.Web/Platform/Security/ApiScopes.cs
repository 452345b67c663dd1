namespace Campaign111.Platform.Security;

/// <summary>What a token of the API may be used for. A token never allows more than its owner may do; its scopes allow less.</summary>
public static class ApiScopes
{
    /// <summary>Field packs and receipts.</summary>
    public const string CoverageRead = "coverage:read";

    /// <summary>Send coverage entries.</summary>
    public const string CoverageWrite = "coverage:write";

    /// <summary>Tables and maps, page by page.</summary>
    public const string ExportsRead = "exports:read";

    /// <summary>Reached, target, percent of a unit and its children.</summary>
    public const string FiguresRead = "figures:read";

    /// <summary>Confirm packages of leaflets.</summary>
    public const string StockWrite = "stock:write";

    /// <summary>Type of the claims that a token's principal carries, one a scope.</summary>
    public const string Claim = "campaign111:scope";

    /// <summary>In the order of their codes.</summary>
    public static IReadOnlyList<string> All { get; } = [CoverageRead, CoverageWrite, ExportsRead, FiguresRead, StockWrite];

    /// <summary>Refuses a token at an address outside its scopes, with 403 and problem details. To be used after authentication. An address under /api that
    /// names no scope refuses every token: forgetting it opens nothing.</summary>
    public static IApplicationBuilder UseApiScopes(this IApplicationBuilder app) =>
        app.Use((context, next) => Refusal(context) is { } detail ? RefuseAsync(context, detail) : next(context));

    private static string? Refusal(HttpContext context)
    {
        if (context.User.Identity?.AuthenticationType != SignInSchemes.Bearer || context.GetEndpoint() is not { } endpoint)
        {
            return null;
        }

        var needed = endpoint.Metadata.GetMetadata<ApiScopeAttribute>()?.Scope;
        return needed is null ? "No token opens this address."
            : context.User.HasClaim(Claim, needed) ? null
            : $"This token lacks the scope {needed}. Make one that has it at /account/tokens, or with token --user NAME --scopes {needed}.";
    }

    private static Task RefuseAsync(HttpContext context, string detail)
    {
        // RFC 6750, section 3.1.
        context.Response.Headers.WWWAuthenticate = $"{SignInSchemes.Bearer} error=\"insufficient_scope\"";
        return ApiProblem.WriteAsync(context, StatusCodes.Status403Forbidden, detail);
    }
}

/// <summary>The scope that a token needs at this address of the API. Every address under /api names one (a test holds it).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ApiScopeAttribute(string scope) : Attribute
{
    public string Scope { get; } = scope;
}
