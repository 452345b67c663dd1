using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Artwork;

/// <summary>What an office says about a picture that does not say it itself.</summary>
/// <param name="Size">Paper it is made for.</param>
/// <param name="Bleed">Whether it goes 3 mm beyond the edge.</param>
public sealed record PictureFrame(PaperSize Size, bool Bleed);

/// <summary>Official artwork that was looked through: what it is follows from its content, never from its name.</summary>
public sealed class ArtworkUpload
{
    /// <summary>12 MB.</summary>
    public const int MostBytes = 12 * 1024 * 1024;

    // A picture may be a little off the paper's shape: it is cut, not stretched.
    private const double Shape = 0.02;

    /// <summary>pdf, svg, png or jpg.</summary>
    public required string Kind { get; init; }

    /// <summary>As it was uploaded.</summary>
    public required byte[] Source { get; init; }

    public required PaperSize Size { get; init; }

    public required bool Bleed { get; init; }

    /// <summary>Pixels an inch at print size; null for a drawing.</summary>
    public double? Dpi { get; init; }

    /// <summary>Each page as SVG of the trimmed size.</summary>
    public required IReadOnlyList<string> Pages { get; init; }

    /// <summary>Takes a file in.</summary>
    /// <exception cref="LeafletRefusedException">Of no kind or size that is taken, damaged or dangerous; the text says why and what to do.</exception>
    public static async Task<ArtworkUpload> ReadAsync(byte[] content, PictureFrame frame, PdfPages pdf, CancellationToken cancel)
    {
        if (content.Length is 0 or > MostBytes)
        {
            throw new LeafletRefusedException("Tệp trống hoặc lớn hơn 12 MB.", "The file is empty or larger than 12 MB.");
        }

        if (PictureSize.IsPng(content) || PictureSize.IsJpeg(content))
        {
            return OfPicture(content, frame);
        }

        if (content.AsSpan(0, Math.Min(1024, content.Length)).IndexOf("%PDF-"u8) >= 0)
        {
            var drawn = await pdf.DrawAsync(content, cancel);
            return new ArtworkUpload
            {
                Kind = "pdf", Source = content, Size = drawn[0].Size, Bleed = drawn.All(page => page.Bleed), Dpi = PdfPages.Dpi,
                Pages = [.. drawn.Select(page => Page(page.Picture, page.Size, page.Bleed))],
            };
        }

        return OfSvg(content);
    }

    private static ArtworkUpload OfPicture(byte[] content, PictureFrame frame)
    {
        var (width, height) = ArtworkPicture.Require(content);
        var extra = frame.Bleed ? 2 * PaperSizes.Bleed : 0;
        var (widthMm, heightMm) = (frame.Size.WidthMm + extra, frame.Size.HeightMm + extra);
        var off = Math.Abs((width / (double)height / (widthMm / heightMm)) - 1);
        if (off > Shape)
        {
            throw new LeafletRefusedException(
                string.Create(CultureInfo.InvariantCulture, $"Ảnh {width} × {height} điểm không cùng hình dạng với khổ {frame.Size.Name} ({widthMm:0} × {heightMm:0} mm). Chọn đúng khổ và chiều giấy (nhận {PaperSizes.Names}), hoặc xuất lại ảnh."),
                string.Create(CultureInfo.InvariantCulture, $"The picture of {width} × {height} pixels has not the shape of {frame.Size.Name} ({widthMm:0} × {heightMm:0} mm). Choose the right size and direction (taken are {PaperSizes.Names}), or export the picture again."));
        }

        return new ArtworkUpload
        {
            Kind = PictureSize.IsPng(content) ? "png" : "jpg", Source = content, Size = frame.Size, Bleed = frame.Bleed,
            Dpi = Math.Round(Math.Min(width / widthMm, height / heightMm) * 25.4, 1), Pages = [Page(content, frame.Size, frame.Bleed)],
        };
    }

    private static ArtworkUpload OfSvg(byte[] content)
    {
        var text = Text(content);
        var problems = SvgSubset.Check(text);
        if (problems.Count > 0)
        {
            throw new LeafletRefusedException(
                $"SVG không dùng được: {string.Join("; ", problems.Take(4).Select(problem => $"dòng {problem.Line}: {problem.Vietnamese}"))}. Đổi hiệu ứng và chữ thành hình vẽ (Path), hoặc xuất PDF.",
                $"The SVG cannot be used: {string.Join("; ", problems.Take(4).Select(problem => $"line {problem.Line}: {problem.English}"))}. Turn effects and text into paths, or export PDF.");
        }

        var page = XDocument.Parse(text, LoadOptions.PreserveWhitespace);
        var taken = new[] { "qr", "overlay" };
        if (page.Descendants().Any(element => element.Attribute("data-key") is not null || taken.Contains((string?)element.Attribute("id"))) || text.Contains("{{", StringComparison.Ordinal))
        {
            throw new LeafletRefusedException(
                "SVG này là một trang mẫu có chỗ điền (data-key, {{…}}, id qr hoặc overlay): tải nó lên như một mẫu (ZIP), không phải mẫu chính thức.",
                "This SVG is a design's page with places to fill (data-key, {{...}}, id qr or overlay): upload it as a design (ZIP), not as official artwork.");
        }

        return Sized(content, page.Root!);
    }

    private static ArtworkUpload Sized(byte[] content, XElement root)
    {
        var (width, height) = (SvgSubset.Millimetres((string?)root.Attribute("width"))!.Value, SvgSubset.Millimetres((string?)root.Attribute("height"))!.Value);
        var view = ((string)root.Attribute("viewBox")!).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(number => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray();
        if (view.Length != 4 || !view.All(double.IsFinite) || view[2] <= 0 || view[3] <= 0 || PaperSizes.Match(width, height) is not { } paper)
        {
            throw new LeafletRefusedException(
                string.Create(CultureInfo.InvariantCulture, $"Trang SVG có khổ {width:0} × {height:0} mm. Nhận các khổ {PaperSizes.Names}, đứng hoặc ngang, có hoặc không có 3 mm tràn lề."),
                string.Create(CultureInfo.InvariantCulture, $"The SVG's page has {width:0} × {height:0} mm. Taken are {PaperSizes.Names}, upright or lying, with or without 3 mm of bleed."));
        }

        // The view is cut to the trimmed page: what is beyond it stays, as bleed.
        var (unitX, unitY) = (view[2] / width, view[3] / height);
        var (x, y) = (view[0] + ((width - paper.Size.WidthMm) / 2 * unitX), view[1] + ((height - paper.Size.HeightMm) / 2 * unitY));
        root.SetAttributeValue("width", FormattableString.Invariant($"{paper.Size.WidthMm}mm"));
        root.SetAttributeValue("height", FormattableString.Invariant($"{paper.Size.HeightMm}mm"));
        root.SetAttributeValue("viewBox", FormattableString.Invariant($"{x} {y} {paper.Size.WidthMm * unitX} {paper.Size.HeightMm * unitY}"));
        return new ArtworkUpload { Kind = "svg", Source = content, Size = paper.Size, Bleed = paper.Bleed, Pages = [root.ToString(SaveOptions.DisableFormatting)] };
    }

    private static string Text(byte[] content)
    {
        try
        {
            var text = new UTF8Encoding(false, true).GetString(content).TrimStart('\uFEFF');
            if (text.TrimStart().StartsWith('<'))
            {
                return text;
            }
        }
        catch (DecoderFallbackException)
        {
            // No UTF-8: refused below like any other unknown content.
        }

        throw new LeafletRefusedException(
            "Nội dung không phải PDF, SVG, PNG hay JPEG, dù tên tệp là gì.", "Its content is no PDF, SVG, PNG or JPEG, whatever its name.");
    }

    private static string Page(byte[] picture, PaperSize size, bool bleed)
    {
        var extra = bleed ? PaperSizes.Bleed : 0;
        var type = PictureSize.IsPng(picture) ? "png" : "jpeg";
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{size.WidthMm}mm" height="{size.HeightMm}mm" viewBox="0 0 {size.WidthMm} {size.HeightMm}"><image x="{-extra}" y="{-extra}" width="{size.WidthMm + (2 * extra)}" height="{size.HeightMm + (2 * extra)}" preserveAspectRatio="xMidYMid slice" href="data:image/{type};base64,{Convert.ToBase64String(picture)}"/></svg>
            """);
    }
}
