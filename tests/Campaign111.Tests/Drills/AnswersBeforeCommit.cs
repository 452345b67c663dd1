using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(Campaign111.Tests.Drills.AnswersBeforeCommit))]

namespace Campaign111.Tests.Drills;

/// <summary>The kill drill's wrong product: it acknowledges a batch before the ledger has it, and hands the batch on afterwards. Put into the
/// real executable from outside (start-up hook and hosting start-up): the product itself has no such switch.</summary>
public sealed class AnswersBeforeCommit : IHostingStartup, IStartupFilter
{
    private const string Path = "/api/v1/coverage/entries";
    private const string Passed = "X-Drill-Passed";
    private static readonly HttpClient Client = new();

    /// <summary>Environment that makes a process of the product the wrong one.</summary>
    public static IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(AnswersBeforeCommit).Assembly.Location,
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(AnswersBeforeCommit).Assembly.GetName().Name!,
    };

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(AcknowledgeAsync);
        next(app);
    };

    private static async Task AcknowledgeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.Equals(Path, StringComparison.Ordinal) || context.Request.Headers.ContainsKey(Passed))
        {
            await next(context);
            return;
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var keys = body.RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("key").GetString()).ToList();
        _ = PassOnAsync($"{context.Request.Scheme}://{context.Request.Host}{Path}", context.Request.Headers.Authorization.ToString(), body.RootElement.GetRawText());
        await context.Response.WriteAsJsonAsync(new { receipt = "R-000000", results = keys.Select(key => new { key, status = "stored", flags = Array.Empty<string>(), reason = (string?)null }) });
    }

    private static async Task PassOnAsync(string address, string authorization, string body)
    {
        // As a queue that is worked off after the answer would.
        await Task.Delay(100);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.Add(Passed, "1");
        using var response = await Client.SendAsync(request);
    }
}
