using System.Security.Claims;
using Campaign111.Platform.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Campaign111.Platform.Security.Events;

/// <summary>Watches the gate: by the route of a request and how it was answered, so that no feature has to think of it.</summary>
public static class SecurityEventSetup
{
    // What was done, by route, when the answer leads on (a form that is shown again did nothing).
    private static readonly Dictionary<string, string> Done = new(StringComparer.OrdinalIgnoreCase)
    {
        ["POST account/password"] = SecurityKind.PasswordChanged,
        ["POST join/{secret}"] = SecurityKind.PasswordChanged,
        ["POST people/{id:long}/roles"] = SecurityKind.RolesChanged,
        ["POST people/{id:long}/roles/{membership:long}/end"] = SecurityKind.RolesChanged,
        ["POST account/second-factor"] = SecurityKind.SecondStepChanged,
        ["POST account/second-factor/enrol"] = SecurityKind.SecondStepChanged,
        ["POST account/passkeys"] = SecurityKind.SecondStepChanged,
        ["POST account/passkeys/{id:long}/remove"] = SecurityKind.SecondStepChanged,
        ["POST people/{id:long}/second-factor/reset"] = SecurityKind.SecondStepChanged,
        ["POST account/sessions/{id:long}/end"] = SecurityKind.SessionsEnded,
        ["POST account/sessions/end-others"] = SecurityKind.SessionsEnded,
        ["POST people/{id:long}/sessions/end"] = SecurityKind.SessionsEnded,
        ["POST account/tokens/{id:long}/revoke"] = SecurityKind.TokenRevoked,
        ["POST admin/tokens/{id:long}/revoke"] = SecurityKind.TokenRevoked,
        ["POST people/{id:long}/close"] = SecurityKind.AccountClosed,
        ["POST people/{id:long}/erasure"] = SecurityKind.Erased,
    };

    public static IServiceCollection AddSecurityEvents(this IServiceCollection services)
    {
        services.AddSingleton<SecurityLog>();
        services.AddSingleton<SecurityEvents>();
        services.AddSingleton<SecurityWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<SecurityWriter>());
        services.AddRecurringJob<SecurityRetention>(JobSchedule.Daily("security-retention", "03:50"));
        services.Configure<MvcOptions>(options => options.Filters.Add<FormWatch>());
        return services;
    }

    /// <summary>Goes behind routing and before authentication.</summary>
    public static IApplicationBuilder UseSecurityEvents(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (AccessDeniedException)
        {
            Note(context, SecurityKind.Denied);
            throw;
        }

        if (KindOf(context) is { } kind)
        {
            Note(context, kind);
        }
    });

    private static string? KindOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status403Forbidden => SecurityKind.Denied,
        StatusCodes.Status429TooManyRequests => SecurityKind.RateLimited,
        StatusCodes.Status401Unauthorized when context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) => SecurityKind.TokenRefused,
        var status when RouteOf(context).StartsWith("POST sign-in", StringComparison.OrdinalIgnoreCase) => SignInOf(context, status),
        StatusCodes.Status302Found => Done.GetValueOrDefault(RouteOf(context)),
        _ => null,
    };

    // Whatever the way in (password, code, passkey): whoever is let in gets the session's cookie. One that leads on to another step is neither.
    private static string? SignInOf(HttpContext context, int status)
    {
        var letIn = context.Response.Headers.SetCookie.Any(IsSession);
        var asksFor = RouteOf(context).EndsWith("options", StringComparison.OrdinalIgnoreCase) || status == StatusCodes.Status302Found;
        var mustWait = context.Response.Headers.RetryAfter.Count > 0;
        return letIn ? SecurityKind.SignedIn : asksFor ? null : mustWait ? SecurityKind.LockedOut : SecurityKind.SignInFailed;
    }

    // Its name may carry a prefix; emptied, it is a sign-out.
    private static bool IsSession(string? cookie) =>
        cookie?.Split(';')[0].Split('=', 2) is [var name, { Length: > 0 }] && name.EndsWith(SignInSchemes.SessionCookie, StringComparison.Ordinal);

    private static string RouteOf(HttpContext context) => $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/')}";

    private static void Note(HttpContext context, string kind) => context.RequestServices.GetRequiredService<SecurityLog>().Note(
        kind, context, long.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), System.Globalization.CultureInfo.InvariantCulture, out var account) ? account : null);

    /// <summary>A form without its antiforgery token is answered before any action runs.</summary>
    private sealed class FormWatch(SecurityLog events) : IAlwaysRunResultFilter
    {
        public void OnResultExecuting(ResultExecutingContext context)
        {
            if (context.Result is IAntiforgeryValidationFailedResult)
            {
                var account = long.TryParse(context.HttpContext.User.FindFirstValue(ClaimTypes.NameIdentifier), System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : 0L;
                events.Note(SecurityKind.FormRefused, context.HttpContext, account);
            }
        }

        public void OnResultExecuted(ResultExecutedContext context)
        {
            // All was noted before.
        }
    }
}
