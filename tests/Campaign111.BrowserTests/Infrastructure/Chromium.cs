using Microsoft.Playwright;

namespace Campaign111.BrowserTests.Infrastructure;

/// <summary>The browser that the tests look through: the system's Chromium, or the one named in CAMPAIGN111_CHROMIUM. One for the whole run; each window has cookies and
/// storage of its own.</summary>
internal static class Chromium
{
    private const string Variable = "CAMPAIGN111_CHROMIUM";

    // No sandbox: it does not work as root, which containers are. The rest keeps Chromium from talking to anybody but the product.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly Lazy<Task<IPlaywright>> Driver = new(StartAsync);

    private static readonly Lazy<Task<IBrowser>> Started = new(async () =>
        await (await Driver.Value).Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable(), Args = Flags }));

    /// <summary>The one that all tests share.</summary>
    public static Task<IBrowser> SharedAsync() => Started.Value;

    /// <summary>One of its own, whose storage lies in a folder and outlives it.</summary>
    public static async Task<IBrowserContext> KeptAsync(string folder, BrowserTypeLaunchPersistentContextOptions options)
    {
        (options.ExecutablePath, options.Args) = (Executable(), Flags);
        return await (await Driver.Value).Chromium.LaunchPersistentContextAsync(folder, options);
    }

    // Its driver ends with the run, and the browsers with the driver.
    private static async Task<IPlaywright> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => driver.Dispose();
        return driver;
    }

    private static string Executable() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set
        : new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"No Chromium was found: install it (apt install chromium) or name it in {Variable}.");
}
