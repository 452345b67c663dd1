namespace Campaign111.Platform.Pdf;

/// <summary>What a PDF says about itself. <paramref name="Created"/> comes from the caller's clock, so that a file can be reproduced.</summary>
public sealed record PdfMetadata(string Title, string Author, string Subject, DateTimeOffset Created)
{
    /// <summary>For a print shop: where every page is cut and how far its bleed reaches; null leaves both boxes out.</summary>
    public PdfInsets? Insets { get; init; }
}

/// <summary>From the edge of the sheet inwards, on each side, mm.</summary>
/// <param name="TrimMm">Where the paper is cut.</param>
/// <param name="BleedMm">Where the bleed ends; less than <paramref name="TrimMm"/>.</param>
public sealed record PdfInsets(double TrimMm, double BleedMm);
