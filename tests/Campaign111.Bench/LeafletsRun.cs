using System.Diagnostics;
using System.Globalization;
using Campaign111.Features.Leaflets;
using Campaign111.Platform.Pdf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QRCoder;

namespace Campaign111.Bench;

/// <summary>One print of one design in this process: figures on one line for <see cref="LeafletsBench"/>, which starts a process for each size.</summary>
internal sealed record LeafletsRun(int Pages, double Seconds, long Bytes, double CodesPerSecond, long PeakBytes)
{
    private const int LeastCodes = 2000;
    private const int WarmUp = 20;

    public double PagesPerSecond => Pages / Seconds;

    public double MegabytesPer1000Pages => Bytes / 1e6 / Pages * 1000;

    /// <summary>The other end of <see cref="ToString"/>.</summary>
    public static LeafletsRun Parse(string line)
    {
        var field = line.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new LeafletsRun((int)field[0], field[1], (long)field[2], field[3], (long)field[4]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pages} {Seconds} {Bytes} {CodesPerSecond} {PeakBytes}");

    /// <summary>Prints so many communes' leaflets into one file, as the product composes and renders them; the codes alone are made before and after.</summary>
    public static int Run(string file, string design, bool mono, int communes)
    {
        using var services = new ServiceCollection().AddPdf(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var renderer = services.GetRequiredService<IPdfRenderer>();
        var choice = new LeafletChoice(new LeafletDesigns(services.GetRequiredService<FontLibrary>()).Get(design), Mono: mono);
        var leaflets = CommuneLeaflet.Load(file, communes);
        Print(renderer, choice, [.. leaflets.Take(WarmUp)]);
        Codes(leaflets, choice.Design.QrLevel, LeastCodes / 4);

        var before = Codes(leaflets, choice.Design.QrLevel, Math.Max(LeastCodes, leaflets.Count / 2));
        var clock = Stopwatch.StartNew();
        var (pages, bytes) = Print(renderer, choice, leaflets);
        var seconds = clock.Elapsed.TotalSeconds;
        var after = Codes(leaflets, choice.Design.QrLevel, Math.Max(LeastCodes, leaflets.Count / 2));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(new LeafletsRun(pages, seconds, bytes, (before + after) / 2, process.PeakWorkingSet64));
        return 0;
    }

    private static (int Pages, long Bytes) Print(IPdfRenderer renderer, LeafletChoice choice, IReadOnlyList<CommuneLeaflet> leaflets)
    {
        var pages = 0;
        IEnumerable<SvgPage> Pages()
        {
            var composer = new LeafletPages();
            foreach (var leaflet in leaflets)
            {
                foreach (var page in composer.Compose(choice, leaflet.Lineage, leaflet.Payload, leaflet.Plain, leaflet.LocalLine))
                {
                    pages++;
                    yield return page;
                }
            }
        }

        var path = Path.GetTempFileName();
        try
        {
            using var file = File.Create(path);
            renderer.Render(Pages(), new PdfMetadata("Tờ rơi 111", "Bench", "111", DateTimeOffset.UnixEpoch), file);
            return (pages, file.Length);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Codes a second that QRCoder makes by itself, nothing of ours around it, for the same addresses.</summary>
    private static double Codes(IReadOnlyList<CommuneLeaflet> leaflets, QrLevel level, int count)
    {
        var ecc = level switch { QrLevel.M => QRCodeGenerator.ECCLevel.M, QrLevel.Q => QRCodeGenerator.ECCLevel.Q, _ => QRCodeGenerator.ECCLevel.H };
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            using var code = QRCodeGenerator.GenerateQrCode(leaflets[i % leaflets.Count].Payload, ecc);
        }

        return count / clock.Elapsed.TotalSeconds;
    }
}
