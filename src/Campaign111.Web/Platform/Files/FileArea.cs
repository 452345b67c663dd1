namespace Campaign111.Platform.Files;

/// <summary>The first part of files' names: one feature's. Registered, so that <c>files move</c> and backups know all there are.</summary>
public sealed record FileArea(string Name);

/// <summary>The areas of all features, and what a name may look like.</summary>
public sealed class FileAreas(IEnumerable<FileArea> areas)
{
    /// <summary>As the database keeps it.</summary>
    public const int LongestName = 300;

    /// <summary>By name.</summary>
    public IReadOnlyList<string> All { get; } = [.. areas.Select(area => area.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The name itself, when it is one: slashes between parts, none of which leads elsewhere.</summary>
    /// <exception cref="ArgumentException">It is none, or of no registered area.</exception>
    public string Check(string name)
    {
        var parts = name.Split('/');
        return name.Length <= LongestName && All.Contains(parts[0]) && Array.TrueForAll(parts, IsPart)
            ? name
            : throw new ArgumentException($"'{name}' is no name of a stored file.", nameof(name));
    }

    /// <summary>A prefix: a name that ends in a slash.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public string CheckPrefix(string prefix) => prefix.EndsWith('/') ? Check(prefix[..^1]) + "/" : throw new ArgumentException($"'{prefix}' does not end in a slash.", nameof(prefix));

    // Letters of any language: a design's files bear the names that their author gave them.
    private static bool IsPart(string part) =>
        part.Length > 0 && part[0] != '.' && !part.EndsWith(FolderFiles.Partial, StringComparison.Ordinal)
        && part.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or ' ' or '(' or ')' or '+');
}
