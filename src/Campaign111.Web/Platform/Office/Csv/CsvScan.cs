using System.Text;

namespace Campaign111.Platform.Office.Csv;

/// <summary>
/// One pass over a CSV file before it is parsed: strict encoding, NUL bytes, quotes, sizes. So an unclosed quote is named by the line
/// where it opens, and the parser never buffers more than one bounded record.
/// </summary>
internal sealed class CsvScan(char delimiter, string fileName, TableLimits limits)
{
    private State state = State.Start;
    private int line = 1;
    private int quoteLine;
    private int column = 1;
    private int cellChars;
    private int recordChars;
    private int rows;
    private bool afterReturn;

    private enum State
    {
        Start,
        Bare,
        Quoted,
        Closed,
    }

    /// <summary>Walks the file; throws <see cref="TableFileException"/> with the line at the first thing that is wrong.</summary>
    public static void Check(Stream file, Encoding encoding, char delimiter, string fileName, TableLimits limits)
    {
        var scan = new CsvScan(delimiter, fileName, limits);
        var decoder = encoding.GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        file.Position = 0;
        int read;
        do
        {
            read = file.Read(bytes);
            var count = scan.Decode(decoder, bytes.AsSpan(0, read), chars, last: read == 0);
            scan.Feed(chars.AsSpan(0, count));
        }
        while (read > 0);
        scan.Finish();
    }

    private int Decode(Decoder decoder, ReadOnlySpan<byte> bytes, char[] chars, bool last)
    {
        try
        {
            return decoder.GetChars(bytes, chars, last);
        }
        catch (DecoderFallbackException e)
        {
            var at = line + (e.Index > 0 ? bytes[..Math.Min(e.Index, bytes.Length)].Count((byte)'\n') : 0);
            throw new TableFileException(
                $"Tệp '{fileName}', dòng {at}: không phải mã UTF-8 (có thể là Windows-1258, TCVN3 hoặc VNI). Trong Excel chọn Lưu thành > CSV UTF-8, hoặc gửi tệp .xlsx.",
                $"The file '{fileName}', line {at}: not UTF-8 (perhaps Windows-1258, TCVN3 or VNI). In Excel choose Save as > CSV UTF-8, or send the .xlsx file.", e);
        }
    }

    private void Feed(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c == '\0')
            {
                throw Fail("có byte NUL: tệp hỏng, hoặc là UTF-16 không có dấu BOM. Lưu lại dạng CSV UTF-8.", "holds a NUL byte: it is broken, or UTF-16 without a BOM. Save it as CSV UTF-8.");
            }

            var newLine = c == '\r' || (c == '\n' && !afterReturn);
            var secondHalf = c == '\n' && afterReturn;
            afterReturn = c == '\r';
            if (state == State.Quoted)
            {
                InQuotes(c);
            }
            else if (newLine)
            {
                EndRecord();
            }
            else if (!secondHalf)
            {
                Outside(c);
            }

            line += newLine ? 1 : 0;
        }
    }

    private void InQuotes(char c)
    {
        if (c == '"')
        {
            state = State.Closed;
        }
        else
        {
            CountChar();
        }
    }

    private void Outside(char c)
    {
        if (c == delimiter)
        {
            (state, cellChars) = (State.Start, 0);
            if (++column > limits.MaxColumns)
            {
                throw Fail($"có hơn {limits.MaxColumns} cột. Xóa bớt cột không dùng.", $"has more than {limits.MaxColumns} columns. Remove those that are not used.");
            }
        }
        else if (c == '"' && state != State.Bare)
        {
            quoteLine = state == State.Start ? line : quoteLine; // after a closing quote it is a doubled one: still the same cell
            state = State.Quoted;
        }
        else if (c == '"' || state == State.Closed)
        {
            throw StrayQuote();
        }
        else
        {
            // The file's own byte-order mark is no part of the first cell.
            state = c == '\uFEFF' && line == 1 && column == 1 && recordChars == 0 ? State.Start : State.Bare;
            CountChar();
        }
    }

    private void CountChar()
    {
        recordChars++;
        if (++cellChars > limits.MaxCellChars)
        {
            throw state == State.Quoted ? Unclosed($"ô dài hơn {limits.MaxCellChars} ký tự", $"the cell is longer than {limits.MaxCellChars} characters")
                : Fail($"có ô dài hơn {limits.MaxCellChars} ký tự ở cột {column}.", $"has a cell of more than {limits.MaxCellChars} characters in column {column}.");
        }
    }

    private void EndRecord()
    {
        rows += recordChars > 0 ? 1 : 0;
        (state, column, cellChars, recordChars) = (State.Start, 1, 0, 0);
        if (rows > limits.MaxRows)
        {
            throw Fail($"vượt quá {limits.MaxRows} dòng. Chia thành nhiều tệp.", $"exceeds {limits.MaxRows} rows. Split the file.");
        }
    }

    private void Finish()
    {
        if (state == State.Quoted)
        {
            throw Unclosed("dấu ngoặc kép không được đóng", "a double quote is never closed");
        }
    }

    private TableFileException StrayQuote() => Fail(
        $"cột {column}: dấu ngoặc kép đặt sai chỗ. Đặt cả giá trị trong ngoặc kép và viết mỗi dấu bên trong hai lần.",
        $"column {column}: a double quote in the wrong place. Put the whole value into double quotes and write each inner one twice.");

    private TableFileException Unclosed(string vi, string en) => new(
        $"Tệp '{fileName}', dòng {quoteLine}: {vi}. Kiểm tra dấu \" mở ở dòng này.", $"The file '{fileName}', line {quoteLine}: {en}. Check the \" that opens on this line.");

    private TableFileException Fail(string vi, string en) => new($"Tệp '{fileName}', dòng {line}: {vi}", $"The file '{fileName}', line {line}: {en}");
}
