using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(Campaign111.Tests.Drills.Scan.ScannedHost))]

namespace Campaign111.Tests.Drills.Scan;

/// <summary>Looks over the product's shoulder while it is scanned: counts which routes were asked for and how they answered. For the control run it also plants what a scanner
/// must find: a page that returns what it was sent, and searches that glue text into SQL. Put into the real executable from outside, like the other drills' wrong products.</summary>
public sealed partial class ScannedHost : IHostingStartup, IStartupFilter
{
    /// <summary>Where the counts are read.</summary>
    public const string Counts = "/scanned-routes";

    /// <summary>Where the planted pages begin.</summary>
    public const string Plant = "/planted/";

    private const string On = "CAMPAIGN111_SCANNED";
    private const string Flaws = "planted";

    private readonly ConcurrentDictionary<(string Method, string Route, int Status), long> seen = new();

    /// <summary>Environment of a scanned process.</summary>
    /// <param name="planted">With the flaws of the control run.</param>
    public static Dictionary<string, string> Environment(bool planted) => new()
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(ScannedHost).Assembly.Location,
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(ScannedHost).Assembly.GetName().Name!,
        [On] = planted ? Flaws : "watched",
        // A scanner asks more than the limits let through, and would see little but 429.
        ["Campaign111__Limits__Enabled"] = "false",
    };

    public void Configure(IWebHostBuilder builder)
    {
        if (System.Environment.GetEnvironmentVariable(On) is { Length: > 0 })
        {
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));
        }
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(WatchAsync);
        if (System.Environment.GetEnvironmentVariable(On) == Flaws)
        {
            app.Use(PlantedAsync);
        }

        next(app);
    };

    private async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == Counts)
        {
            await context.Response.WriteAsJsonAsync(seen.Select(one => new RouteCount(one.Key.Method, one.Key.Route, one.Key.Status, one.Value)).ToList());
            return;
        }

        if (HttpMethods.IsPost(context.Request.Method) && EndsSession().IsMatch(context.Request.Path.Value!))
        {
            // The scanner must not end its own session; Debian 12's wapiti breaks when it is told so (-x).
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await next(context);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/');
        seen.AddOrUpdate((context.Request.Method, route ?? (context.Request.Path.Value is "/111" ? "111" : "(none)"), context.Response.StatusCode), 1, (_, count) => count + 1);
    }

    [GeneratedRegex("/sign-out$|^/account/sessions/")]
    private static partial Regex EndsSession();

    private static async Task PlantedAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith(Plant, StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(path[Plant.Length..] switch
        {
            "echo" => $"<html><body><p>You looked for {context.Request.Query["q"]}.</p></body></html>",
            "find" => await FindAsync(context, context.Request.Query["name"].ToString()),
            "form" => await FindAsync(context, (await context.Request.ReadFormAsync())["name"].ToString()),
            "api" => await FindAsync(context, (await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(context.Request.Body))?.GetValueOrDefault("name") ?? ""),
            _ => """
                <html><body><a href="/planted/echo?q=a">Echo</a> <a href="/planted/find?name=quantri">Find</a>
                <form method="post" action="/planted/form"><input name="name" value="quantri"><button>Find</button></form></body></html>
                """,
        });
    }

    // Blind, as the product would be: an error says nothing, only found or not.
    private static async Task<string> FindAsync(HttpContext context, string name)
    {
        var options = context.RequestServices.GetRequiredService<Campaign111.Platform.Data.DataOptions>();
        await using var connection = new SqliteConnection($"Data Source={options.SqlitePath};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The flaw that the scanner must find.
        command.CommandText = $"SELECT display_name FROM account WHERE user_name = '{name}'";
#pragma warning restore CA2100
        try
        {
            return await command.ExecuteScalarAsync() is string
                ? "<html><body><h1>Somebody of that name works here.</h1><p>Ask at the desk, they will call them for you, and bring your papers.</p></body></html>"
                : "<html><body><h1>No.</h1></body></html>";
        }
        catch (SqliteException)
        {
            return "<html><body><h1>No.</h1></body></html>";
        }
    }
}

/// <summary>How often a route answered with a status.</summary>
public sealed record RouteCount(string Method, string Route, int Status, long Requests);
