using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Campaign111.Tests.Architecture;

namespace Campaign111.Tests.Infrastructure;

/// <summary>The built executable in a process of its own, as an office runs it: what a test host in this process cannot show (two nodes at
/// once, a real browser, kill -9). Shared by both test projects.</summary>
public sealed partial class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task errors;
    private readonly Task lines;

    private ProductProcess(string folder, bool demo, IReadOnlyDictionary<string, string>? environment, string[] arguments, bool listens = false)
    {
        // Beside the tests lies the same build of the product that they were compiled against, in either package set.
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Source.Web,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = listens,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Campaign111.Web.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["CAMPAIGN111_DATA"] = folder;
        start.Environment["CAMPAIGN111_SQLSERVER"] = "";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Campaign111__Demo"] = demo ? "true" : "false";
        start.Environment["Campaign111__Jobs"] = "off";
        start.Environment["Campaign111__Limits__Enabled"] = "false";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        lines = ReadAsync(process.StandardOutput);
        errors = ReadAsync(process.StandardError);
    }

    /// <summary>Each line as it is written, from any thread.</summary>
    public event Action<string>? Said;

    public int Id => process.Id;

    /// <summary>Where it listens, e.g. http://127.0.0.1:40123/; set once <see cref="ServeAsync"/> has returned.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>All it has written to standard output and standard error.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Starts the web server on a free port of the loopback and waits for its first answer.</summary>
    /// <param name="folder">Data folder.</param>
    /// <param name="demo">Load the demo province at the first start.</param>
    /// <param name="environment">More environment variables.</param>
    public static async Task<ProductProcess> ServeAsync(string folder, bool demo, IReadOnlyDictionary<string, string>? environment = null)
    {
        var product = new ProductProcess(folder, demo, environment, []);
        try
        {
            var ended = product.process.WaitForExitAsync();
            if (await Task.WhenAny(product.listening.Task, ended).WaitAsync(Patience) == ended)
            {
                throw new InvalidOperationException($"The product ended with code {product.process.ExitCode} before it listened:\n{product.Output}");
            }

            product.Address = await product.listening.Task;
            using var client = new HttpClient { BaseAddress = product.Address };
            // A job server has no pages.
            var first = environment?.GetValueOrDefault("Campaign111__Role") == "jobs" ? "/readyz" : "/sign-in";
            using var response = await client.GetAsync(new Uri(first, UriKind.Relative));
            response.EnsureSuccessStatusCode();
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a command without waiting for it.</summary>
    public static ProductProcess Start(string folder, bool demo, params string[] arguments) => new(folder, demo, null, arguments);

    /// <summary>The same with more environment variables.</summary>
    public static ProductProcess Start(string folder, bool demo, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(folder, demo, environment, arguments);

    /// <summary>The same for a command that reads standard input.</summary>
    public static ProductProcess StartTalking(string folder, bool demo, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(folder, demo, environment, arguments, listens: true);

    /// <summary>Writes a line to its standard input; false when it is gone.</summary>
    public async Task<bool> TellAsync(string line)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, bool demo, params string[] arguments)
    {
        await using var command = Start(folder, demo, arguments);
        return (await command.EndAsync(), command.Output);
    }

    /// <summary>Waits for a command's end and gives its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        await Task.WhenAll(lines, errors);
        return process.ExitCode;
    }

    /// <summary>Asks it to stop, as an init system does (SIGTERM), without waiting for the end.</summary>
    public async Task AskToStopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ends it at once, as kill -9 does: nothing is flushed, no handler runs.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
    }

    /// <summary>The same without waiting for the end; false when it has ended by itself.</summary>
    public bool KillNow()
    {
        if (process.HasExited)
        {
            return false;
        }

        process.Kill();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await Task.WhenAll(lines, errors);
        process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            output.Enqueue(line);
            Said?.Invoke(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                listening.TrySetResult(new Uri(match.Groups["address"].Value));
            }
        }
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://[^\s""]+)")]
    private static partial Regex Listening();
}
