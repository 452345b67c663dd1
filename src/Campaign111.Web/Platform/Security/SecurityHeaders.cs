namespace Campaign111.Platform.Security;

/// <summary>Headers that every answer carries unless it set its own: own scripts and styles only, no framing, no sniffing, no address passed on.</summary>
public static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Strict-Transport-Security where the public address is https: a year (RFC 6797). Sub-domains are other people's.</summary>
    public const string OnlyHttps = "max-age=31536000";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.UseSecurityHeaders(
        SiteCookies.IsHttps(app.ApplicationServices.GetRequiredService<IConfiguration>()));

    private static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, bool isHttps) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd("X-Content-Type-Options", "nosniff");
            headers.TryAdd("Referrer-Policy", "same-origin");
            if (isHttps)
            {
                headers.TryAdd("Strict-Transport-Security", OnlyHttps);
            }

            // What a signed-in person's page shows stays out of the browser's disk cache, also behind the back button of the next person. The field pages' own
            // worker keeps what is needed without a network.
            if (context.User.Identity?.IsAuthenticated is true && context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) is true)
            {
                headers.TryAdd("Cache-Control", "no-store");
            }

            // Hangfire's dashboard brings inline scripts of its own; it is for administrators only.
            if (!context.Request.Path.StartsWithSegments("/hangfire", StringComparison.OrdinalIgnoreCase))
            {
                headers.TryAdd("Content-Security-Policy", Policy);
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}
