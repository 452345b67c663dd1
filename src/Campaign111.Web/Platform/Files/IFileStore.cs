using Campaign111.Platform.Data;

namespace Campaign111.Platform.Files;

/// <summary>A file of the store.</summary>
/// <param name="Name">Area and path, such as <c>materials/3f…</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ChangedAt">When it was put there.</param>
public sealed record StoredFile(string Name, long Size, DateTimeOffset ChangedAt);

/// <summary>What was just written.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record WrittenFile(long Size, string Sha256);

/// <summary>
/// Uploads and made files, for all nodes of an installation: in a folder (which may be shared storage) or in the database, by the setting
/// <c>Campaign111:Files</c>. A file is there whole or not at all; it is on the disk when a write returns; the last of two writes of one name stays.
/// What is only a cache, or half done, does not belong here: it stays in a node's own data folder.
/// </summary>
/// <remarks>Names begin with a registered <see cref="FileArea"/>; another one is an <see cref="ArgumentException"/>.</remarks>
public interface IFileStore
{
    /// <summary>The setting's word: folder, database.</summary>
    string Kind { get; }

    /// <summary>Null when there is none.</summary>
    Task<StoredFile?> FindAsync(string name, CancellationToken cancel = default);

    /// <summary>Its content, to be read asynchronously; seeks. The caller disposes it. Null when there is none.</summary>
    /// <remarks>Reading throws <see cref="IOException"/> when the stored bytes were changed (database: each part against its SHA-256) or the file was removed meanwhile.</remarks>
    Task<Stream?> OpenAsync(string name, CancellationToken cancel = default);

    /// <summary>Writes a file, or puts another in its place. What <paramref name="write"/> gets seeks; when it throws, nothing has changed.</summary>
    Task<WrittenFile> WriteAsync(string name, Func<Stream, Task> write, CancellationToken cancel = default);

    /// <summary>The same for a small one inside a transaction: with its commit in the database, at once in a folder.</summary>
    Task WriteAsync(DbSession session, string name, ReadOnlyMemory<byte> content);

    /// <summary>Nothing happens when there is none.</summary>
    Task DeleteAsync(string name, CancellationToken cancel = default);

    /// <summary>Everything whose name begins so.</summary>
    /// <param name="prefix">Ends in a slash, such as <c>exports/0197…/</c>.</param>
    Task DeleteBelowAsync(string prefix, CancellationToken cancel = default);

    /// <summary>A page of names that begin so, in their order, behind a name.</summary>
    Task<IReadOnlyList<StoredFile>> ListAsync(string prefix, string? after, int take, CancellationToken cancel = default);

    /// <summary>Where a file or area lies on this machine; null where it does not (database). Whoever writes there by themselves moves whole things into place.</summary>
    string? LocalPath(string name);
}
