using Campaign111.Platform.Data;

namespace Campaign111.Platform.Files;

/// <summary>Where uploads and made files lie.</summary>
public sealed class FilesOptions
{
    public const string InFolder = "folder";
    public const string InDatabase = "database";

    /// <summary><see cref="InFolder"/> or <see cref="InDatabase"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The folder of the folder setting, absolute; the data folder unless another is set.</summary>
    public required string Folder { get; init; }

    /// <summary>Reads <c>Campaign111:Files</c> (folder, the default, or database) and <c>Campaign111:FilesFolder</c>.</summary>
    /// <exception cref="InvalidOperationException">Another word.</exception>
    public static FilesOptions From(IConfiguration configuration, DataOptions data) => new()
    {
        Kind = configuration["Campaign111:Files"] switch
        {
            null or "" or InFolder => InFolder,
            InDatabase => InDatabase,
            var other => throw new InvalidOperationException($"Campaign111:Files is '{other}': write {InFolder} or {InDatabase}."),
        },
        Folder = configuration["Campaign111:FilesFolder"] is { Length: > 0 } set ? Path.GetFullPath(set) : data.Folder,
    };
}
