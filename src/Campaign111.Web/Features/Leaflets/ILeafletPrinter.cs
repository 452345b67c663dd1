using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Leaflets;

/// <summary>Leaflets as finished files, for the materials page and the commands.</summary>
public interface ILeafletPrinter
{
    /// <summary>The approved leaflet of a unit with its own QR, as PDF, written to a stream.</summary>
    Task WritePdfAsync(Campaign campaign, Unit unit, bool mono, Stream output, CancellationToken cancel);

    /// <summary>A page of it as PNG. Page 1 is the front.</summary>
    Task<byte[]> PngAsync(Campaign campaign, Unit unit, bool mono, int page, int dpi, CancellationToken cancel);
}
