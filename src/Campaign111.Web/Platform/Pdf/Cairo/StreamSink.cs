using System.Runtime.InteropServices;

namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>Carries what cairo writes into a stream. A failure of the stream must not unwind through native code: it is kept and thrown afterwards.</summary>
internal sealed class StreamSink : IDisposable
{
    private const int WriteError = 11;
    private readonly Stream _stream;
    private readonly GCHandle _self;
    private Exception? _failure;

    public StreamSink(Stream stream)
    {
        _stream = stream;
        _self = GCHandle.Alloc(this);
    }

    public nint Closure => GCHandle.ToIntPtr(_self);

    public int Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (_failure is null)
            {
                _stream.Write(bytes);
            }
        }
        catch (Exception failure)
        {
            _failure = failure;
        }

        return _failure is null ? 0 : WriteError;
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
}
