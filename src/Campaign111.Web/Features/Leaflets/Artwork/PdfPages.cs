using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Campaign111.Platform.Operations;

namespace Campaign111.Features.Leaflets.Artwork;

/// <summary>A page of an official PDF, drawn.</summary>
/// <param name="Picture">PNG, or JPEG where PNG would be too large.</param>
/// <param name="Size">Of the trimmed page.</param>
/// <param name="Bleed">Whether the picture goes 3 mm beyond it.</param>
public sealed record PdfPicture(byte[] Picture, PaperSize Size, bool Bleed);

/// <summary>
/// Draws the pages of a PDF at 300 dpi by poppler's programs (pdfinfo, pdftocairo), in processes of their own with limits of time, memory and disk: a
/// hostile file harms nobody but its own process, and nothing of it but pixels gets into a leaflet. (No library on the feed reads PDF under a licence
/// that the product can take.)
/// </summary>
public sealed partial class PdfPages
{
    public const int Dpi = 300;

    /// <summary>Front and back, and two more.</summary>
    public const int MostPages = 4;

    private const double PointsPerMm = 72 / 25.4;

    // What the largest honest page needs, several times over.
    private static readonly ProcessBounds Bounds = new(ProcessorSeconds: 30, Memory: 2000, FileSize: 200, TimeSpan.FromSeconds(40));

    /// <summary>Every page, drawn.</summary>
    /// <exception cref="LeafletRefusedException">No PDF that can be read, of no supported size, too many pages, or poppler is not installed.</exception>
    public async Task<IReadOnlyList<PdfPicture>> DrawAsync(byte[] pdf, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("c111-pdf-");
        try
        {
            var file = Path.Combine(folder.FullName, "in.pdf");
            await File.WriteAllBytesAsync(file, pdf, cancel);
            var count = Count(await RunAsync("pdfinfo", [file], cancel));
            var boxes = await RunAsync("pdfinfo", ["-box", "-f", "1", "-l", $"{count}", file], cancel);
            var pages = new List<PdfPicture>();
            for (var number = 1; number <= count; number++)
            {
                pages.Add(await PageAsync(file, Frame(boxes, number), number, cancel));
            }

            return pages.Select(page => page.Size).Distinct().Count() == 1 ? pages : throw new LeafletRefusedException(
                "Các trang của PDF không cùng một khổ giấy.", "The pages of the PDF differ in size.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Count(string info) => Pages().Match(info) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostPages
        ? count
        : throw new LeafletRefusedException($"PDF phải có từ 1 đến {MostPages} trang: tách những trang cần in rồi tải lên.", $"The PDF must have 1 to {MostPages} pages: keep those to be printed.");

    // What is cut out of the page, in points from its upper left corner: the trimmed page, with its bleed where there is one.
    private static PageFrame Frame(string info, int page)
    {
        if (Box(info, page, "MediaBox") is not { } media)
        {
            throw Unreadable();
        }

        var turned = Rotation().Matches(info).Any(match => match.Groups[1].Value == page.ToString(CultureInfo.InvariantCulture) && match.Groups[2].Value is "90" or "270");
        var (width, height) = (media.Right - media.Left, media.Top - media.Bottom);
        if (!turned && Box(info, page, "TrimBox") is { } trim && trim != media && PaperSizes.Match((trim.Right - trim.Left) / PointsPerMm, (trim.Top - trim.Bottom) / PointsPerMm) is { Bleed: false } cut)
        {
            const double more = PaperSizes.Bleed * PointsPerMm;
            var bleeds = trim.Left - more >= media.Left - 1 && trim.Bottom - more >= media.Bottom - 1 && trim.Right + more <= media.Right + 1 && trim.Top + more <= media.Top + 1;
            var extra = bleeds ? more : 0;
            return new PageFrame(trim.Left - media.Left - extra, media.Top - trim.Top - extra, trim.Right - trim.Left + (2 * extra), trim.Top - trim.Bottom + (2 * extra), cut.Size, bleeds);
        }

        (width, height) = turned ? (height, width) : (width, height);
        return PaperSizes.Match(width / PointsPerMm, height / PointsPerMm) is { } whole ? new PageFrame(0, 0, width, height, whole.Size, whole.Bleed) : throw new LeafletRefusedException(
            string.Create(CultureInfo.InvariantCulture, $"Trang {page} của PDF có khổ {width / PointsPerMm:0} × {height / PointsPerMm:0} mm. Nhận các khổ {PaperSizes.Names}, đứng hoặc ngang, có hoặc không có 3 mm tràn lề."),
            string.Create(CultureInfo.InvariantCulture, $"Page {page} of the PDF has {width / PointsPerMm:0} × {height / PointsPerMm:0} mm. Taken are {PaperSizes.Names}, upright or lying, with or without 3 mm of bleed."));
    }

    private static async Task<PdfPicture> PageAsync(string file, PageFrame frame, int page, CancellationToken cancel)
    {
        static string Pixels(double points) => Math.Max(0, Math.Round(points / 72 * Dpi)).ToString(CultureInfo.InvariantCulture);
        string[] what = ["-r", $"{Dpi}", "-f", $"{page}", "-l", $"{page}", "-singlefile", "-x", Pixels(frame.X), "-y", Pixels(frame.Y), "-W", Pixels(frame.Width), "-H", Pixels(frame.Height), file];
        var stem = Path.Combine(Path.GetDirectoryName(file)!, $"page-{page}");
        await RunAsync("pdftocairo", ["-png", .. what, stem], cancel);
        var picture = await WholeAsync($"{stem}.png", cancel);
        if (picture.Length > ArtworkPicture.MostBytes)
        {
            // Photographs: as JPEG at a quality that print does not show.
            await RunAsync("pdftocairo", ["-jpeg", "-jpegopt", "quality=88", .. what, stem], cancel);
            picture = await WholeAsync($"{stem}.jpg", cancel);
        }

        return picture.Length <= ArtworkPicture.MostBytes ? new PdfPicture(picture, frame.Size, frame.Bleed) : throw new LeafletRefusedException(
            $"Trang {page} của PDF quá nặng để in: giảm số ảnh hoặc độ phân giải ảnh.", $"Page {page} of the PDF is too heavy to print: use fewer or smaller pictures.");
    }

    private static async Task<byte[]> WholeAsync(string path, CancellationToken cancel) => File.Exists(path) ? await File.ReadAllBytesAsync(path, cancel) : throw Unreadable();

    private static PageBox? Box(string info, int page, string name)
    {
        var match = BoxLine().Matches(info).FirstOrDefault(line => line.Groups[1].Value == page.ToString(CultureInfo.InvariantCulture) && line.Groups[2].Value == name);
        if (match is null)
        {
            return null;
        }

        var n = Enumerable.Range(3, 4).Select(group => double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture)).ToArray();
        return new PageBox(n[0], n[1], n[2], n[3]);
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancel)
    {
        var (end, written) = await BoundedProcess.RunAsync(program, arguments, Bounds, cancel);
        return end switch
        {
            ProcessEnd.Good => Encoding.UTF8.GetString(written),
            ProcessEnd.Missing => throw Missing(),
            _ => throw Unreadable(),
        };
    }

    private static LeafletRefusedException Unreadable() => new(
        "Không đọc được PDF này: hỏng, có mật khẩu, hoặc quá phức tạp. Xuất lại PDF, hoặc xuất trang thành PNG 300 dpi rồi tải lên.",
        "This PDF cannot be read: damaged, under a password, or too complex. Export it again, or upload the page as PNG at 300 dpi.");

    private static LeafletRefusedException Missing() => new(
        "Máy chủ chưa cài poppler-utils nên không nhận được PDF. Xuất trang thành PNG 300 dpi hoặc SVG rồi tải lên.", "The server lacks poppler-utils and takes no PDF. Upload the page as PNG at 300 dpi or as SVG.");

    [GeneratedRegex(@"^Pages:\s+(\d{1,6})\s*$", RegexOptions.Multiline)]
    private static partial Regex Pages();

    [GeneratedRegex(@"^Page\s+(\d+)\s+(MediaBox|TrimBox):\s+(-?[\d.]{1,12})\s+(-?[\d.]{1,12})\s+(-?[\d.]{1,12})\s+(-?[\d.]{1,12})\s*$", RegexOptions.Multiline)]
    private static partial Regex BoxLine();

    [GeneratedRegex(@"^Page\s+(\d+)\s+rot:\s+(\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Rotation();

    private readonly record struct PageBox(double Left, double Bottom, double Right, double Top);

    private readonly record struct PageFrame(double X, double Y, double Width, double Height, PaperSize Size, bool Bleed);
}
