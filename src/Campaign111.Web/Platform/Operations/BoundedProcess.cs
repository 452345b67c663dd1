using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Campaign111.Platform.Operations;

/// <summary>What a process may take before it is ended.</summary>
/// <param name="ProcessorSeconds">Seconds of processor time.</param>
/// <param name="Memory">Address space in MB.</param>
/// <param name="FileSize">The largest file that it may write, in MB.</param>
/// <param name="Patience">Time on the wall.</param>
public sealed record ProcessBounds(int ProcessorSeconds, int Memory, int FileSize, TimeSpan Patience);

/// <summary>How a bounded process ended.</summary>
public enum ProcessEnd
{
    /// <summary>By itself, with exit code 0.</summary>
    Good,

    /// <summary>With another exit code, or by one of the bounds of the system.</summary>
    Failed,

    /// <summary>It took longer than its patience, and was ended.</summary>
    Slow,

    /// <summary>The program is not installed.</summary>
    Missing,
}

/// <summary>
/// Runs another program on a stranger's file: in a process of its own with bounds on time, memory and disk, so that a hostile file harms nobody but that
/// process. The bounds are the shell's (<c>ulimit</c>); on Windows the time on the wall alone is bounded.
/// </summary>
public static class BoundedProcess
{
    private const int ShellDoesNotFind = 127;

    /// <summary>What it wrote to its standard output, whole only when it ended well.</summary>
    public static async Task<(ProcessEnd End, byte[] Written)> RunAsync(string program, IReadOnlyList<string> arguments, ProcessBounds bounds, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(bounds.Patience);
        try
        {
            using var process = Process.Start(Command(program, arguments, bounds)) ?? throw new Win32Exception();
            return await ReadAsync(process, patience.Token);
        }
        catch (Win32Exception)
        {
            return (ProcessEnd.Missing, []);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (ProcessEnd.Slow, []);
        }
    }

    private static async Task<(ProcessEnd End, byte[] Written)> ReadAsync(Process process, CancellationToken cancel)
    {
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(cancel);
            using var written = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(written, cancel);
            await complaints;
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode switch { 0 => ProcessEnd.Good, ShellDoesNotFind => ProcessEnd.Missing, _ => ProcessEnd.Failed }, written.ToArray());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static ProcessStartInfo Command(string program, IReadOnlyList<string> arguments, ProcessBounds bounds)
    {
        // Memory in KB, file size in blocks of 512 bytes: the units of POSIX.
        var limits = string.Create(
            CultureInfo.InvariantCulture, $"ulimit -t {bounds.ProcessorSeconds}; ulimit -v {bounds.Memory * 1024L}; ulimit -f {bounds.FileSize * 2048L}; exec \"$0\" \"$@\"");
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(program, arguments) : new ProcessStartInfo("/bin/sh", ["-c", limits, program, .. arguments]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        return start;
    }
}
