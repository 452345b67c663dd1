using System.Runtime.CompilerServices;
using Campaign111.Platform.Pdf;

namespace Campaign111.Platform.Operations.Doctor;

/// <summary>The engine behind leaflets and lists, tried on a page with Vietnamese letters; and poppler, which reads the PDF files of others.</summary>
public sealed class PrintingCheck(IPdfRenderer renderer, TimeProvider time) : IDoctorCheck
{
    private const string Page = """
        <svg xmlns="http://www.w3.org/2000/svg" width="105mm" height="148mm" viewBox="0 0 105 148"><text x="10" y="20" font-family="Be Vietnam Pro" font-size="6">Tổng đài 111</text></svg>
        """;

    private static readonly ProcessBounds Bounds = new(ProcessorSeconds: 5, Memory: 1024, FileSize: 1, TimeSpan.FromSeconds(5));

    public int Order => 7;

    public bool WithoutDatabase => true;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using var pdf = new MemoryStream();
        string? problem = null;
        try
        {
            renderer.Render([new SvgPage(SvgTemplate.Parse(Page))], new PdfMetadata("doctor", "Campaign 111", "", time.GetUtcNow()), pdf, cancel);
        }
        catch (PdfException error)
        {
            problem = error.Message;
        }

        yield return problem is null ? new Finding(Condition.Good, $"PDF engine {renderer.Engine} prints")
            : new Finding(Condition.Bad, $"PDF engine {renderer.Engine}: {problem}", "On Debian: apt install librsvg2-2 libcairo2 libpango-1.0-0 libpangocairo-1.0-0 fontconfig");
        var (end, _) = await BoundedProcess.RunAsync("pdfinfo", ["-v"], Bounds, cancel);
        yield return end == ProcessEnd.Missing
            ? new Finding(Condition.Warning, "poppler is not installed: official artwork in PDF is refused, PDF materials have no picture", "On Debian: apt install poppler-utils")
            : new Finding(Condition.Good, "poppler reads PDF files of others");
    }
}

/// <summary>The address that goes onto paper and into mails.</summary>
public sealed class AddressCheck(IConfiguration configuration) : IDoctorCheck
{
    public int Order => 6;

    public bool WithoutDatabase => true;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        var address = configuration["Campaign111:PublicBaseUrl"];
        yield return string.IsNullOrWhiteSpace(address) ? new Finding(Condition.Warning, "no public address is set: leaflets do not print outside the demo, mails lead to localhost", "Set Campaign111__PublicBaseUrl, such as https://111.tinh.gov.vn")
            : !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? new Finding(Condition.Warning, $"the public address {address} is not https", "Phones keep no field page and no cookie safe without https: put a certificate on the proxy.")
            : new Finding(Condition.Good, $"public address {address}");
    }
}
