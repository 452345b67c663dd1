using System.Globalization;
using System.IO.Compression;
using System.Text;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Materials;

/// <summary>Everything that may be used now, as one ZIP: a folder for each material, and a list with licences and hashes.</summary>
public sealed class PressKit(MaterialVault vault)
{
    /// <summary>Writes the kit forward only: nothing is held in memory but the file that is being copied.</summary>
    /// <param name="shelves">Materials with their current versions.</param>
    /// <param name="output">Left open.</param>
    /// <param name="cancel">Stops between two parts; what was written is then no ZIP.</param>
    public async Task WriteAsync(IReadOnlyList<MaterialShelf> shelves, Stream output, CancellationToken cancel)
    {
        var forward = new ForwardStream(output);
        await using (var zip = await ZipArchive.CreateAsync(forward, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
        {
            await FillAsync(zip, shelves, cancel);
        }

        // The directory at the end.
        await forward.FlushAsync(cancel);
    }

    private async Task FillAsync(ZipArchive zip, IReadOnlyList<MaterialShelf> shelves, CancellationToken cancel)
    {
        await AddAsync(zip, "DOC-TRUOC.txt", new MemoryStream(Encoding.UTF8.GetBytes(List(shelves))), CompressionLevel.Fastest, cancel);
        foreach (var shelf in shelves)
        {
            foreach (var file in shelf.Current!.Files)
            {
                await using var content = await vault.Store.OpenAsync(MaterialVault.NameOf(file.Sha256), cancel) ?? throw new NotFoundException($"The file {file.Name} is gone from the store.");
                // PDF, PNG and JPEG are compressed already.
                var level = file.MediaType.StartsWith("text/", StringComparison.Ordinal) || file.MediaType == "image/svg+xml" ? CompressionLevel.Fastest : CompressionLevel.NoCompression;
                await AddAsync(zip, $"{shelf.Material.Code}/{file.Name}", content, level, cancel);
            }
        }
    }

    private static async Task AddAsync(ZipArchive zip, string name, Stream content, CompressionLevel level, CancellationToken cancel)
    {
        await using var entry = await zip.CreateEntry(name, level).OpenAsync(cancel);
        await content.CopyToAsync(entry, cancel);
    }

    private static string List(IReadOnlyList<MaterialShelf> shelves)
    {
        var text = new StringBuilder("TÀI LIỆU TRUYỀN THÔNG VỀ TỔNG ĐÀI 111 / PRESS KIT, HOTLINE 111\n");
        foreach (var shelf in shelves)
        {
            var version = shelf.Current!;
            text.Append(CultureInfo.InvariantCulture, $"\n{shelf.Material.Title} / {shelf.Material.TitleEn}, {version.Version.Version}\n{version.Version.Licence} / {version.Version.LicenceEn}\n");
            foreach (var file in version.Files)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {shelf.Material.Code}/{file.Name}\n  SHA-256 {file.Sha256}\n");
            }

            foreach (var link in version.Links)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {link.Title} / {link.TitleEn}: {link.Address}\n");
            }
        }

        return text.ToString();
    }
}
