using System.Security.Cryptography;
using Campaign111.Platform.Files;

namespace Campaign111.Features.Materials;

/// <summary>The bytes of materials in the store of files, each under its SHA-256: what was stored cannot change unseen.</summary>
public sealed class MaterialVault(IFileStore store)
{
    /// <summary>The store's area.</summary>
    public const string Area = "materials";

    public IFileStore Store => store;

    /// <summary>Stores content, on the disk when the task completes, and gives its SHA-256 in lower-case hexadecimal.</summary>
    public async Task<string> KeepAsync(byte[] content, CancellationToken cancel = default)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        if (await store.FindAsync(NameOf(sha256), cancel) is null)
        {
            await store.WriteAsync(NameOf(sha256), stream => stream.WriteAsync(content, cancel).AsTask(), cancel);
        }

        return sha256;
    }

    /// <summary>Several, in their order.</summary>
    public async Task<IReadOnlyList<string>> KeepAsync(IEnumerable<byte[]> contents, CancellationToken cancel = default)
    {
        var hashes = new List<string>();
        foreach (var content in contents)
        {
            hashes.Add(await KeepAsync(content, cancel));
        }

        return hashes;
    }

    /// <summary>The name of a content in the store.</summary>
    public static string NameOf(string sha256) => $"{Area}/{sha256}";
}
