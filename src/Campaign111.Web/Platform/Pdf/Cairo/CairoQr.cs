namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>Draws a QR code: on paper as a 1-bit image mask (a few hundred bytes a page), on screen as rectangles.</summary>
internal static class CairoQr
{
    private const int FormatA1 = 3;
    private const int FilterNearest = 3;

    public static void Draw(CairoHandle cr, QrLayer layer, QrMatrix qr, bool paper)
    {
        var m = layer.ToMillimetres;
        CairoNative.Save(cr);
        CairoNative.Transform(cr, new CairoNative.Matrix(m.A, m.B, m.C, m.D, m.E, m.F));
        CairoNative.SetSource(cr, 1, 1, 1, 1);
        CairoNative.AddRectangle(cr, layer.X, layer.Y, layer.Side, layer.Side);
        CairoNative.Fill(cr);
        CairoNative.SetSource(cr, (layer.Rgb >> 16) / 255.0, ((layer.Rgb >> 8) & 255) / 255.0, (layer.Rgb & 255) / 255.0, 1);
        CairoNative.Translate(cr, layer.X, layer.Y);
        CairoNative.Scale(cr, layer.Side / qr.Size, layer.Side / qr.Size);
        if (paper)
        {
            FillMask(cr, qr);
        }
        else
        {
            foreach (var (x, y, length) in qr.Runs())
            {
                CairoNative.AddRectangle(cr, x, y, length, 1);
            }

            CairoNative.Fill(cr);
        }

        CairoNative.Restore(cr);
    }

    private static unsafe void FillMask(CairoHandle cr, QrMatrix qr)
    {
        using var mask = CairoNative.ImageSurfaceCreate(FormatA1, qr.Size, qr.Size);
        CairoNative.Check(CairoNative.SurfaceStatus(mask), "tạo ảnh mã QR");
        CairoNative.SurfaceFlush(mask);
        var data = CairoNative.ImageData(mask);
        var stride = CairoNative.ImageStride(mask);
        for (var y = 0; y < qr.Size; y++)
        {
            var row = (uint*)(data + (y * stride));
            for (var x = 0; x < qr.Size; x++)
            {
                if (qr[x, y])
                {
                    // A1 packs into 32-bit words in the machine's bit order.
                    row[x >> 5] |= BitConverter.IsLittleEndian ? 1u << (x & 31) : 0x80000000u >> (x & 31);
                }
            }
        }

        CairoNative.SurfaceMarkDirty(mask);
        using var pattern = CairoNative.PatternCreate(mask);
        CairoNative.PatternSetFilter(pattern, FilterNearest);
        CairoNative.Mask(cr, pattern);
    }
}
