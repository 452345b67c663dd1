using System.Security.Cryptography;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Materials;

/// <summary>The bytes of materials, in the data folder, each under its SHA-256: what was stored cannot change unseen.</summary>
public sealed class MaterialVault(DataOptions options)
{
    /// <summary>Stores content, on the disk when this returns, and gives its SHA-256 in lower-case hexadecimal.</summary>
    public string Keep(byte[] content)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        var path = PathOf(sha256);
        if (File.Exists(path))
        {
            return sha256;
        }

        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var file = File.Create(part))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }

        return sha256;
    }

    /// <summary>Where the bytes are.</summary>
    public string PathOf(string sha256) => Path.Combine(options.Sub("materials"), sha256);
}
