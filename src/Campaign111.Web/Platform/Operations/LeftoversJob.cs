using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;

namespace Campaign111.Platform.Operations;

/// <summary>Takes away what a crash or a power cut left half-made: files and folders that bear the name of something unfinished, and that nobody has written to for
/// a day. Nothing ever reads them; without this they would only grow.</summary>
public sealed class LeftoversJob(DataOptions options, TimeProvider time) : IRecurringJob
{
    public const string At = "02:50";

    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    // Uploads and exports that are too long for memory lie in the system's folder for such files, and vanish when closed: not after kill -9.
    private static readonly string[] Temporary = ["campaign111-*.tmp", "c111-pdf-*"];

    public Task RunAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - Age;
        Sweep(options.Folder, "*.part", SearchOption.AllDirectories, before);
        Sweep(options.Folder, ".*.tmp", SearchOption.TopDirectoryOnly, before);
        foreach (var pattern in Temporary)
        {
            Sweep(Path.GetTempPath(), pattern, SearchOption.TopDirectoryOnly, before);
        }

        return Task.CompletedTask;
    }

    private static void Sweep(string folder, string pattern, SearchOption depth, DateTimeOffset before)
    {
        foreach (var left in new DirectoryInfo(folder).EnumerateFileSystemInfos(pattern, depth).Where(left => left.LastWriteTimeUtc < before.UtcDateTime).ToList())
        {
            try
            {
                if (left is DirectoryInfo home)
                {
                    home.Delete(recursive: true);
                }
                else
                {
                    left.Delete();
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another node was faster, or it is another account's: it is no worse than before.
            }
        }
    }
}
