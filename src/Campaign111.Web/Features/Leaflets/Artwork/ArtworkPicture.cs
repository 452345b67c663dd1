using System.Buffers.Binary;
using System.IO.Compression;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Artwork;

/// <summary>Looks through an uploaded PNG or JPEG before any engine decodes it: a whole file, of a size that unfolds to what its head says and no more.</summary>
public static class ArtworkPicture
{
    /// <summary>As text inside a page's SVG it grows by a third, and a page may have 8 million characters.</summary>
    public const int MostBytes = 5_600_000;

    /// <summary>Pixels a side: A3 at 480 dpi.</summary>
    public const int MostSide = 8_000;

    private const long MostPixels = 40_000_000;

    /// <summary>Width and height in pixels.</summary>
    /// <exception cref="LeafletRefusedException">Damaged, cut off, too large.</exception>
    public static (int Width, int Height) Require(byte[] content)
    {
        if (content.Length > MostBytes)
        {
            throw new LeafletRefusedException("Ảnh lớn hơn 5,6 MB: lưu dạng JPEG chất lượng 85–90 rồi tải lên.", "The picture is larger than 5.6 MB: save it as JPEG of quality 85 to 90 and upload that.");
        }

        if ((PictureSize.IsPng(content) ? Png(content) : Jpeg(content)) is not { Width: > 0, Height: > 0 } size)
        {
            throw new LeafletRefusedException("Ảnh hỏng hoặc bị cắt cụt. Xuất lại ảnh rồi tải lên.", "The picture is damaged or cut off. Export it again and upload it.");
        }

        return size.Width <= MostSide && size.Height <= MostSide && (long)size.Width * size.Height <= MostPixels ? size : throw new LeafletRefusedException(
            $"Ảnh có {size.Width} × {size.Height} điểm, tối đa {MostSide} mỗi chiều và 40 triệu điểm: thu nhỏ về 300 dpi ở khổ in.",
            $"The picture has {size.Width} × {size.Height} pixels, at most {MostSide} a side and 40 million: reduce it to 300 dpi at print size.");
    }

    // Chunk after chunk to the end (PNG specification, 5.3); the pixels are unpacked into nothing, and must be as many as the head says.
    private static (int Width, int Height)? Png(byte[] content)
    {
        if (content.Length < 45 || BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(8)) != 13 || PictureSize.Of(content) is not var (width, height))
        {
            return null;
        }

        var channels = content[25] switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (width is <= 0 or > MostSide || height is <= 0 or > MostSide || channels == 0 || content[24] is not (1 or 2 or 4 or 8 or 16))
        {
            // Too large a picture is told so by its size; a head that makes no sense is damage.
            return width > 0 && height > 0 && channels > 0 ? (width, height) : null;
        }

        using var packed = new MemoryStream();
        var at = 8;
        while (at + 12 <= content.Length && !content.AsSpan(at + 4, 4).SequenceEqual("IEND"u8))
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at));
            if (length > content.Length - at - 12)
            {
                return null;
            }

            if (content.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(content, at + 8, (int)length);
            }

            at += 12 + (int)length;
        }

        var expected = (long)height * (1 + ((((long)width * channels * content[24]) + 7) / 8));
        packed.Position = 0;
        return at + 12 <= content.Length && Unpacked(packed, expected + (16L * height) + 64) is { } found && found >= expected ? (width, height) : null;
    }

    private static long? Unpacked(Stream packed, long most)
    {
        try
        {
            using var inflate = new ZLibStream(packed, CompressionMode.Decompress);
            var (buffer, total) = (new byte[81920], 0L);
            for (int read; (read = inflate.Read(buffer)) > 0;)
            {
                total += read;
                if (total > most)
                {
                    return null;
                }
            }

            return total;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return null;
        }
    }

    // A file that was cut off has no end marker near its end.
    private static (int Width, int Height)? Jpeg(byte[] content) =>
        content.AsSpan(Math.Max(0, content.Length - 4096)).IndexOf<byte>([0xFF, 0xD9]) < 0 ? null : PictureSize.Of(content);
}
