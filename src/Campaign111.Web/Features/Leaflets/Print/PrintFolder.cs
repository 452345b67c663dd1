using System.IO.Compression;
using Campaign111.Platform.Data;
using Campaign111.Platform.Files;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>
/// A job's files: parts in the data folder of the node that prints, then one ZIP in the store, for all nodes. A file stands there whole or not at all. Whoever goes on elsewhere
/// after a node died makes the parts anew.
/// </summary>
public sealed class PrintFolder(DataOptions options, IFileStore store)
{
    /// <summary>The store's area.</summary>
    public const string Area = "print";

    /// <summary>The name of a job's finished ZIP in the store.</summary>
    public static string ZipOf(Guid job) => $"{Area}/{job:N}/result.zip";

    /// <summary>Whether a part is there from before.</summary>
    public bool Has(Guid job, string name) => File.Exists(Path.Combine(Parts(job), name));

    /// <summary>Makes a part, whole or not at all.</summary>
    public void Write(Guid job, string name, Action<Stream> write)
    {
        var path = Path.Combine(Directory.CreateDirectory(Parts(job)).FullName, name);
        var part = $"{path}.{Guid.NewGuid():N}{FolderFiles.Partial}";
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

    /// <summary>Packs all parts, in the order of their names. Gives the size of the ZIP in bytes.</summary>
    public async Task<long> PackAsync(Guid job, CancellationToken cancel)
    {
        var written = await store.WriteAsync(
            ZipOf(job),
            output =>
            {
                Pack(job, output, cancel);
                return Task.CompletedTask;
            },
            cancel);
        return written.Size;
    }

    /// <summary>Takes the parts away, once the job's end is in the database.</summary>
    public void DropParts(Guid job)
    {
        if (Directory.Exists(Parts(job)))
        {
            Directory.Delete(Parts(job), recursive: true);
        }
    }

    /// <summary>Takes away everything of a job.</summary>
    public async Task RemoveAsync(Guid job, CancellationToken cancel)
    {
        DropParts(job);
        await store.DeleteBelowAsync($"{Area}/{job:N}/", cancel);
    }

    private string Parts(Guid job) => Path.Combine(options.Sub(Path.Combine("work", Area)), job.ToString("N"));

    private void Pack(Guid job, Stream output, CancellationToken cancel)
    {
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var part in Directory.GetFiles(Parts(job)).Where(part => !part.EndsWith(FolderFiles.Partial, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            // PDF and PNG are compressed already.
            archive.CreateEntryFromFile(part, Path.GetFileName(part), part.EndsWith(".svg", StringComparison.Ordinal) ? CompressionLevel.Fastest : CompressionLevel.NoCompression);
        }
    }
}
