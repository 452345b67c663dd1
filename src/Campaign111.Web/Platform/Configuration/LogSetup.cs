using Microsoft.Extensions.Logging.Console;

namespace Campaign111.Platform.Configuration;

/// <summary>How the log is written (Campaign111:Logs): text for people, or one JSON object a line for machines.</summary>
public static class LogSetup
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        if (builder.Configuration["Campaign111:Logs"] == "json")
        {
            builder.Logging.AddConsole(options => options.FormatterName = JsonLines.FormatterName);
            builder.Logging.AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        }
    }

    /// <summary>Gives each request its id: that of the caller's trace (W3C traceparent) or a new one of the same form. Error pages, problem details and log lines show
    /// it. Goes first.</summary>
    public static IApplicationBuilder UseRequestIds(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.TraceIdentifier = System.Diagnostics.Activity.Current?.TraceId.ToHexString() ?? System.Diagnostics.ActivityTraceId.CreateRandom().ToHexString();
        return next(context);
    });
}
