using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets.Versions;

/// <summary>The files of versions in the data folder, each under the hash of all of them: designs/HASH/ID/design.yaml. What was kept never changes.</summary>
public sealed class DesignVault(DataOptions options)
{
    private string Root => options.Sub("designs");

    /// <summary>The folder of a version, or null when it is not here.</summary>
    public string? Find(string design, string filesHash) => Path.Combine(Root, filesHash, design) is var home && Directory.Exists(home) ? home : null;

    /// <summary>Files written where nobody looks yet: they are kept as a whole, or vanish.</summary>
    public StagedDesign Stage(string design, DesignFiles files)
    {
        var part = Directory.CreateDirectory(Path.Combine(Root, $"{Guid.NewGuid():N}.part")).FullName;
        var home = Directory.CreateDirectory(Path.Combine(part, design)).FullName;
        foreach (var (name, content) in files.All)
        {
            using var file = File.Create(Path.Combine(home, name));
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        return new StagedDesign(Root, part, home);
    }
}

/// <summary>Files of a version before anybody decided to keep them.</summary>
public sealed class StagedDesign(string root, string part, string home) : IDisposable
{
    /// <summary>The folder, named as the design.</summary>
    public string Home => home;

    /// <summary>Hash of the files.</summary>
    public string FilesHash { get; } = DesignReader.Hash(home);

    /// <summary>Moves the files to their place; the same files twice are there once.</summary>
    public void Keep()
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

    public void Dispose()
    {
        if (Directory.Exists(part))
        {
            Directory.Delete(part, recursive: true);
        }
    }
}
