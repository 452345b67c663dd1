using System.Globalization;
using Campaign111.Platform.Data;
using Campaign111.Platform.Files;

namespace Campaign111.Features.Reports.Exports;

/// <summary>
/// Files of exports: parts in the data folder of the node that makes one, then the result in the store, for all nodes. The result stands there whole or not at all. Whoever goes on
/// elsewhere after a node died makes the parts anew.
/// </summary>
public sealed class ExportFolder(DataOptions options, IFileStore store)
{
    /// <summary>The store's area.</summary>
    public const string Area = "exports";

    private const string Short = "short";

    private const int PageSize = 500;

    /// <summary>The name of an export's finished file in the store.</summary>
    public static string ResultOf(Guid export, string extension) => $"{Area}/{export:N}/result{extension}";

    /// <summary>The file of a part, its folder made.</summary>
    public string PartOf(Guid export, int part) =>
        Path.Combine(Directory.CreateDirectory(Parts(export)).FullName, part.ToString("D5", CultureInfo.InvariantCulture));

    /// <summary>A file for a short export's part; the caller deletes it. What a crash leaves is swept by <see cref="Sweep"/>.</summary>
    public string ShortPart() => Path.Combine(Directory.CreateDirectory(Path.Combine(Root, Short)).FullName, Guid.NewGuid().ToString("N"));

    /// <summary>Puts the result into the store, where it is on the disk and whole when the task completes.</summary>
    public Task<WrittenFile> FinishAsync(Guid export, string extension, Func<Stream, Task> write, CancellationToken cancel) => store.WriteAsync(ResultOf(export, extension), write, cancel);

    /// <summary>Takes the parts away, once the end is in the database.</summary>
    public void DropParts(Guid export) => Drop(Parts(export));

    /// <summary>Takes away everything of an export.</summary>
    public async Task RemoveAsync(Guid export, CancellationToken cancel)
    {
        Drop(Parts(export));
        await store.DeleteBelowAsync($"{Area}/{export:N}/", cancel);
    }

    /// <summary>Takes away results that nobody needs, and what crashes left on this node, when they are older than an instant.</summary>
    public async Task SweepAsync(IReadOnlySet<Guid> needed, DateTimeOffset before, CancellationToken cancel)
    {
        for (string? after = null; await store.ListAsync($"{Area}/", after, PageSize, cancel) is { Count: > 0 } page; after = page[^1].Name)
        {
            foreach (var left in page.Where(file => file.ChangedAt < before && Guid.TryParseExact(file.Name.Split('/')[1], "N", out var id) && !needed.Contains(id)))
            {
                await store.DeleteAsync(left.Name, cancel);
            }
        }

        foreach (var parts in Directory.GetDirectories(Root))
        {
            if (Guid.TryParseExact(Path.GetFileName(parts), "N", out var id) && !needed.Contains(id) && Directory.GetLastWriteTimeUtc(parts) < before.UtcDateTime)
            {
                Drop(parts);
            }
        }

        foreach (var left in Directory.GetFiles(Path.GetDirectoryName(ShortPart())!).Where(file => File.GetLastWriteTimeUtc(file) < before.UtcDateTime))
        {
            File.Delete(left);
        }
    }

    private string Root => options.Sub(Path.Combine("work", Area));

    private string Parts(Guid export) => Path.Combine(Root, export.ToString("N"));

    private static void Drop(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
