using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Campaign111.Bench;

/// <summary>The product as a process of its own, on loopback, with a data folder of its own that goes with it.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;

    private ProductProcess(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Peak resident memory so far, MB.</summary>
    public long PeakMegabytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 >> 20;
        }
    }

    /// <summary>Processor time used so far, all threads.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the web server on the demo province and waits until it is ready.</summary>
    public static async Task<ProductProcess> ServeAsync(string folder)
    {
        var port = FreePort();
        var product = new ProductProcess(Start(folder, [], port), port);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(200))
        {
            if (product.process.HasExited)
            {
                throw new InvalidOperationException($"The product ended with {product.process.ExitCode}: {await product.process.StandardError.ReadToEndAsync()}");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri("/readyz", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return product;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet: the loop asks again until patience ends.
            }
        }

        await product.DisposeAsync();
        throw new TimeoutException("The product did not get ready.");
    }

    /// <summary>Runs a command to its end. Returns seconds of wall clock and peak memory in MB.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is its own.</exception>
    public static async Task<(double Seconds, long PeakMegabytes)> RunAsync(string folder, params string[] args)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(folder, args, 0);
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
        }

        return process.ExitCode == 0
            ? (clock.Elapsed.TotalSeconds, peak >> 20)
            : throw new InvalidOperationException($"{string.Join(' ', args)}: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static Process Start(string folder, string[] args, int port)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Campaign111.Web.dll"), .. args])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardError = true,
        };
        start.Environment["CAMPAIGN111_DATA"] = folder;
        start.Environment["CAMPAIGN111_SQLSERVER"] = "";
        start.Environment["Campaign111__Demo"] = "true";
        start.Environment["Campaign111__Limits__Enabled"] = "false";
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return Process.Start(start) ?? throw new InvalidOperationException("The product did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A temporary folder that goes with the benchmark.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("campaign111-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
