using System.Data.Common;
using System.Globalization;
using Campaign111.Platform.Data;
using Microsoft.AspNetCore.Diagnostics;

namespace Campaign111.Platform.Security;

/// <summary>Turns what a feature throws into a status: 403 for a person who may not, 404 for what is not there, 507 while the disk is full, 503 while the
/// database is busy, read-only or away. The status-code pages (or problem details under /api) then say what to do.</summary>
public sealed partial class Refusals(IProblemDetailsService problems, ILogger<Refusals> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancel)
    {
        var trouble = StorageTroubles.Of(exception);
        var status = exception switch
        {
            AccessDeniedException => StatusCodes.Status403Forbidden,
            NotFoundException => StatusCodes.Status404NotFound,
            BadHttpRequestException bad => bad.StatusCode,
            _ when trouble != StorageTrouble.None => StorageTexts.Status(trouble),
            DbException => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (status >= StatusCodes.Status500InternalServerError)
        {
            // The route, never the path: one-time links and leaflet codes stand in paths.
            LogFailure(log, exception, context.Request.Method, RouteOf(context), context.TraceIdentifier);
        }

        context.Response.StatusCode = status;
        if (status >= StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = StorageTexts.RetryAfter(trouble).ToString(CultureInfo.InvariantCulture);
            StorageTexts.Keep(context, trouble);
        }

        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            // Handled with an empty body: the status-code pages outside this handler write it.
            return true;
        }

        var told = new ProblemDetailsContext { HttpContext = context, ProblemDetails = { Status = status } };
        if (status >= StatusCodes.Status503ServiceUnavailable)
        {
            (told.ProblemDetails.Title, told.ProblemDetails.Detail) = (StorageTexts.Title(trouble), StorageTexts.WhatToDo(trouble));
        }

        return await problems.TryWriteAsync(told);
    }

    // The handler has taken the endpoint off the request.
    private static string RouteOf(HttpContext context) => (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "unknown";

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed, request {Request}")]
    private static partial void LogFailure(ILogger logger, Exception error, string method, string route, string request);
}
