using Campaign111.Platform.Security;

namespace Campaign111.Features.Coverage.Paper;

/// <summary>Absolute addresses for the QR codes of sheets and gates: of the public address when one is set, else of the address at which the page
/// was asked for. Only officers who sign in scan them.</summary>
public sealed class PaperAddress(IConfiguration configuration)
{
    /// <summary>A sheet's code, in capitals: larger modules. Scheme, host and route ignore case.</summary>
    public string Sheet(HttpRequest request, string code) => $"{configuration.SiteAddressFor(request)}{CoverageLinks.Sheet(code)}".ToUpperInvariant();

    /// <summary>A household; codes keep their case.</summary>
    public string Gate(HttpRequest request, Place place, string household) => configuration.SiteAddressFor(request) + CoverageLinks.Gate(place.Commune.Code, place.Hamlet.Code, household);
}
