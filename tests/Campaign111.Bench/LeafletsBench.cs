using System.Diagnostics;
using Campaign111.Features.Leaflets;
using Campaign111.Platform.Pdf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Bench;

/// <summary>
/// Pages a second of the shipped A5 leaflet, front and back, each back with a QR code of its own; against what making the QR codes alone allows in
/// the same run.
/// </summary>
internal static class LeafletsBench
{
    private const int Leaflets = 1000;

    public static int Run()
    {
        using var services = new ServiceCollection().AddPdf(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var renderer = services.GetRequiredService<IPdfRenderer>();
        var (front, back) = (Template(services, 1), Template(services, 2));
        Print(renderer, front, back, 20);

        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Leaflets; i++)
        {
            Code(i);
        }

        var limit = 2 * Leaflets / clock.Elapsed.TotalSeconds;
        clock.Restart();
        var bytes = Print(renderer, front, back, Leaflets);
        var rate = 2 * Leaflets / clock.Elapsed.TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"engine {renderer.Engine} | pages {2 * Leaflets} | bytes a page {bytes / (2 * Leaflets)} | peak memory {process.PeakWorkingSet64 >> 20} MB");
        Console.WriteLine(FormattableString.Invariant($"bench leaflets: {rate:F0} pages/s, limit {limit:F0}, ratio {rate / limit:F2}"));
        return 0;
    }

    private static long Print(IPdfRenderer renderer, SvgTemplate front, SvgTemplate back, int leaflets)
    {
        var path = Path.GetTempFileName();
        try
        {
            using var file = File.Create(path);
            renderer.Render(Pages(front, back, leaflets), new PdfMetadata("Tờ rơi 111", "Bench", "111", DateTimeOffset.UnixEpoch), file);
            return file.Length;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<SvgPage> Pages(SvgTemplate front, SvgTemplate back, int leaflets)
    {
        for (var i = 0; i < leaflets; i++)
        {
            var values = new Dictionary<string, string>
            {
                ["commune.name"] = $"Xã số {i}",
                ["district.name"] = "Huyện Bù Đốp",
                ["province.name"] = "Tỉnh Bình Phước",
                ["local.line"] = "",
                ["qr.address"] = $"binhphuoc.example.vn/q/{i:d10}",
            };
            yield return new SvgPage(front, values);
            yield return new SvgPage(back, values, Code(i));
        }
    }

    private static QrMatrix Code(int i) => QrMatrix.Create($"HTTPS://BINHPHUOC.EXAMPLE.VN/Q/{i:d10}");

    private static SvgTemplate Template(IServiceProvider services, int page) =>
        new LeafletDesigns(services.GetRequiredService<FontLibrary>()).Get(LeafletDesigns.Default).Pages[(false, "vi")][page - 1].Template;
}
