using System.Globalization;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>Text stands out from what lies under it: 4.5 to 1 or more (WCAG 2.2, 1.4.3), measured on the rendered page without its words.</summary>
internal static class ContrastRule
{
    public const double Least = 4.5;

    /// <summary>Part of the pixels under a line that may be worse: the corner of a shape inside the line's box.</summary>
    private const double Spared = 0.03;

    public static void Check(CheckedPage page, PixelPicture wordless, Findings findings)
    {
        var scale = wordless.Width / page.Template.WidthMm;
        foreach (var line in page.Lines)
        {
            var worst = line.Runs.Select(run => Worst(run, wordless, scale)).Min();
            if (worst < Least)
            {
                var figure = worst.ToString("0.0", CultureInfo.InvariantCulture);
                findings.Add(page, line.Source, "contrast", $"“{line.Text}” chỉ tương phản {figure}:1 với nền, cần 4,5:1: đổi màu chữ hoặc màu nền", $"'{line.Text}' has a contrast of {figure}:1 to its background, 4.5:1 is needed: change the colour of text or background");
            }
        }
    }

    /// <summary>Contrast of two colours (0xRRGGBB) by WCAG, 1 to 21.</summary>
    public static double Between(int one, int other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Worst(PrintedRun run, PixelPicture under, double scale)
    {
        var (left, right) = (Math.Clamp((int)(run.Ink.Left * scale), 0, under.Width - 1), Math.Clamp((int)Math.Ceiling(run.Ink.Right * scale), 1, under.Width));
        var (top, bottom) = (Math.Clamp((int)(run.Ink.Top * scale), 0, under.Height - 1), Math.Clamp((int)Math.Ceiling(run.Ink.Bottom * scale), 1, under.Height));
        var counts = new Dictionary<int, int>();
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var colour = under[x, y];
                counts[colour] = counts.GetValueOrDefault(colour) + 1;
            }
        }

        var spare = Spared * counts.Values.Sum();
        foreach (var (contrast, count) in counts.Select(entry => (Contrast: Between(Blend(run.Rgb, entry.Key, run.Opacity), entry.Key), entry.Value)).OrderBy(entry => entry.Contrast))
        {
            spare -= count;
            if (spare < 0)
            {
                return contrast;
            }
        }

        return 21;
    }

    private static int Blend(int over, int under, double opacity)
    {
        int Channel(int shift) => (int)Math.Round((((over >> shift) & 255) * opacity) + (((under >> shift) & 255) * (1 - opacity)));
        return opacity >= 1 ? over : (Channel(16) << 16) | (Channel(8) << 8) | Channel(0);
    }

    private static double Luminance(int rgb)
    {
        static double Linear(int channel) => channel / 255.0 is var part && part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        return (0.2126 * Linear((rgb >> 16) & 255)) + (0.7152 * Linear((rgb >> 8) & 255)) + (0.0722 * Linear(rgb & 255));
    }
}
