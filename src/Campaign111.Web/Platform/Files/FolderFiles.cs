using System.Security.Cryptography;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Files;

/// <summary>
/// Files in a folder: the data folder, or <c>Campaign111:FilesFolder</c>, storage that all nodes share. A file grows under a name of its own and is moved into
/// place, which is one step on a local disk and on NFS.
/// </summary>
public sealed class FolderFiles(FilesOptions options, FileAreas areas) : IFileStore
{
    /// <summary>Ending of what is not whole yet.</summary>
    public const string Partial = ".part";

    public string Kind => FilesOptions.InFolder;

    public Task<StoredFile?> FindAsync(string name, CancellationToken cancel = default) =>
        Task.FromResult(new FileInfo(PathOf(name)) is { Exists: true } file ? Describe(file) : null);

    public Task<Stream?> OpenAsync(string name, CancellationToken cancel = default)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true));
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public async Task<WrittenFile> WriteAsync(string name, Func<Stream, Task> write, CancellationToken cancel = default)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Guid.NewGuid():N}{Partial}";
        try
        {
            WrittenFile written;
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                await write(file);
                file.Flush(flushToDisk: true);
                file.Position = 0;
                written = new WrittenFile(file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)));
            }

            File.Move(part, path, overwrite: true);
            return written;
        }
        finally
        {
            File.Delete(part);
        }
    }

    public Task WriteAsync(DbSession session, string name, ReadOnlyMemory<byte> content) => WriteAsync(name, stream => stream.WriteAsync(content).AsTask());

    public Task DeleteAsync(string name, CancellationToken cancel = default)
    {
        var path = PathOf(name);
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    public Task DeleteBelowAsync(string prefix, CancellationToken cancel = default)
    {
        var folder = Path.Combine(options.Folder, areas.CheckPrefix(prefix));
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was there, or another node was quicker.
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StoredFile>> ListAsync(string prefix, string? after, int take, CancellationToken cancel = default)
    {
        var folder = new DirectoryInfo(Path.Combine(options.Folder, areas.CheckPrefix(prefix)));
        return Task.FromResult<IReadOnlyList<StoredFile>>(!folder.Exists ? [] :
        [
            .. folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => !file.Name.EndsWith(Partial, StringComparison.Ordinal) && !IsStaged(file)).Select(Describe)
                .Where(file => string.CompareOrdinal(file.Name, after) > 0).OrderBy(file => file.Name, StringComparer.Ordinal).Take(take),
        ]);
    }

    public string? LocalPath(string name) => PathOf(name);

    // A whole folder that is being put together lies in one that ends so.
    private bool IsStaged(FileInfo file) => Path.GetRelativePath(options.Folder, file.DirectoryName!).Split('/', '\\').Any(part => part.EndsWith(Partial, StringComparison.Ordinal));

    private StoredFile Describe(FileInfo file) => new(Path.GetRelativePath(options.Folder, file.FullName).Replace('\\', '/'), file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));

    private string PathOf(string name) => Path.Combine(options.Folder, areas.Check(name));
}
