using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Campaign111.Bench;

/// <summary>A server in a process of its own, on a free port of the loopback.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private readonly Process process;
    private readonly Task reading;
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        // Both alike, whatever each project's own setting is.
        start.Environment["DOTNET_gcServer"] = "0";
        process = Process.Start(start)!;
        reading = ReadAsync();
    }

    public Uri Address => listening.Task.Result;

    /// <summary>Bytes of memory that the process holds now.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
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

    /// <summary>The product with the demo province.</summary>
    public static async Task<ServerProcess> ProductAsync(string folder, bool jobs = false)
    {
        var start = Dotnet("Campaign111.Web.dll");
        start.WorkingDirectory = AppContext.BaseDirectory;
        start.Environment["CAMPAIGN111_DATA"] = folder;
        start.Environment["CAMPAIGN111_SQLSERVER"] = "";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Campaign111__Demo"] = "true";
        start.Environment["Campaign111__Limits__Enabled"] = "false";
        start.Environment["Campaign111__Jobs"] = jobs ? "on" : "off";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        return await StartAsync(start);
    }

    /// <summary>A bare endpoint that gives this answer.</summary>
    public static async Task<ServerProcess> BareAsync(byte[] answer, string folder)
    {
        var file = Path.Combine(folder, "answer.bin");
        await File.WriteAllBytesAsync(file, answer);
        var start = Dotnet("Campaign111.Bench.dll");
        start.ArgumentList.Add("bare-endpoint");
        start.ArgumentList.Add(file);
        return await StartAsync(start);
    }

    /// <summary>Asks it to stop, as an init system does, and waits until it has.</summary>
    public async Task StopAsync()
    {
        if (Kill(process.Id, Terminate) != 0)
        {
            throw new InvalidOperationException("The server could not be asked to stop.");
        }

        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    private static ProcessStartInfo Dotnet(string assembly)
    {
        var start = new ProcessStartInfo("dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        return start;
    }

    private static async Task<ServerProcess> StartAsync(ProcessStartInfo start)
    {
        var server = new ServerProcess(start);
        await server.listening.Task.WaitAsync(TimeSpan.FromMinutes(3));
        return server;
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                listening.TrySetResult(new Uri(match.Groups["address"].Value));
            }
        }

        listening.TrySetException(new InvalidOperationException("The server ended before it listened."));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)")]
    private static partial Regex Listening();
}
