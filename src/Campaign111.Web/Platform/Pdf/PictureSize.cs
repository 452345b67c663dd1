using System.Buffers.Binary;

namespace Campaign111.Platform.Pdf;

/// <summary>Width and height of a PNG or JPEG in pixels, from its head alone: a picture of a few kilobytes may unfold to gigabytes, so nothing is
/// decoded before its size is known.</summary>
public static class PictureSize
{
    private static readonly byte[] PngStart = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsPng(ReadOnlySpan<byte> content) => content.StartsWith(PngStart);

    public static bool IsJpeg(ReadOnlySpan<byte> content) => content.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    /// <summary>Null when the content is no whole head of a PNG or JPEG.</summary>
    public static (int Width, int Height)? Of(ReadOnlySpan<byte> content)
    {
        if (IsPng(content))
        {
            return content.Length < 24 ? null : (BinaryPrimitives.ReadInt32BigEndian(content[16..]), BinaryPrimitives.ReadInt32BigEndian(content[20..]));
        }

        return IsJpeg(content) ? OfJpeg(content) : null;
    }

    // Markers one after the other until the frame's head (ISO 10918-1, B.2.2): FF Cx, length, precision, height, width.
    private static (int Width, int Height)? OfJpeg(ReadOnlySpan<byte> content)
    {
        var at = 2;
        while (at + 9 < content.Length && content[at] == 0xFF)
        {
            var marker = content[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..]));
            }

            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
        }

        return null;
    }
}
