using System.IO.Compression;

namespace Campaign111.Platform.Office;

/// <summary>Deflates a piece of a ZIP entry: it begins with an empty window and ends at a byte, so that pieces can be put behind one another.</summary>
/// <param name="output">Stays open.</param>
internal sealed class DeflatePiece(Stream output) : Stream
{
    private readonly Gate gate = new(output);
    private DeflateStream? deflate;
    private long length;
    private uint crc;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    /// <summary>Ends the piece without marking the end of the entry. Gives the bytes before deflating and their CRC.</summary>
    public (long Length, uint Crc) Pause()
    {
        // A sync flush ends at a byte; what the stream would write to close itself must not follow.
        deflate?.Flush();
        gate.Closed = true;
        return (length, crc);
    }

    /// <summary>Ends the piece and the entry.</summary>
    public (long Length, uint Crc) End()
    {
        deflate ??= Make();
        // An empty deflate stream writes nothing at all: the final block is then written by hand (RFC 1951, 3.2.4).
        var before = gate.Written;
        deflate.Dispose();
        if (gate.Written == before)
        {
            gate.Write([0x03, 0x00]);
        }

        gate.Closed = true;
        return (length, crc);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        deflate ??= Make();
        deflate.Write(buffer);
        length += buffer.Length;
        crc = Crc32.Append(crc, buffer);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        deflate?.Dispose();
        base.Dispose(disposing);
    }

    private DeflateStream Make() => new(gate, CompressionLevel.Fastest, leaveOpen: true);

    // Lets through what belongs to the piece, and nothing after its end.
    private sealed class Gate(Stream to) : Stream
    {
        public bool Closed { get; set; }

        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position
        {
            get => Written;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (!Closed)
            {
                to.Write(buffer);
                Written += buffer.Length;
            }
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
