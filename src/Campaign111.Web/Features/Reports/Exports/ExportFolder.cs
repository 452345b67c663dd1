using System.Globalization;
using System.Security.Cryptography;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reports.Exports;

/// <summary>Files of exports in the data folder: parts while one is made, then the result. The result stands there whole or not at all.</summary>
public sealed class ExportFolder(DataOptions options)
{
    private const string Short = "short";

    /// <summary>The finished file of an export.</summary>
    public string ResultOf(Guid export, string extension) => Path.Combine(Home(export), "result" + extension);

    /// <summary>The file of a part, its folder made.</summary>
    public string PartOf(Guid export, int part) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(Home(export), "parts")).FullName, part.ToString("D5", CultureInfo.InvariantCulture));

    /// <summary>A file for a short export's part; the caller deletes it. What a crash leaves is swept by <see cref="Sweep"/>.</summary>
    public string ShortPart() => Path.Combine(Directory.CreateDirectory(Path.Combine(options.Sub("exports"), Short)).FullName, Guid.NewGuid().ToString("N"));

    /// <summary>Writes the result beside its place, forces it to the disk and moves it there. Gives its size in bytes and its SHA-256.</summary>
    public async Task<(long Size, string Sha256)> FinishAsync(Guid export, string extension, Func<Stream, Task> write, CancellationToken cancel)
    {
        var path = ResultOf(export, extension);
        var making = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            long size;
            string sha256;
            await using (var file = new FileStream(making, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                await write(file);
                file.Flush(flushToDisk: true);
                file.Position = 0;
                sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
                size = file.Length;
            }

            File.Move(making, path, overwrite: true);
            return (size, sha256);
        }
        finally
        {
            File.Delete(making);
        }
    }

    /// <summary>Takes the parts away, once the end is in the database.</summary>
    public void DropParts(Guid export) => Drop(Path.Combine(Home(export), "parts"));

    /// <summary>Takes away everything of an export.</summary>
    public void Remove(Guid export) => Drop(Home(export));

    /// <summary>Takes away folders of exports that nobody needs, and what crashes left of short ones before an instant.</summary>
    public void Sweep(IReadOnlySet<Guid> needed, DateTimeOffset before)
    {
        foreach (var home in Directory.GetDirectories(options.Sub("exports")))
        {
            if (Guid.TryParseExact(Path.GetFileName(home), "N", out var id) && !needed.Contains(id) && Directory.GetLastWriteTimeUtc(home) < before.UtcDateTime)
            {
                Drop(home);
            }
        }

        foreach (var left in Directory.GetFiles(Path.GetDirectoryName(ShortPart())!).Where(file => File.GetLastWriteTimeUtc(file) < before.UtcDateTime))
        {
            File.Delete(left);
        }
    }

    private string Home(Guid export) => Path.Combine(options.Sub("exports"), export.ToString("N"));

    private static void Drop(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
