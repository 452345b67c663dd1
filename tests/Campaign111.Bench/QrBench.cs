using System.Diagnostics;
using Campaign111.Platform.Pdf;
using Campaign111.Tests.Platform.Pdf;

namespace Campaign111.Bench;

/// <summary>
/// Which error correction and size survive an office's copier: codes printed at 300 dpi, two generations of blur (sigma 1.5 px), threshold at half, 1 % noise
/// and a turn of 2 degrees, read by zbarimg. Prints the table of leaflets/README.md; the figure is that of the designs' smallest code.
/// </summary>
internal static class QrBench
{
    private const int Codes = 25;
    private const int Dpi = 300;
    private const double Least = 98;

    public static int Run()
    {
        Console.WriteLine("| payload | ECC | modules | box 18 mm | 22 mm | 26 mm | 30 mm | 34 mm |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (name, host) in new[] { ("short", "111.HAGIANG.GOV.VN"), ("long", "111.TINH-BA-RIA-VUNG-TAU-2.GOV.VN") })
        {
            foreach (var level in Enum.GetValues<QrLevel>())
            {
                var rates = new[] { 18.0, 22, 26, 30, 34 }.Select(box => Survive(host, level, box, Codes));
                var modules = QrMatrix.Create(Payload(host, 0), level).Size - (2 * QrMatrix.QuietZone);
                Console.WriteLine(FormattableString.Invariant($"| {name}, {Payload(host, 0).Length} characters | {level} | {modules} | {string.Join(" | ", rates.Select(rate => $"{rate:F0} %"))} |"));
            }
        }

        var figure = Survive("111.HAGIANG.GOV.VN", QrLevel.H, 30, 100);
        Console.WriteLine(FormattableString.Invariant($"bench qr: {figure:F0} % of codes after two copies, limit {Least:F0}, ratio {figure / Least:F2}"));
        return figure >= Least ? 0 : 1;
    }

    /// <summary>Share of codes, in per cent, that are read after two generations.</summary>
    private static double Survive(string host, QrLevel level, double box, int codes)
    {
        var folder = Directory.CreateTempSubdirectory("c111-qr-");
        try
        {
            var payloads = Enumerable.Range(0, codes).Select(i => Payload(host, i)).ToList();
            var files = payloads.Select((payload, seed) =>
            {
                var path = Path.Combine(folder.FullName, $"{seed:D3}.pgm");
                Print(payload, level, box).Photocopy(seed).Photocopy(1000 + seed).Write(path);
                return path;
            }).ToList();
            return 100.0 * Read(files).Intersect(payloads).Count() / codes;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The code as a 300 dpi printer sets it: each dot black or white, 4 mm of paper around the box.</summary>
    private static GreyImage Print(string payload, QrLevel level, double box)
    {
        const double margin = 4;
        var qr = QrMatrix.Create(payload, level);
        var (side, scale) = ((int)Math.Round((box + (2 * margin)) * Dpi / 25.4), 25.4 / Dpi);
        int Module(int dot) => (int)Math.Floor(((((dot + 0.5) * scale) - margin) / box) * qr.Size);
        bool Dark(int x, int y) => x >= 0 && y >= 0 && x < qr.Size && y < qr.Size && qr[x, y];
        return new GreyImage(side, side, [.. Enumerable.Range(0, side * side).Select(at => Dark(Module(at % side), Module(at / side)) ? (byte)0 : (byte)255)]);
    }

    private static string[] Read(IEnumerable<string> files)
    {
        using var zbar = Process.Start(new ProcessStartInfo("zbarimg", ["--raw", "-q", "-Sdisable", "-Sqrcode.enable", .. files]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("zbarimg did not start: install zbar-tools.");
        // It grumbles there about a missing D-Bus; read, so that the pipe never fills.
        var grumble = zbar.StandardError.ReadToEndAsync();
        var read = zbar.StandardOutput.ReadToEnd();
        zbar.WaitForExit();
        return zbar.ExitCode is not (0 or 4) ? throw new InvalidOperationException($"zbarimg failed: {grumble.Result}") : read.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Payload(string host, int i) => FormattableString.Invariant($"HTTPS://{host}/Q/{(i * 7919L) + 1_000_000_007:D10}");
}
