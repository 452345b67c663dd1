using System.Globalization;
using Campaign111.Features.Leaflets.Artwork;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>The box over official artwork: on the paper, its words legible with the longest names; the artwork itself: sharp enough, not blank.</summary>
internal static class ArtworkRules
{
    /// <summary>Pixels an inch under which print looks coarse at reading distance.</summary>
    public const double LeastDpi = 150;

    private const double SmallestMm = 2.1;
    private const double Margin = 4;
    private const double SmallestSide = 8;
    private const int LookDpi = 40;

    /// <summary>Checks the box; true when there is a code in it that can be looked at closer.</summary>
    public static bool Check(CheckedPage page, DesignFile file, DesignFile.ArtworkEntry box, Findings findings)
    {
        Artwork(box, findings);
        var (right, bottom) = (box.BoxX + box.BoxWidth, box.BoxY + box.BoxHeight);
        if (box.BoxX < 0 || box.BoxY < 0 || right > file.Size.WidthMm || bottom > file.Size.HeightMm || !double.IsFinite(right + bottom))
        {
            // Nothing else is worth saying about a box that is not on the page.
            findings.Add("design.yaml", 0, "box", $"ô nằm ra ngoài giấy {Figure(file.Size.WidthMm)} × {Figure(file.Size.HeightMm)} mm: dời ô vào trong", $"the box reaches off the paper of {Figure(file.Size.WidthMm)} × {Figure(file.Size.HeightMm)} mm: move it inside");
            return false;
        }

        if (box.BoxX < Margin || box.BoxY < Margin || right > file.Size.WidthMm - Margin || bottom > file.Size.HeightMm - Margin)
        {
            findings.Warn("design.yaml", "box", $"ô cách mép giấy dưới {Margin} mm: máy in văn phòng có thể không in tới", $"the box is within {Margin} mm of the edge: office printers may not reach it");
        }

        foreach (var line in page.Lines)
        {
            var size = line.Runs.Min(run => run.SizeMm);
            if (size < SmallestMm || (line.Room is { } room && line.Width > room * 1.01))
            {
                findings.Add("design.yaml", 0, "box", $"“{line.Text}” chỉ còn cỡ {Figure(size * 72 / 25.4)} pt, tối thiểu 6 pt: nới rộng ô", $"'{line.Text}' comes out at {Figure(size * 72 / 25.4)} pt, at least 6 pt are needed: widen the box");
            }
        }

        if (ArtworkOverlay.QrSide(box) >= SmallestSide)
        {
            return true;
        }

        findings.Add("design.yaml", 0, "qr", $"ô quá nhỏ cho mã QR, cần {QrRules.SmallestMm} mm không kể vùng trắng: nới ô", $"the box is too small for a code of {QrRules.SmallestMm} mm without its quiet zone: enlarge it");
        return false;
    }

    private static void Artwork(DesignFile.ArtworkEntry box, Findings findings)
    {
        if (box.Dpi is { } dpi && dpi < LeastDpi)
        {
            findings.Warn(box.Source, "dpi", $"ảnh chỉ có {Figure(dpi)} điểm mỗi inch ở khổ in, nên từ {LeastDpi}: bản in sẽ mờ", $"the picture has {Figure(dpi)} pixels an inch at print size, {LeastDpi} or more are advised: print will look coarse");
        }

        if (!box.Bleed)
        {
            findings.Warn(box.Source, "bleed", "ảnh gốc không có phần tràn lề 3 mm: nhà in có thể để lộ mép trắng khi cắt", "the artwork has no bleed of 3 mm: a print shop's knife may leave a white edge");
        }
    }

    /// <summary>Draws each page once: what cannot be drawn, or shows nothing but white, is refused before anybody prints it.</summary>
    public static void Look(LeafletDesign design, IPdfRenderer renderer, Findings findings)
    {
        foreach (var (source, number) in design.Sources[(false, DesignReader.Default)].Select((source, index) => (source, index + 1)))
        {
            var art = ArtworkDesign.WithoutOverlay(source.Svg);
            var picture = PixelPicture.Decode(renderer.RenderPng(new SvgPage(SvgTemplate.Parse(art, placeholders: false)), LookDpi));
            if (!Enumerable.Range(0, picture.Height).Any(y => Enumerable.Range(0, picture.Width).Any(x => (picture[x, y] & 0xFFFFFF) != 0xFFFFFF)))
            {
                findings.Add(source.File, 0, "files", $"trang {number} chỉ có màu trắng: tệp hỏng, hoặc ảnh không đọc được. Xuất lại tệp rồi tải lên", $"page {number} is all white: the file is damaged or its picture cannot be read. Export it again and upload it");
            }
        }
    }

    private static string Figure(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
