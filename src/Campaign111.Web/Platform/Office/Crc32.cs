namespace Campaign111.Platform.Office;

/// <summary>CRC-32 of ZIP (APPNOTE 4.4.7; polynomial 0xEDB88320), and that of two texts behind one another from theirs, as zlib's crc32_combine
/// works it out: the texts themselves need not be read again.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] Tables = MakeTables();

    /// <summary>Goes on from the CRC of what came before; 0 at the beginning.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var c = ~crc;
        var t = Tables;
        // Eight bytes a step ("slicing-by-8").
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = c ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            c = t[0x700 + (low & 0xFF)] ^ t[0x600 + ((low >> 8) & 0xFF)] ^ t[0x500 + ((low >> 16) & 0xFF)] ^ t[0x400 + (low >> 24)]
                ^ t[0x300 + (high & 0xFF)] ^ t[0x200 + ((high >> 8) & 0xFF)] ^ t[0x100 + ((high >> 16) & 0xFF)] ^ t[high >> 24];
        }

        foreach (var value in bytes)
        {
            c = t[(c ^ value) & 0xFF] ^ (c >> 8);
        }

        return ~c;
    }

    /// <summary>The CRC of a text followed by another.</summary>
    /// <param name="first">Of the first.</param>
    /// <param name="second">Of the second.</param>
    /// <param name="length">Bytes of the second.</param>
    public static uint Combine(uint first, uint second, long length)
    {
        // Appending a zero bit is a linear map over GF(2); appending 2^n of them is that map squared n times.
        var map = new uint[32];
        map[0] = Polynomial;
        for (var bit = 1; bit < 32; bit++)
        {
            map[bit] = 1u << (bit - 1);
        }

        for (var bits = length * 8; bits != 0; bits >>= 1)
        {
            if ((bits & 1) != 0)
            {
                first = Times(map, first);
            }

            map = [.. map.Select(row => Times(map, row))];
        }

        return first ^ second;
    }

    private static uint Times(uint[] map, uint vector)
    {
        var sum = 0u;
        for (var at = 0; vector != 0; vector >>= 1, at++)
        {
            sum ^= (vector & 1) != 0 ? map[at] : 0;
        }

        return sum;
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var c = i;
            for (var bit = 0; bit < 8; bit++)
            {
                c = (c & 1) != 0 ? (c >> 1) ^ Polynomial : c >> 1;
            }

            tables[i] = c;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 0xFF];
        }

        return tables;
    }
}
