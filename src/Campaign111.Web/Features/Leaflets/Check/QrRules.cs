using System.Globalization;
using System.Xml.Linq;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>The code: on its page, 22 mm or more without its quiet zone for the longest address, nothing within 4 modules, its address in plain text on the same page.</summary>
internal static class QrRules
{
    public const double SmallestMm = 22;

    private const int Dpi = 150;
    private const int White = 250;

    public static void Check(CheckedPage page, LeafletDesign design, double boxMm, IPdfRenderer renderer, Findings findings)
    {
        if (page.Number != design.QrPage)
        {
            return;
        }

        if (page.Qr is not { } box)
        {
            findings.Add(page, 0, "qr", $"trang {page.Number} không có ô mã QR: thêm <rect id=\"qr\">", $"page {page.Number} has no box for the QR code: add <rect id=\"qr\">");
            return;
        }

        var qr = QrMatrix.Create(LongestValues.Payload, design.QrLevel);
        var side = (box.Right - box.Left) * (qr.Size - (2 * QrMatrix.QuietZone)) / qr.Size;
        if (side < SmallestMm)
        {
            findings.Add(page, 0, "qr", $"mã QR chỉ rộng {Figure(side)} mm khi địa chỉ dài nhất, cần {SmallestMm} mm: ô phải từ {Figure(SmallestMm * qr.Size / (qr.Size - 8))} mm", $"the QR code is {Figure(side)} mm wide with the longest address, {SmallestMm} mm are needed: the box must have {Figure(SmallestMm * qr.Size / (qr.Size - 8))} mm");
        }

        if (Math.Abs(box.Right - box.Left - boxMm) > 0.1)
        {
            findings.Add("design.yaml", 0, "qr", $"qr.box_mm là {Figure(boxMm)}, ô trên trang rộng {Figure(box.Right - box.Left)} mm", $"qr.box_mm is {Figure(boxMm)}, the box on the page {Figure(box.Right - box.Left)} mm");
        }

        var places = page.Template.Placeholders;
        if (!places.Contains("qr.address") && !(places.Contains("qr.host") && places.Contains("qr.path")))
        {
            findings.Add(page, 0, "qr", "thiếu địa chỉ dạng chữ {{qr.address}} trên trang có mã QR, cho người không quét được", "the address in plain text, {{qr.address}}, is missing on the code's page, for people who cannot scan");
        }

        QuietZone(page, box, qr, renderer, findings);
    }

    private static void QuietZone(CheckedPage page, PageBox box, QrMatrix qr, IPdfRenderer renderer, Findings findings)
    {
        if (box.Left < 0 || box.Top < 0 || box.Right > page.Template.WidthMm || box.Bottom > page.Template.HeightMm)
        {
            findings.Add(page, 0, "qr", "ô mã QR nằm ra ngoài giấy", "the QR code's box reaches off the paper");
            return;
        }

        // Only the box is drawn: nothing but what stands in it can disturb it.
        var picture = PixelPicture.Decode(renderer.RenderPng(new SvgPage(Crop(page, box), page.Values, qr), Dpi));
        var side = box.Right - box.Left;
        var scale = picture.Width / side;
        var zone = (QrMatrix.QuietZone * side / qr.Size) - 0.3;
        for (var y = 1; y < picture.Height - 1; y++)
        {
            for (var x = 1; x < picture.Width - 1; x++)
            {
                var (mmX, mmY) = (x / scale, y / scale);
                var inside = mmX > zone && mmX < side - zone && mmY > zone && mmY < side - zone;
                if (!inside && (picture[x, y] & 0xFF) < White)
                {
                    findings.Add(page, 0, "qr", $"có hình hoặc chữ trong vùng trắng 4 ô quanh mã QR (tại {Figure(box.Left + mmX)} × {Figure(box.Top + mmY)} mm)", $"something stands in the quiet zone of 4 modules around the QR code (at {Figure(box.Left + mmX)} × {Figure(box.Top + mmY)} mm)");
                    return;
                }
            }
        }
    }

    private static SvgTemplate Crop(CheckedPage page, PageBox box)
    {
        var copy = new XDocument(page.Document);
        var view = ((string)copy.Root!.Attribute("viewBox")!).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var unit = view[2] / page.Template.WidthMm;
        var (width, height) = (box.Right - box.Left, box.Bottom - box.Top);
        copy.Root.SetAttributeValue("width", FormattableString.Invariant($"{width}mm"));
        copy.Root.SetAttributeValue("height", FormattableString.Invariant($"{height}mm"));
        copy.Root.SetAttributeValue("viewBox", FormattableString.Invariant($"{view[0] + (box.Left * unit)} {view[1] + (box.Top * unit)} {width * unit} {height * unit}"));
        return SvgTemplate.Parse(copy.ToString(SaveOptions.DisableFormatting));
    }

    private static string Figure(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
