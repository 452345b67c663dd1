using System.Buffers.Binary;
using System.IO.Compression;
using Campaign111.Tests.Platform.Pdf;

namespace Campaign111.Bench;

/// <summary>Writes a grey picture as a small PNG: 16 levels are enough for black on white.</summary>
internal static class GreyPng
{
    private const int Depth = 4;

    public static void Write(GreyImage image, string path)
    {
        using var file = File.Create(path);
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), image.Height);
        head[8] = Depth;
        Chunk(file, "IHDR"u8, head);
        Chunk(file, "IDAT"u8, Rows(image));
        Chunk(file, "IEND"u8, []);
    }

    /// <summary>The mean of each square of dots that falls on one of the smaller picture's.</summary>
    public static GreyImage Shrink(GreyImage image, int width)
    {
        var height = (int)Math.Round(image.Height * (double)width / image.Width);
        var pixels = new byte[width * height];
        for (var at = 0; at < pixels.Length; at++)
        {
            var (left, top) = (at % width * image.Width / width, at / width * image.Height / height);
            var (right, bottom) = (((at % width) + 1) * image.Width / width, ((at / width) + 1) * image.Height / height);
            var sum = 0;
            for (var y = top; y < bottom; y++)
            {
                for (var x = left; x < right; x++)
                {
                    sum += image.Pixels[(y * image.Width) + x];
                }
            }

            pixels[at] = (byte)(sum / Math.Max(1, (right - left) * (bottom - top)));
        }

        return new GreyImage(width, height, pixels);
    }

    private static byte[] Rows(GreyImage image)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var y = 0; y < image.Height; y++)
            {
                var row = new byte[1 + ((image.Width + 1) / 2)];
                for (var x = 0; x < image.Width; x++)
                {
                    row[1 + (x / 2)] |= (byte)(image.Pixels[(y * image.Width) + x] >> 4 << (x % 2 == 0 ? 4 : 0));
                }

                deflate.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. type, .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    // CRC-32 of the PNG specification, annex D.
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes)
        {
            crc ^= each;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
