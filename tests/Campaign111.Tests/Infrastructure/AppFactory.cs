using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Campaign111.Tests.Infrastructure;

/// <summary>The whole product in the test's process on a data folder of its own. Jobs are off: a test runs them itself.</summary>
public sealed class AppFactory : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string?> settings;

    /// <param name="demo">Load the demo province at the start.</param>
    /// <param name="folder">Data folder to start on, or null for a new one.</param>
    /// <param name="more">More configuration.</param>
    public AppFactory(bool demo, string? folder = null, IReadOnlyDictionary<string, string?>? more = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("campaign111-app-").FullName;
        settings = new Dictionary<string, string?>(more ?? new Dictionary<string, string?>())
        {
            // A test hurries as no person does; LimitTests holds the limits.
            ["Campaign111:Limits:Enabled"] = more?.GetValueOrDefault("Campaign111:Limits:Enabled") ?? "false",
            ["CAMPAIGN111_DATA"] = Folder,
            ["CAMPAIGN111_SQLSERVER"] = null,
            ["Campaign111:Demo"] = demo ? "true" : "false",
            ["Campaign111:Jobs"] = "off",
        };
    }

    public string Folder { get; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }
    }
}
