using System.IO.Compression;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>A job's files in the data folder: parts while it is made, then one ZIP. A file stands there whole or not at all.</summary>
public sealed class PrintFolder(DataOptions options)
{
    private const string Result = "result.zip";

    /// <summary>The finished ZIP of a job.</summary>
    public string ZipOf(Guid job) => Path.Combine(Home(job), Result);

    /// <summary>Whether a part is there from before.</summary>
    public bool Has(Guid job, string name) => File.Exists(Path.Combine(Parts(job), name));

    /// <summary>Makes a part unless it is there.</summary>
    public void Write(Guid job, string name, Action<Stream> write) => WriteWhole(Path.Combine(Directory.CreateDirectory(Parts(job)).FullName, name), write);

    /// <summary>Packs all parts, in the order of their names, and takes them away. Gives the size of the ZIP in bytes.</summary>
    public long Pack(Guid job, CancellationToken cancel)
    {
        var zip = ZipOf(job);
        WriteWhole(zip, output =>
        {
            using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var part in Directory.GetFiles(Parts(job)).Where(part => !part.EndsWith(".part", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                cancel.ThrowIfCancellationRequested();
                // PDF and PNG are compressed already.
                archive.CreateEntryFromFile(part, Path.GetFileName(part), part.EndsWith(".svg", StringComparison.Ordinal) ? CompressionLevel.Fastest : CompressionLevel.NoCompression);
            }
        });
        return new FileInfo(zip).Length;
    }

    /// <summary>Takes the parts away, once the job's end is in the database.</summary>
    public void DropParts(Guid job) => Drop(Parts(job));

    /// <summary>Takes away everything of a job.</summary>
    public void Remove(Guid job) => Drop(Home(job));

    private string Home(Guid job) => Path.Combine(options.Sub("print"), job.ToString("N"));

    private string Parts(Guid job) => Path.Combine(Home(job), "parts");

    private static void Drop(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void WriteWhole(string path, Action<Stream> write)
    {
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var file = File.Create(part))
            {
                write(file);
            }

            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
