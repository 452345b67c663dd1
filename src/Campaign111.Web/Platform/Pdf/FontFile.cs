using System.Buffers.Binary;
using System.Text;

namespace Campaign111.Platform.Pdf;

/// <summary>
/// One TTF face: its names and the widths of its glyphs, read from the tables head, hhea, hmtx, cmap, name and OS/2 (OpenType specification). Enough
/// to fit and wrap lines without an engine; kerning is left out, which errs by under one per cent.
/// </summary>
public sealed class FontFile
{
    private readonly byte[] _bytes;
    private readonly int _unitsPerEm;
    private readonly int _metricCount;
    private readonly int _metrics;
    private readonly int _cmap;

    private FontFile(string path)
    {
        Path = path;
        _bytes = File.ReadAllBytes(path);
        var head = Table("head");
        _unitsPerEm = U16(head + 18);
        Italic = (U16(head + 44) & 2) != 0;
        Weight = U16(Table("OS/2") + 4);
        _metricCount = U16(Table("hhea") + 34);
        _metrics = Table("hmtx");
        _cmap = CharacterMap(Table("cmap"));
        Family = Name(16) ?? Name(1) ?? System.IO.Path.GetFileNameWithoutExtension(path);
    }

    public string Path { get; }

    /// <summary>Typographic family, such as "Be Vietnam Pro".</summary>
    public string Family { get; }

    /// <summary>100 to 900.</summary>
    public int Weight { get; }

    public bool Italic { get; }

    /// <exception cref="PdfException">The file is no TTF face with a Unicode map.</exception>
    public static FontFile Read(string path)
    {
        try
        {
            return new FontFile(path);
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new PdfException($"Tệp phông {System.IO.Path.GetFileName(path)} bị hỏng hoặc không phải TTF: hãy cài lại gói phông.", error);
        }
    }

    /// <summary>Advance width of <paramref name="text"/> in ems: times the font size gives the width.</summary>
    public double Measure(string text)
    {
        var units = 0L;
        foreach (var rune in text.EnumerateRunes())
        {
            units += U16(_metrics + (4 * Math.Min(Glyph(rune.Value), _metricCount - 1)));
        }

        return (double)units / _unitsPerEm;
    }

    /// <summary>Whether the face draws every letter of <paramref name="text"/>.</summary>
    public bool Has(string text) => text.EnumerateRunes().All(rune => Glyph(rune.Value) != 0);

    private int Table(string tag)
    {
        for (var at = 12; at < 12 + (16 * U16(4)); at += 16)
        {
            if (Encoding.ASCII.GetString(_bytes, at, 4) == tag)
            {
                return (int)U32(at + 8);
            }
        }

        throw new PdfException($"Tệp phông {System.IO.Path.GetFileName(Path)} thiếu bảng {tag}: hãy cài lại gói phông.");
    }

    /// <summary>Offset of the Unicode subtable in format 4 (basic plane: all of Vietnamese, Khmer and Cham).</summary>
    private int CharacterMap(int cmap)
    {
        for (var i = 0; i < U16(cmap + 2); i++)
        {
            var at = cmap + (int)U32(cmap + 8 + (8 * i));
            if (U16(at) == 4)
            {
                return at;
            }
        }

        throw new PdfException($"Tệp phông {System.IO.Path.GetFileName(Path)} không có bảng chữ Unicode: hãy cài lại gói phông.");
    }

    private int Glyph(int rune)
    {
        var segments = U16(_cmap + 6) / 2;
        var ends = _cmap + 14;
        var starts = ends + (2 * segments) + 2;
        var (low, high) = (0, segments - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = U16(ends + (2 * middle)) < rune ? (middle + 1, high) : (low, middle);
        }

        var start = U16(starts + (2 * low));
        if (rune > 0xFFFF || rune < start)
        {
            return 0;
        }

        var delta = U16(starts + (2 * segments) + (2 * low));
        var rangeAt = starts + (4 * segments) + (2 * low);
        var range = U16(rangeAt);
        if (range == 0)
        {
            return (rune + delta) & 0xFFFF;
        }

        var glyph = U16(rangeAt + range + (2 * (rune - start)));
        return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
    }

    private string? Name(int id)
    {
        var table = Table("name");
        for (var i = 0; i < U16(table + 2); i++)
        {
            var at = table + 6 + (12 * i);
            if (U16(at) == 3 && U16(at + 6) == id)
            {
                return Encoding.BigEndianUnicode.GetString(_bytes, table + U16(table + 4) + U16(at + 10), U16(at + 8));
            }
        }

        return null;
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(at));
}
