using System.Diagnostics;
using Campaign111.Platform.Pdf;
using Campaign111.Tests.Platform.Pdf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Bench;

/// <summary>
/// Which error correction and size survive an office's copier: codes printed at 300 dpi, two generations of blur (sigma 1.5 px), threshold at half, 1 % noise
/// and a turn of 2 degrees, read by zbarimg. Prints the table of leaflets/README.md; the figure is that of the designs' smallest code.
/// </summary>
internal static class QrBench
{
    private const int Codes = 40;
    private const int Dpi = 300;
    private const double Least = 98;

    public static int Run()
    {
        using var services = new ServiceCollection().AddPdf(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var renderer = services.GetRequiredService<IPdfRenderer>();
        Console.WriteLine("| payload | ECC | modules | box 18 mm | 22 mm | 26 mm | 30 mm | 34 mm |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (name, host) in new[] { ("short, 35 characters", "111.HAGIANG.GOV.VN"), ("long, 53 characters", "111.TINH-BA-RIA-VUNG-TAU-2.GOV.VN") })
        {
            foreach (var level in Enum.GetValues<QrLevel>())
            {
                var rates = new[] { 18.0, 22, 26, 30, 34 }.Select(box => Survive(renderer, host, level, box, Codes));
                var modules = QrMatrix.Create(Payload(host, 0), level).Size - (2 * QrMatrix.QuietZone);
                Console.WriteLine(FormattableString.Invariant($"| {name} | {level} | {modules} | {string.Join(" | ", rates.Select(rate => $"{rate:F0} %"))} |"));
            }
        }

        var figure = Survive(renderer, "111.HAGIANG.GOV.VN", QrLevel.H, 30, 100);
        Console.WriteLine(FormattableString.Invariant($"bench qr: {figure:F0} % of codes after two copies, limit {Least:F0}, ratio {figure / Least:F2}"));
        return figure >= Least ? 0 : 1;
    }

    /// <summary>Share of codes, in per cent, that are read after two generations.</summary>
    private static double Survive(IPdfRenderer renderer, string host, QrLevel level, double box, int codes)
    {
        var folder = Directory.CreateTempSubdirectory("c111-qr-");
        try
        {
            var payloads = Enumerable.Range(0, codes).Select(i => Payload(host, i)).ToList();
            var files = payloads.Select((payload, seed) =>
            {
                var path = Path.Combine(folder.FullName, $"{seed:D3}.pgm");
                Print(renderer, payload, level, box).Photocopy(seed).Photocopy(1000 + seed).Write(path);
                return path;
            }).ToList();
            return 100.0 * Read(files).Intersect(payloads).Count() / codes;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static GreyImage Print(IPdfRenderer renderer, string payload, QrLevel level, double box)
    {
        var paper = SvgTemplate.Parse(FormattableString.Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" width="{box + 8}mm" height="{box + 8}mm" viewBox="0 0 {box + 8} {box + 8}"><rect id="qr" x="4" y="4" width="{box}" height="{box}" fill="#000000"/></svg>"""));
        return GreyImage.From(PixelPicture.Decode(renderer.RenderPng(new SvgPage(paper, new Dictionary<string, string>(), QrMatrix.Create(payload, level)), Dpi)));
    }

    private static string[] Read(IEnumerable<string> files)
    {
        using var zbar = Process.Start(new ProcessStartInfo("zbarimg", ["--raw", "-q", "-Sdisable", "-Sqrcode.enable", .. files]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("zbarimg did not start: install zbar-tools.");
        var read = zbar.StandardOutput.ReadToEnd();
        zbar.WaitForExit();
        return read.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Payload(string host, int i) => FormattableString.Invariant($"HTTPS://{host}/Q/{(i * 7919L) + 1_000_000_007:D10}");
}
