using System.Buffers.Binary;

namespace Campaign111.Platform.Pdf;

/// <summary>Looks at the head of a picture in a data: address, so that a small file that unpacks to gigabytes is refused unopened.</summary>
internal static class EmbeddedPicture
{
    /// <summary>An A4 page at 600 dpi has 7,016 pixels on its long side.</summary>
    public const int MaxSide = 8_000;

    /// <summary>Width and height in pixels; null when it is neither PNG nor JPEG.</summary>
    public static (int Width, int Height)? Size(string data)
    {
        var at = data.IndexOf(',', StringComparison.Ordinal) + 1;
        var bytes = new byte[(data.Length - at) * 3 / 4];
        if (!Convert.TryFromBase64String(data[at..], bytes, out var length))
        {
            return null;
        }

        var head = bytes.AsSpan(0, length);
        return head is [0x89, 0x50, 0x4E, 0x47, ..] && length > 24
            ? ((int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(head[16..])), (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(head[20..])))
            : head is [0xFF, 0xD8, ..] ? Jpeg(head) : null;
    }

    // Segments from marker to marker until the frame header (SOF0 to SOF15 but DHT, JPG, DAC).
    private static (int Width, int Height)? Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]))
        {
            if (bytes[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }
        }

        return null;
    }
}
