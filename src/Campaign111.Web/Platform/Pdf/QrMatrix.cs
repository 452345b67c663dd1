using System.Globalization;
using System.Text;
using QRCoder;

namespace Campaign111.Platform.Pdf;

/// <summary>Error correction of a QR code. H at 22 mm or more, Q only at 18 mm, never L on paper (measured over simulated copies, blots and folds).</summary>
public enum QrLevel { M, Q, H }

/// <summary>
/// The modules of one QR code with its quiet zone of 4 modules (ISO/IEC 18004). A payload in capitals (HTTPS://HOST/Q/TOKEN) is stored in alphanumeric
/// mode: fewer and larger modules.
/// </summary>
public sealed class QrMatrix
{
    /// <summary>White modules on each side that belong to the box.</summary>
    public const int QuietZone = 4;

    private readonly bool[] _dark;

    private QrMatrix(string payload, int size, bool[] dark) => (Payload, Size, _dark) = (payload, size, dark);

    /// <summary>What a reader decodes, exactly.</summary>
    public string Payload { get; }

    /// <summary>Modules a side, quiet zone included.</summary>
    public int Size { get; }

    /// <summary>Whether the module at column x, row y (quiet zone included) is dark.</summary>
    public bool this[int x, int y] => _dark[(y * Size) + x];

    /// <summary>Encodes <paramref name="payload"/>.</summary>
    /// <exception cref="PdfException">The payload is empty or too long for a code that can be read from a leaflet (over 300 characters).</exception>
    public static QrMatrix Create(string payload, QrLevel level = QrLevel.H)
    {
        if (payload.Length is 0 or > 300)
        {
            throw new PdfException($"Nội dung mã QR phải dài từ 1 đến 300 ký tự, hiện là {payload.Length}.");
        }

        var ecc = level switch { QrLevel.M => QRCodeGenerator.ECCLevel.M, QrLevel.Q => QRCodeGenerator.ECCLevel.Q, _ => QRCodeGenerator.ECCLevel.H };
        using var data = QRCodeGenerator.GenerateQrCode(payload, ecc);
        var rows = data.ModuleMatrix;
        var size = rows.Count;
        var dark = new bool[size * size];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                dark[(y * size) + x] = rows[y][x];
            }
        }

        return new QrMatrix(payload, size, dark);
    }

    /// <summary>Side of one module in mm when the whole box, quiet zone included, has <paramref name="boxMm"/>.</summary>
    public double ModuleMm(double boxMm) => boxMm / Size;

    /// <summary>The dark modules as SVG path data, one unit a module, origin at the box's corner; one rectangle per run of a row.</summary>
    public string ToPathData()
    {
        var path = new StringBuilder(Size * Size);
        foreach (var (x, y, length) in Runs())
        {
            path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{length}v1h-{length}z");
        }

        return path.ToString();
    }

    /// <summary>A whole SVG document of <paramref name="boxMm"/> mm on white, for a web page.</summary>
    public string ToSvg(double boxMm) => string.Create(CultureInfo.InvariantCulture,
        $"""<svg xmlns="http://www.w3.org/2000/svg" width="{boxMm}mm" height="{boxMm}mm" viewBox="0 0 {Size} {Size}"><rect width="{Size}" height="{Size}" fill="#fff"/><path d="{ToPathData()}" fill="#000" shape-rendering="crispEdges"/></svg>""");

    /// <summary>Runs of dark modules: column, row, length.</summary>
    public IEnumerable<(int X, int Y, int Length)> Runs()
    {
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var start = x;
                while (x < Size && this[x, y])
                {
                    x++;
                }

                if (x > start)
                {
                    yield return (start, y, x - start);
                }
            }
        }
    }
}
