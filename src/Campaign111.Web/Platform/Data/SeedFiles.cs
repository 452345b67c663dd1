namespace Campaign111.Platform.Data;

/// <summary>
/// The data that ships with the product (<c>db/seed</c>), found beside the executable in the folder <c>seed</c>.
/// Names are relative with forward slashes: <c>units-2020.csv</c>, <c>geo/provinces-2025.geojson</c>, <c>demo/binh-phuoc-2020.yaml</c>.
/// Sources, licences and doubts: <c>db/README.md</c>.
/// </summary>
public static class SeedFiles
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "seed");

    /// <summary>Opens a seed file for reading. The caller disposes of the stream.</summary>
    /// <exception cref="FileNotFoundException">The file did not ship; the message names it and says what to do.</exception>
    /// <exception cref="ArgumentException">The name is absolute or leaves the seed folder.</exception>
    public static FileStream Open(string name)
    {
        var path = FullPath(name);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read)
            : throw new FileNotFoundException(
                $"The seed file '{name}' is missing beside the executable. Build or publish again: db/seed is copied to the output folder 'seed'.", name);
    }

    /// <summary>Whether the file shipped. Throws <see cref="ArgumentException"/> for a name outside the seed folder.</summary>
    public static bool Exists(string name) => File.Exists(FullPath(name));

    /// <summary>Names of the files of one folder ("" for the top, "geo", "demo"), sorted; empty when there is no such folder.</summary>
    public static IReadOnlyList<string> List(string folder)
    {
        var path = folder.Length == 0 ? Root : FullPath(folder);
        if (!Directory.Exists(path))
        {
            return [];
        }

        var names = Directory.GetFiles(path).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'));
        return [.. names.Order(StringComparer.Ordinal)];
    }

    private static string FullPath(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var path = Path.GetFullPath(Path.Combine(Root, name));
        if (!path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' lies outside the seed folder; give a relative name such as units-2020.csv.", nameof(name));
        }

        return path;
    }
}
