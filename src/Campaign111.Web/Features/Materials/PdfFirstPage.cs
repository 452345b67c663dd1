using Campaign111.Platform.Operations;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Materials;

/// <summary>
/// The first page of a PDF as a picture, by poppler's pdftoppm where the machine has it (package poppler-utils): in a bounded process of its own, since a
/// stranger's PDF is not to be read inside this one. Without it a PDF has no picture, and its card says what it is.
/// </summary>
public sealed partial class PdfFirstPage(ILogger<PdfFirstPage> log)
{
    private static readonly ProcessBounds Bounds = new(ProcessorSeconds: 10, Memory: 1024, FileSize: 1, TimeSpan.FromSeconds(10));

    /// <summary>PNG of so many pixels across; null when the file cannot be drawn, or nothing here can draw it.</summary>
    /// <param name="pdf">Where it lies.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="cancel">Ends the process.</param>
    public async Task<byte[]?> DrawAsync(string pdf, int width, CancellationToken cancel)
    {
        var (end, png) = await BoundedProcess.RunAsync(
            "pdftoppm", ["-png", "-f", "1", "-l", "1", "-scale-to-x", $"{width}", "-scale-to-y", "-1", pdf], Bounds, cancel);
        if (end == ProcessEnd.Missing)
        {
            LogMissing(log);
        }
        else if (end == ProcessEnd.Slow)
        {
            LogSlow(log, Bounds.Patience.TotalSeconds);
        }

        return end == ProcessEnd.Good && PictureSize.Of(png) is not null ? png : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "No pictures of PDF files: pdftoppm (poppler-utils) could not be started")]
    private static partial void LogMissing(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A PDF's first page took over {Seconds} s to draw; it has no picture")]
    private static partial void LogSlow(ILogger log, double seconds);
}
