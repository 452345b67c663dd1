namespace Campaign111.Platform.Pdf;

/// <summary>A page cannot be read or drawn; the message says what is wrong and what to do.</summary>
public sealed class PdfException : Exception
{
    public PdfException() { }

    public PdfException(string message) : base(message) { }

    public PdfException(string message, Exception inner) : base(message, inner) { }
}
