using System.Security.Cryptography;
using Campaign111.Platform.Files;

namespace Campaign111.Features.Campaigns;

/// <summary>Scanned dispatches in the store of files. What a file is follows from its content, never from its name.</summary>
public sealed class DispatchFiles(IFileStore store)
{
    /// <summary>20 MB.</summary>
    public const long MaxBytes = 20 * 1024 * 1024;

    /// <summary>The store's area.</summary>
    public const string Area = "dispatches";

    private static readonly (byte[] Start, string Type, string Extension)[] Kinds =
    [
        ("%PDF-"u8.ToArray(), "application/pdf", ".pdf"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg", ".jpg"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png", ".png"),
    ];

    /// <summary>Keeps an uploaded scan under a random name.</summary>
    /// <exception cref="CampaignRuleException">Too large, empty, or no PDF, JPEG or PNG.</exception>
    public async Task<DispatchFile> SaveAsync(IFormFile upload, CancellationToken cancel)
    {
        if (upload.Length is 0 or > MaxBytes)
        {
            throw new CampaignRuleException("Scan", "Tệp trống hoặc lớn hơn 20 MB: xin quét lại với độ phân giải thấp hơn.", "The file is empty or larger than 20 MB: please scan it at a lower resolution.");
        }

        await using var source = upload.OpenReadStream();
        var start = new byte[8];
        var read = await source.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        var kind = Array.Find(Kinds, kind => start.AsSpan(0, read).StartsWith(kind.Start));
        if (kind.Type is null)
        {
            throw new CampaignRuleException("Scan", "Chỉ nhận tệp PDF, JPEG hoặc PNG. Tệp này có nội dung khác, dù tên là gì.", "Only PDF, JPEG or PNG. This file holds something else, whatever its name.");
        }

        source.Position = 0;
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)) + kind.Extension;
        var written = await store.WriteAsync(NameOf(key), target => source.CopyToAsync(target, cancel), cancel);
        return new DispatchFile(key, CleanName(upload.FileName, kind.Extension), kind.Type, written.Size, written.Sha256);
    }

    /// <summary>The name of a kept scan in the store.</summary>
    public static string NameOf(string key) => $"{Area}/{key}";

    /// <summary>Removes a scan whose dispatch was refused.</summary>
    public Task DiscardAsync(DispatchFile? file) => file is null ? Task.CompletedTask : store.DeleteAsync(NameOf(file.Key));

    /// <summary>The uploaded name without folders and control characters, with the extension that its content has.</summary>
    private static string CleanName(string uploaded, string extension)
    {
        var name = Path.GetFileNameWithoutExtension(uploaded.Replace('\\', '/'));
        var clean = string.Concat(name.Where(letter => !char.IsControl(letter) && !Path.GetInvalidFileNameChars().Contains(letter)));
        return (clean.Length is 0 ? "cong-van" : clean[..Math.Min(clean.Length, 150)]) + extension;
    }
}
