namespace Campaign111.Platform.Security;

/// <summary>Refusals under /api: problem details (RFC 9457), never a page and never a redirect.</summary>
public static class ApiProblem
{
    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>Nobody is signed in.</summary>
    public static Task UnauthorizedAsync(HttpContext context) => WriteAsync(
        context, StatusCodes.Status401Unauthorized, "Send a valid bearer token (Authorization: Bearer TOKEN) or sign in.");

    /// <summary>Somebody is signed in who may not do this.</summary>
    public static Task ForbiddenAsync(HttpContext context) => WriteAsync(
        context, StatusCodes.Status403Forbidden, "This account may not do this here.");

    public static Task WriteAsync(HttpContext context, int status, string detail) =>
        Results.Problem(statusCode: status, detail: detail, extensions: new Dictionary<string, object?> { ["requestId"] = context.TraceIdentifier }).ExecuteAsync(context);
}
