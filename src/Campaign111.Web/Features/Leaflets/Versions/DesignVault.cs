using System.Collections.Concurrent;
using Campaign111.Platform.Data;
using Campaign111.Platform.Files;

namespace Campaign111.Features.Leaflets.Versions;

/// <summary>
/// The files of versions in the store, each version under the hash of all of them: designs/HASH/ID/design.yaml. What was kept never changes, so a node whose store is the database
/// keeps a copy of what it needed in its own data folder.
/// </summary>
public sealed class DesignVault(IFileStore store, DataOptions options)
{
    /// <summary>The store's area.</summary>
    public const string Area = "designs";

    /// <summary>The copies of a node whose store lies elsewhere.</summary>
    public const string Cache = "design-cache";

    private const int MostFiles = 1000;

    private readonly ConcurrentDictionary<(string Design, string FilesHash), bool> changed = new();

    private string Root => store.LocalPath(Area) is { } home ? Directory.CreateDirectory(home).FullName : options.Sub(Cache);

    /// <summary>The folder of a version, or null when it is not here; <see cref="BringAsync"/> brings it.</summary>
    public string? Find(string design, string filesHash) => Path.Combine(Root, filesHash, design) is var home && Directory.Exists(home) ? home : null;

    /// <summary>Whether the store held something else than the hash says when it was last looked at.</summary>
    public bool IsChanged(string design, string filesHash) => changed.ContainsKey((design, filesHash));

    /// <summary>Fetches a version from the store unless it lies here.</summary>
    public async Task BringAsync(string design, string filesHash)
    {
        if (store.LocalPath(Area) is not null || Find(design, filesHash) is not null)
        {
            return;
        }

        var prefix = $"{Area}/{filesHash}/{design}/";
        var contents = new Dictionary<string, byte[]>();
        foreach (var file in await store.ListAsync(prefix, null, MostFiles))
        {
            contents[file.Name[prefix.Length..]] = await store.ReadAsync(file.Name);
        }

        if (contents.Count > 0)
        {
            using var staged = Stage(design, DesignFiles.Of(contents));
            if (staged.FilesHash == filesHash)
            {
                staged.Keep();
                changed.TryRemove((design, filesHash), out _);
            }
            else
            {
                changed[(design, filesHash)] = true;
            }
        }
    }

    /// <summary>Files written where nobody looks yet: they are kept as a whole, or vanish.</summary>
    public StagedDesign Stage(string design, DesignFiles files)
    {
        var part = Directory.CreateDirectory(Path.Combine(Root, $"{Guid.NewGuid():N}{FolderFiles.Partial}")).FullName;
        var home = Directory.CreateDirectory(Path.Combine(part, design)).FullName;
        foreach (var (name, content) in files.All)
        {
            using var file = File.Create(Path.Combine(home, name));
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        return new StagedDesign(Root, part, home);
    }

    /// <summary>Keeps staged files for all nodes; the same files twice are there once.</summary>
    public async Task KeepAsync(StagedDesign staged)
    {
        if (store.LocalPath(Area) is null)
        {
            foreach (var file in Directory.GetFiles(staged.Home))
            {
                var content = await File.ReadAllBytesAsync(file);
                await store.WriteAsync($"{Area}/{staged.FilesHash}/{Path.GetFileName(staged.Home)}/{Path.GetFileName(file)}", stream => stream.WriteAsync(content).AsTask());
            }
        }

        staged.Keep();
    }
}

/// <summary>Files of a version before anybody decided to keep them.</summary>
public sealed class StagedDesign(string root, string part, string home) : IDisposable
{
    /// <summary>The folder, named as the design.</summary>
    public string Home => home;

    /// <summary>Hash of the files.</summary>
    public string FilesHash { get; } = DesignReader.Hash(home);

    public void Dispose()
    {
        if (Directory.Exists(part))
        {
            Directory.Delete(part, recursive: true);
        }
    }

    /// <summary>Moves the files to their place.</summary>
    internal void Keep()
    {
        var place = Directory.CreateDirectory(Path.Combine(root, FilesHash)).FullName;
        var target = Path.Combine(place, Path.GetFileName(home));
        try
        {
            Directory.Move(home, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Kept before, by this or another process: the hash says that they are the same.
        }
    }
}
