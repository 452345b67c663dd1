using System.Runtime.InteropServices;

namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>Carries what cairo writes into a stream. A failure of the stream must not unwind through native code: it is kept and thrown afterwards.</summary>
internal sealed class StreamSink : IDisposable
{
    private const int WriteError = 11;
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly GCHandle _self;
    private int _used;
    private Exception? _failure;

    public StreamSink(Stream stream)
    {
        _stream = stream;
        _self = GCHandle.Alloc(this);
    }

    public nint Closure => GCHandle.ToIntPtr(_self);

    /// <summary>Called by cairo, in pieces of a few bytes; a status of cairo.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (_used + bytes.Length > _buffer.Length)
        {
            Flush();
        }

        if (bytes.Length > _buffer.Length)
        {
            Pass(bytes);
        }
        else
        {
            bytes.CopyTo(_buffer.AsSpan(_used));
            _used += bytes.Length;
        }

        return _failure is null ? 0 : WriteError;
    }

    /// <summary>Passes on what is still held, and throws what the stream threw, if it did.</summary>
    public void Finish()
    {
        Flush();
        ThrowIfFailed();
    }

    /// <summary>Throws what the stream threw, if it did.</summary>
    public void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            throw new PdfException($"Không ghi được tệp PDF: {_failure.Message}", _failure);
        }
    }

    public void Dispose() => _self.Free();

    private void Flush()
    {
        Pass(_buffer.AsSpan(0, _used));
        _used = 0;
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            _stream.Write(bytes);
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }
}
