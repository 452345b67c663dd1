using System.IO.Compression;
using System.Text;

namespace Campaign111.Platform.Office;

/// <summary>Writes a ZIP whose entries are put together of pieces that were deflated before (APPNOTE 6.3; RFC 1951: blocks of several streams may
/// follow one another as long as only the last one is marked final). So a part that was finished before a crash is copied, not made again.</summary>
/// <remarks>Entries bear one fixed time, so that the same rows give the same bytes. No ZIP64: an entry and the whole file stay below 4 GB.</remarks>
/// <param name="output">Seeks; stays open.</param>
internal sealed class ZipJoin(Stream output)
{
    private const uint Time1980 = 0x0021_0000;
    private const ushort Utf8Names = 0x0800;
    private readonly List<Entry> entries = [];
    private Entry current = new("", 0);
    private long start;

    /// <summary>Begins an entry.</summary>
    public void Begin(string name)
    {
        current = new Entry(name, Offset());
        WriteHeader(0x04034b50, current, central: false);
        start = output.Position;
    }

    /// <summary>A piece that is deflated now.</summary>
    /// <param name="last">It ends the entry.</param>
    public void Add(Action<Stream> write, bool last)
    {
        using var deflate = new DeflatePiece(output);
        write(deflate);
        var (length, crc) = last ? deflate.End() : deflate.Pause();
        Grow(length, crc);
        if (last)
        {
            End();
        }
    }

    /// <summary>A piece that <see cref="DeflatePiece.Pause"/> left in a file.</summary>
    public void Add(TablePart part, CancellationToken cancel)
    {
        using var file = File.OpenRead(part.Path);
        var chunk = new byte[1 << 16];
        for (int read; (read = file.Read(chunk)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            output.Write(chunk, 0, read);
        }

        Grow(part.Bytes, part.Crc);
    }

    /// <summary>Writes the directory: the ZIP is whole.</summary>
    public void Close()
    {
        var from = Offset();
        foreach (var entry in entries)
        {
            WriteHeader(0x02014b50, entry, central: true);
        }

        var size = Offset() - from;
        using var writer = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        writer.Write(0x06054b50u);
        writer.Write(0u);
        writer.Write((ushort)entries.Count);
        writer.Write((ushort)entries.Count);
        writer.Write(size);
        writer.Write(from);
        writer.Write((ushort)0);
    }

    private void Grow(long length, uint crc)
    {
        current.Crc = Crc32.Combine(current.Crc, crc, length);
        current.Length = Small(current.Length + length);
    }

    private void End()
    {
        current.Packed = Small(output.Position - start);
        var end = output.Position;
        output.Position = current.At;
        WriteHeader(0x04034b50, current, central: false);
        output.Position = end;
        entries.Add(current);
    }

    private void WriteHeader(uint signature, Entry entry, bool central)
    {
        using var writer = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        var name = Encoding.UTF8.GetBytes(entry.Name);
        writer.Write(signature);
        if (central)
        {
            writer.Write((ushort)20);
        }

        writer.Write((ushort)20);
        writer.Write(Utf8Names);
        writer.Write((ushort)8);
        writer.Write(Time1980);
        writer.Write(entry.Crc);
        writer.Write((uint)entry.Packed);
        writer.Write((uint)entry.Length);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)0);
        if (central)
        {
            writer.Write((ushort)0);
            writer.Write(0u);
            writer.Write(0u);
            writer.Write(entry.At);
        }

        writer.Write(name);
    }

    private uint Offset() => (uint)Small(output.Position);

    private static long Small(long size) => size < uint.MaxValue
        ? size
        : throw new TableFileException("Bảng tính vượt 4 GB. Chọn một đơn vị nhỏ hơn, hoặc xuất CSV.", "The workbook would pass 4 GB. Choose a smaller unit, or export CSV.");

    private sealed class Entry(string name, uint at)
    {
        public string Name { get; } = name;

        public uint At { get; } = at;

        public uint Crc { get; set; }

        public long Length { get; set; }

        public long Packed { get; set; }
    }
}
