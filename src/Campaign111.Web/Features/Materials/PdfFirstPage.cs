using System.ComponentModel;
using System.Diagnostics;

namespace Campaign111.Features.Materials;

/// <summary>
/// The first page of a PDF as a picture, by poppler's pdftoppm where the machine has it (package poppler-utils): in a process of its own with bounds on
/// time and memory, since a stranger's PDF is not to be read inside this one. Without it a PDF has no picture, and its card says what it is.
/// </summary>
public sealed partial class PdfFirstPage(ILogger<PdfFirstPage> log)
{
    private const long MostMemory = 1L << 30;
    private const int MostSeconds = 10;

    /// <summary>PNG of so many pixels across; null when the file cannot be drawn, or nothing here can draw it.</summary>
    /// <param name="pdf">Where it lies.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="cancel">Ends the process.</param>
    public async Task<byte[]?> DrawAsync(string pdf, int width, CancellationToken cancel)
    {
        string[] draw = ["pdftoppm", "-png", "-f", "1", "-l", "1", "-scale-to-x", $"{width}", "-scale-to-y", "-1", pdf];
        // prlimit is Linux's (util-linux); elsewhere the time alone is bounded.
        string[] command = OperatingSystem.IsLinux() ? ["prlimit", $"--as={MostMemory}", $"--cpu={MostSeconds}", .. draw] : draw;
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bounded.CancelAfter(TimeSpan.FromSeconds(MostSeconds));
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })
                ?? throw new Win32Exception("no process");
            return await ReadAsync(process, bounded.Token);
        }
        catch (Win32Exception missing)
        {
            LogMissing(log, missing);
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            LogSlow(log, MostSeconds);
            return null;
        }
    }

    private static async Task<byte[]?> ReadAsync(Process process, CancellationToken cancel)
    {
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(cancel);
            using var png = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(png, cancel);
            await complaints;
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0 && PictureSize.Of(png.ToArray()) is not null ? png.ToArray() : null;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "No pictures of PDF files: pdftoppm (poppler-utils) could not be started")]
    private static partial void LogMissing(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A PDF's first page took over {Seconds} s to draw; it has no picture")]
    private static partial void LogSlow(ILogger log, int seconds);
}
