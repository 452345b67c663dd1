using System.Security.Cryptography;
using System.Text.Json;

namespace Campaign111.Platform.Operations.Backup;

/// <summary>A file of a backup.</summary>
/// <param name="Path">From the backup's folder, with forward slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record BackupFile(string Path, long Size, string Sha256);

/// <summary>What a backup holds; written last, so that a folder without it is no backup.</summary>
public sealed record BackupManifest
{
    public const string FileName = "manifest.json";

    /// <summary>Instant of the first copied byte: what was acknowledged before it is in the backup.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    public required string Product { get; init; }

    /// <summary>"sqlite", or "sqlserver" when the database is backed up by its own means and only the files are here.</summary>
    public required string Database { get; init; }

    /// <summary>Head of the sealed audit trail in the copy, or null.</summary>
    public string? AuditHead { get; init; }

    public required IReadOnlyList<BackupFile> Files { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Describes all files of a folder, by path.</summary>
    public static async Task<IReadOnlyList<BackupFile>> DescribeAsync(string folder, CancellationToken cancel)
    {
        var files = new List<BackupFile>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            files.Add(new BackupFile(Path.GetRelativePath(folder, file).Replace('\\', '/'), new FileInfo(file).Length, await HashAsync(file, cancel)));
        }

        return files;
    }

    public static async Task<string> HashAsync(string file, CancellationToken cancel)
    {
        await using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
    }

    public Task WriteAsync(string folder, CancellationToken cancel) =>
        File.WriteAllTextAsync(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json), cancel);

    /// <summary>Null when there is none, or it is cut off.</summary>
    public static async Task<BackupManifest?> ReadAsync(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<BackupManifest>(await File.ReadAllTextAsync(path, cancel), Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
