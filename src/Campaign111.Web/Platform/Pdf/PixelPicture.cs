using System.Buffers.Binary;
using System.IO.Compression;

namespace Campaign111.Platform.Pdf;

/// <summary>The pixels of a rendered page: what <see cref="IPdfRenderer.RenderPng"/> writes, 8 bits a channel, not interlaced, on white.</summary>
public sealed class PixelPicture
{
    private readonly byte[] rows;
    private readonly int channels;

    private PixelPicture(int width, int height, int channels, byte[] rows) => (Width, Height, this.channels, this.rows) = (width, height, channels, rows);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Colour at a place as 0xRRGGBB.</summary>
    public int this[int x, int y]
    {
        get
        {
            var at = ((y * Width) + x) * channels;
            return channels < 3 ? rows[at] * 0x010101 : (rows[at] << 16) | (rows[at + 1] << 8) | rows[at + 2];
        }
    }

    /// <summary>Reads a PNG of the renderer's own.</summary>
    /// <exception cref="PdfException">Another kind of PNG.</exception>
    public static PixelPicture Decode(byte[] png)
    {
        var (width, height) = (Int(png, 16), Int(png, 20));
        var channels = png[25] switch { 0 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (png[24] != 8 || channels == 0 || png[28] != 0)
        {
            throw new PdfException("Ảnh PNG không phải loại mà bộ dựng trang tạo ra.");
        }

        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length; at += 12 + Int(png, at))
        {
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(png, at + 8, Int(png, at));
            }
        }

        packed.Position = 0;
        using var inflate = new ZLibStream(packed, CompressionMode.Decompress);
        return new PixelPicture(width, height, channels, Unfilter(inflate, width * channels, height, channels));
    }

    // Each row begins with the number of its filter (PNG specification, 9.2).
    private static byte[] Unfilter(Stream source, int stride, int height, int channels)
    {
        var rows = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = source.ReadByte();
            var row = rows.AsSpan(y * stride, stride);
            source.ReadExactly(row);
            for (var x = 0; x < stride; x++)
            {
                int left = x >= channels ? row[x - channels] : 0;
                int up = y > 0 ? rows[((y - 1) * stride) + x] : 0;
                int corner = x >= channels && y > 0 ? rows[((y - 1) * stride) + x - channels] : 0;
                row[x] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
            }
        }

        return rows;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private static int Int(byte[] bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
}
