using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Campaign111.Platform.Office;

/// <summary>Writes rows of a worksheet as XML straight into bytes (ECMA-376 part 1, 18.3.1): numbers and dates real, text as inline strings, which
/// Excel never evaluates. Nothing is held but one buffer. Call <see cref="Flush"/> at the end.</summary>
internal sealed class XlsxRows(Stream stream, IReadOnlyList<SheetColumn> columns)
{
    private const int MaxCellChars = 32_767;
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(0x20, 0x60).Select(code => (char)code).Except(['&', '<', '>', '_', (char)0x7F]), .. Enumerable.Range(0xA0, 0x1F00 - 0xA0).Select(code => (char)code)]);

    private readonly byte[] buffer = new byte[1 << 16];
    private readonly byte[][] letters = [.. Enumerable.Range(0, Math.Max(1, columns.Count)).Select(at => Encoding.ASCII.GetBytes(CellText.ColumnLetters(at)))];
    private int used;

    /// <summary>A row at a line of the sheet, from 1.</summary>
    /// <param name="style">One style for all cells, or null for that of each value.</param>
    /// <param name="height">Of the row, in points; null leaves it to the reader.</param>
    /// <exception cref="ArgumentException">A cell of a type that a sheet cannot hold.</exception>
    public void Write(int line, IReadOnlyList<object?> cells, uint? style = null, double? height = null)
    {
        Raw("<row r=\""u8);
        Number(line);
        Raw(height is { } points ? Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\" ht=\"{points}\" customHeight=\"1\">")) : "\">"u8);
        for (var column = 0; column < cells.Count; column++)
        {
            if (cells[column] is { } value)
            {
                Cell(line, column, value, style);
            }
        }

        Raw("</row>"u8);
    }

    /// <summary>XML as it is.</summary>
    public void Raw(ReadOnlySpan<byte> xml)
    {
        if (buffer.Length - used < xml.Length)
        {
            Flush();
        }

        if (xml.Length > buffer.Length)
        {
            stream.Write(xml);
            return;
        }

        xml.CopyTo(buffer.AsSpan(used));
        used += xml.Length;
    }

    public void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }

    private void Cell(int line, int column, object value, uint? style)
    {
        switch (value)
        {
            case string text:
                Inline(line, column, text, style ?? XlsxParts.Plain);
                break;
            case int whole:
                Whole(line, column, whole, style);
                break;
            case long whole when Math.Abs((decimal)whole) < 1e15m:
                Whole(line, column, whole, style);
                break;
            case DateOnly { Year: >= 1901 } day:
                Begin(line, column, style ?? XlsxParts.Date, "\" t=\"n\"><v>"u8);
                Number(day.DayNumber - SerialZero);
                Raw("</v></c>"u8);
                break;
            case bool flag:
                Begin(line, column, style ?? XlsxParts.Plain, "\" t=\"b\"><v>"u8);
                Raw(flag ? "1</v></c>"u8 : "0</v></c>"u8);
                break;
            default:
                Other(line, column, Sheet.Normal(value)!, style);
                break;
        }
    }

    // Excel's day 0 is 30/12/1899. It counts 29/2/1900, so serials before 1/3/1900 lie: those days go in as text.
    private static readonly int SerialZero = new DateOnly(1899, 12, 30).DayNumber;

    private void Other(int line, int column, object value, uint? style)
    {
        switch (value)
        {
            // Excel keeps fifteen digits; a longer number is an identifier and must not lose its tail.
            case decimal number when Math.Abs(number) < 1e15m:
                Begin(line, column, style ?? NumberStyle(column, number == decimal.Truncate(number)), "\" t=\"n\"><v>"u8);
                Raw(Encoding.ASCII.GetBytes(number.ToString("0.###############", CultureInfo.InvariantCulture)));
                Raw("</v></c>"u8);
                break;
            case DateTime { Year: >= 1901 } time:
                Begin(line, column, style ?? XlsxParts.DateTime, "\" t=\"n\"><v>"u8);
                Raw(Encoding.ASCII.GetBytes(time.ToOADate().ToString("R", CultureInfo.InvariantCulture)));
                Raw("</v></c>"u8);
                break;
            default:
                var text = value switch
                {
                    decimal number => number.ToString(CultureInfo.InvariantCulture),
                    DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                    _ => (string)value,
                };
                Inline(line, column, text, style ?? XlsxParts.Plain);
                break;
        }
    }

    private void Whole(int line, int column, long value, uint? style)
    {
        Begin(line, column, style ?? NumberStyle(column, true), "\" t=\"n\"><v>"u8);
        Number(value);
        Raw("</v></c>"u8);
    }

    private uint NumberStyle(int column, bool whole) =>
        column < columns.Count && columns[column].Format != SheetFormat.Auto ? columns[column].Format == SheetFormat.Percent ? XlsxParts.Percent : XlsxParts.Plain
            : whole ? XlsxParts.Whole : XlsxParts.Decimals;

    private void Inline(int line, int column, string text, uint style)
    {
        Begin(line, column, style, "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        Escaped(text.Length <= MaxCellChars ? text : text[..(MaxCellChars - 1)] + "…");
        Raw("</t></is></c>"u8);
    }

    private void Begin(int line, int column, uint style, ReadOnlySpan<byte> rest)
    {
        Raw("<c r=\""u8);
        Raw(column < letters.Length ? letters[column] : Encoding.ASCII.GetBytes(CellText.ColumnLetters(column)));
        Number(line);
        Raw("\" s=\""u8);
        Number(style);
        Raw(rest);
    }

    // Mostly nothing needs care. Else: markup is escaped, what XML forbids is left out, and "_x000D_" as somebody's own text is kept from being
    // read as a character (ECMA-376, ST_Xstring).
    private void Escaped(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            Utf8(plain < 0 ? text : text[..plain]);
            if (plain < 0)
            {
                return;
            }

            text = text[plain..];
            var status = Rune.DecodeFromUtf16(text, out var rune, out var taken);
            switch (rune.Value)
            {
                case '&': Raw("&amp;"u8); break;
                case '<': Raw("&lt;"u8); break;
                case '>': Raw("&gt;"u8); break;
                case '\r': Raw("&#13;"u8); break;
                case '_' when IsEscape(text): Raw("_x005F_"u8); break;
                case < 0x20 and not ('\t' or '\n') or 0xFFFE or 0xFFFF: break;
                default: Utf8(status == OperationStatus.Done ? text[..taken] : "\uFFFD"); break;
            }

            text = text[taken..];
        }
    }

    private static bool IsEscape(ReadOnlySpan<char> text) => text.Length >= 7 && text[1] == 'x' && text[6] == '_' && !text[2..6].ContainsAnyExcept(Hexadecimal);

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    private void Utf8(ReadOnlySpan<char> text)
    {
        for (var most = buffer.Length / 3; text.Length > 0;)
        {
            var portion = text[..Math.Min(most, text.Length)];
            if (buffer.Length - used < portion.Length * 3)
            {
                Flush();
            }

            used += Encoding.UTF8.GetBytes(portion, buffer.AsSpan(used));
            text = text[portion.Length..];
        }
    }

    private void Number(long value)
    {
        if (buffer.Length - used < 20)
        {
            Flush();
        }

        Utf8Formatter.TryFormat(value, buffer.AsSpan(used), out var written);
        used += written;
    }
}
