using System.Text.Encodings.Web;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Campaign111.Features.Dashboards;

/// <summary>Goes in front of sign-in and roles. While the demo is being put back everybody waits on a page that looks again by itself; afterwards everybody signs in anew. Does nothing
/// outside the demo.</summary>
public static class DemoGate
{
    private const int Seconds = 3;

    public static WebApplication UseDemoGate(this WebApplication app)
    {
        app.Use(Pass);
        return app;
    }

    private static async Task Pass(HttpContext context, RequestDelegate next)
    {
        var state = context.RequestServices.GetRequiredService<DemoState>();
        // Style sheets, health checks and the landing page, which answers from memory, go on.
        var waits = context.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>() is not null || context.Request.Path.StartsWithSegments("/api");
        if (waits && !await state.IsReadyAsync(context.RequestAborted))
        {
            await WaitAsync(context);
            return;
        }

        if (waits && state.ResetAt is { } reset && await IsFromBeforeAsync(context, reset))
        {
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            context.Response.Redirect("/sign-in");
            return;
        }

        await next(context);
    }

    // Before the authorization: the account of such a session is gone, and its pages would say "not allowed" for a minute.
    private static async Task<bool> IsFromBeforeAsync(HttpContext context, DateTimeOffset reset)
    {
        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return session is { Succeeded: true, Properties.IssuedUtc: { } issued } && issued < reset;
    }

    private static async Task WaitAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = $"{Seconds}";
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            await Results.Problem("The demonstration is being put back as new. Try again in a moment.", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            return;
        }

        var failure = context.RequestServices.GetRequiredService<DemoKeeper>().Failure;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(Page(failure));
    }

    private static string Page(string? failure)
    {
        var title = Text.Of("Đang đặt lại bản trình diễn", "Putting the demonstration back");
        var body = failure is null
            ? Text.Of("Dữ liệu mẫu đang được nạp lại như mới, mất chừng nửa phút. Trang này tự xem lại; xong sẽ mời đăng nhập.", "The sample data are being loaded anew, which takes about half a minute. This page looks again by itself and then asks you to sign in.")
            : Text.Of("Chưa nạp lại được, hệ thống đang thử lại. Lý do: ", "It could not be loaded; it is tried again. Reason: ") + HtmlEncoder.Default.Encode(failure);
        return $"""
            <!DOCTYPE html>
            <html lang="{Text.Language}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta http-equiv="refresh" content="{Seconds};url=/sign-in">
              <title>{title}</title>
              <link rel="stylesheet" href="/css/tokens.css">
              <link rel="stylesheet" href="/css/site.css">
            </head>
            <body><main class="main prose" id="main"><h1>{title}</h1><p role="status">{body}</p><p><a href="/sign-in">{Text.Of("Xem lại ngay", "Look now")}</a></p></main></body>
            </html>
            """;
    }
}
