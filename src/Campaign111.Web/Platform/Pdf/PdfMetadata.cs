namespace Campaign111.Platform.Pdf;

/// <summary>What a PDF says about itself. <paramref name="Created"/> comes from the caller's clock, so that a file can be reproduced.</summary>
public sealed record PdfMetadata(string Title, string Author, string Subject, DateTimeOffset Created);
