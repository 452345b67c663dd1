using System.Globalization;
using System.Text;
using Campaign111.Platform.Pdf;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>A grey picture (binary PGM), and what an office's photocopier does to it; the same input gives the same output.</summary>
public sealed record GreyImage(int Width, int Height, byte[] Pixels)
{
    public static GreyImage Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var (at, fields) = (0, new List<string>());
        while (fields.Count < 4)
        {
            var start = at;
            while (!char.IsWhiteSpace((char)bytes[at]))
            {
                at++;
            }

            fields.Add(Encoding.ASCII.GetString(bytes, start, at - start));
            at++;
        }

        var (width, height) = (int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture));
        return new GreyImage(width, height, bytes[at..(at + (width * height))]);
    }

    /// <summary>A rendered page in grey (Rec. 601).</summary>
    public static GreyImage From(PixelPicture picture)
    {
        var pixels = new byte[picture.Width * picture.Height];
        for (var at = 0; at < pixels.Length; at++)
        {
            var rgb = picture[at % picture.Width, at / picture.Width];
            pixels[at] = (byte)(((299 * ((rgb >> 16) & 255)) + (587 * ((rgb >> 8) & 255)) + (114 * (rgb & 255))) / 1000);
        }

        return new GreyImage(picture.Width, picture.Height, pixels);
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes($"P5\n{Width} {Height}\n255\n"));
        file.Write(Pixels);
    }

    /// <summary>Blur of sigma 1.5 px, threshold at half, 1 % salt and pepper, a turn of 2 degrees.</summary>
    public GreyImage Photocopy(int seed) => Blur(1.5).Threshold(128).SaltAndPepper(0.01, seed).Turn(2);

    public GreyImage Blur(double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var kernel = Enumerable.Range(-radius, (2 * radius) + 1).Select(x => Math.Exp(-x * x / (2 * sigma * sigma))).ToArray();
        var sum = kernel.Sum();
        kernel = kernel.Select(value => value / sum).ToArray();
        return Convolve(kernel, 1, 0).Convolve(kernel, 0, 1);
    }

    public GreyImage Threshold(byte limit) => this with { Pixels = Pixels.Select(pixel => pixel < limit ? (byte)0 : (byte)255).ToArray() };

    public GreyImage SaltAndPepper(double share, int seed)
    {
        var random = new Random(seed);
        return this with { Pixels = Pixels.Select(pixel => random.NextDouble() < share ? (byte)(random.Next(2) * 255) : pixel).ToArray() };
    }

    public GreyImage Turn(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var turned = new byte[Pixels.Length];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (dx, dy) = (x - (Width / 2.0), y - (Height / 2.0));
                turned[(y * Width) + x] = Between((cos * dx) + (sin * dy) + (Width / 2.0), (-sin * dx) + (cos * dy) + (Height / 2.0));
            }
        }

        return this with { Pixels = turned };
    }

    private byte At(int x, int y) => x < 0 || y < 0 || x >= Width || y >= Height ? (byte)255 : Pixels[(y * Width) + x];

    private byte Between(double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (fx, fy) = (x - left, y - top);
        return (byte)Math.Round(((1 - fy) * (((1 - fx) * At(left, top)) + (fx * At(left + 1, top)))) + (fy * (((1 - fx) * At(left, top + 1)) + (fx * At(left + 1, top + 1)))));
    }

    private GreyImage Convolve(double[] kernel, int stepX, int stepY)
    {
        var radius = kernel.Length / 2;
        var result = new byte[Pixels.Length];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var sum = 0.0;
                for (var k = -radius; k <= radius; k++)
                {
                    sum += kernel[k + radius] * At(x + (k * stepX), y + (k * stepY));
                }

                result[(y * Width) + x] = (byte)Math.Round(sum);
            }
        }

        return this with { Pixels = result };
    }
}
