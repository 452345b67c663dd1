namespace Campaign111.Features.Leaflets.Versions;

/// <summary>Reads an uploaded file into memory, never more than is taken, whatever length the request claims.</summary>
public static class UploadedBytes
{
    /// <exception cref="LeafletRefusedException">No file was chosen, or it is larger than <paramref name="most"/> bytes.</exception>
    public static async Task<byte[]> ReadAsync(IFormFile? file, int most, CancellationToken cancel)
    {
        if (file is null || file.Length == 0)
        {
            throw new LeafletRefusedException("Chọn một tệp rồi bấm tải lên.", "Choose a file, then upload it.");
        }

        using var content = new MemoryStream();
        await using var source = file.OpenReadStream();
        var buffer = new byte[81920];
        for (int read; (read = await source.ReadAsync(buffer, cancel)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > most)
            {
                throw new LeafletRefusedException($"Tệp lớn hơn {most >> 20} MB.", $"The file is larger than {most >> 20} MB.");
            }
        }

        return content.ToArray();
    }
}
