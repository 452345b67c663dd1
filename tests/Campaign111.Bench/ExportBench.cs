using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Campaign111.Platform.Data;

namespace Campaign111.Bench;

/// <summary>A long export through the product as an office runs it: asked for by the page's form, made by the job engine, read off the list, downloaded, and
/// opened by LibreOffice. Beside it the same number of rows and cells written by nothing but a ZIP and a text writer.</summary>
internal static partial class ExportBench
{
    private const string User = "tinh.binhphuoc";
    private const string Page = "/campaigns/binh-phuoc-2020/units/70/export";
    private const long MostMegabytes = 250;

    public static async Task<int> RunAsync(BenchFlags flags)
    {
        var rows = flags.Number("rows", 1_000_000);
        using var folder = new TemporaryFolder();
        await using (await ProductProcess.ServeAsync(folder.Path))
        {
            // Loads the demo, which takes more memory than anything after it: the export runs in a process that starts on the data.
        }

        await FillAsync(folder.Path, rows);
        await using var product = await ProductProcess.ServeAsync(folder.Path);
        using var browser = await HouseholdsBench.SignInAsync(product.Port, User);
        var (before, worked) = (product.PeakMegabytes, product.Processor);
        var clock = Stopwatch.StartNew();
        await AskAsync(browser);
        var link = await DoneAsync(browser);
        var seconds = clock.Elapsed.TotalSeconds;
        var (peak, processor) = (product.PeakMegabytes, (product.Processor - worked).TotalSeconds);
        var file = Path.Combine(folder.Path, "export.xlsx");
        await using (var output = File.Create(file))
        await using (var answer = await browser.GetStreamAsync(new Uri(link, UriKind.Relative)))
        {
            await answer.CopyToAsync(output);
        }

        var (written, bytes) = Rows(file);
        using var self = Process.GetCurrentProcess();
        var own = self.TotalProcessorTime;
        var bare = Bare(Path.Combine(folder.Path, "bare.xlsx"), written);
        self.Refresh();
        Console.WriteLine(Invariant($"rows               {written}"));
        Console.WriteLine(Invariant($"export             {seconds:F1} s (processor {processor:F1} s), {written / seconds:F0} rows/s, {new FileInfo(file).Length / 1048576.0:F1} MB, sheet XML {bytes / 1048576.0:F0} MB"));
        Console.WriteLine(Invariant($"bare ZIP and text  {bare:F1} s (processor {(self.TotalProcessorTime - own).TotalSeconds:F1} s), {written / bare:F0} rows/s"));
        Console.WriteLine(Invariant($"peak memory        {peak} MB (before the export {before} MB), below {MostMegabytes} MB: {(peak < MostMegabytes ? "holds" : "MISSED")}"));
        Console.WriteLine(await OpenAsync(file, folder.Path, written));
        Console.WriteLine(Invariant($"bench export: {written / seconds:F0} rows/s, limit {written / bare:F0}, ratio {bare / seconds:F2}"));
        return peak < MostMegabytes && written >= rows ? 0 : 1;
    }

    private static async Task FillAsync(string folder, int rows)
    {
        var options = new DataOptions { Folder = folder };
        long campaign;
        await using (var database = new Database(options))
        {
            campaign = await database.ReadAsync(session => session.SingleAsync<long>("SELECT id FROM campaign WHERE slug = 'binh-phuoc-2020'"));
        }

        await StoredEntries.FillAsync(options.SqlitePath, campaign, rows);
    }

    private static async Task AskAsync(HttpClient browser)
    {
        var page = await browser.GetStringAsync(new Uri(Page, UriKind.Relative));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["kind"] = "entries", ["format"] = "xlsx", ["__RequestVerificationToken"] = HouseholdsBench.Token().Match(page).Groups[1].Value });
        using var answer = await browser.PostAsync(new Uri(Page, UriKind.Relative), form);
        if (answer.Headers.Location?.ToString() != "/exports")
        {
            throw new InvalidOperationException($"The export was not taken as a long one: {answer.StatusCode}");
        }
    }

    private static async Task<string> DoneAsync(HttpClient browser)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(15); await Task.Delay(250))
        {
            var page = await browser.GetStringAsync(new Uri("/exports", UriKind.Relative));
            if (Link().Match(page) is { Success: true } link)
            {
                return link.Value;
            }

            if (!page.Contains("data-moving=\"true\"", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("The export failed; see the list at /exports.");
            }
        }

        throw new TimeoutException("The export was not done in 15 minutes.");
    }

    private static (long Rows, long Bytes) Rows(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        var (rows, bytes) = (0L, 0L);
        foreach (var sheet in zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
        {
            using var stream = sheet.Open();
            var chunk = new byte[1 << 20];
            var carried = 0;
            for (int read; (read = stream.Read(chunk, carried, chunk.Length - carried)) > 0;)
            {
                var text = chunk.AsSpan(0, carried + read);
                rows += text.Count("</row>"u8);
                carried = Math.Min(5, text.Length);
                text[^carried..].CopyTo(chunk);
                bytes += read;
            }

            // Notes and headings.
            rows -= 4;
        }

        return (rows, bytes);
    }

    /// <summary>Seconds to write as many rows of the same cells as text into a ZIP: no database, no values to look up, nothing but the writing.</summary>
    private static double Bare(string path, long rows)
    {
        var clock = Stopwatch.StartNew();
        using (var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        using (var text = new StreamWriter(zip.CreateEntry("sheet.xml", CompressionLevel.Fastest).Open(), bufferSize: 1 << 16))
        {
            for (var row = 1L; row <= rows; row++)
            {
                text.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\">"));
                Text("B", "R-FILLED"); Text("C", "Huyện Bù Đốp"); Text("D", "25318"); Text("E", "Xã Tân Thành"); Text("F", "thon-3"); Text("G", "Thôn 3");
                Text("I", "Đã đến"); Text("J", "Đến từng nhà"); Text("P", "được tính"); Text("Q", ""); Text("S", "bench");
                Number("A", row); Number("K", 1); Number("L", 1); Number("O", 44072);
                text.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"M{row}\" s=\"6\" t=\"n\"><v>{44072.38333 + (row % 1000 / 1e5)}</v></c><c r=\"N{row}\" s=\"6\" t=\"n\"><v>{44072.38403 + (row % 1000 / 1e5)}</v></c></row>"));

                void Text(string column, string value) => text.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{column}{row}\" s=\"0\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{value}</t></is></c>"));
                void Number(string column, long value) => text.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{column}{row}\" s=\"2\" t=\"n\"><v>{value}</v></c>"));
            }
        }

        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Converts it to CSV with LibreOffice, without a screen, and counts the lines.</summary>
    private static async Task<string> OpenAsync(string file, string folder, long rows)
    {
        var clock = Stopwatch.StartNew();
        var start = new ProcessStartInfo("soffice", [$"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "csv", "--outdir", folder, file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = folder;
        try
        {
            using var office = Process.Start(start)!;
            var said = office.StandardError.ReadToEndAsync();
            await office.StandardOutput.ReadToEndAsync();
            await office.WaitForExitAsync();
            var csv = Path.ChangeExtension(file, ".csv");
            if (!File.Exists(csv))
            {
                return $"LibreOffice         did not open it: {(await said).Trim()}";
            }

            var lines = File.ReadLines(csv).LongCount() - 4;
            return Invariant($"LibreOffice        opened and wrote CSV in {clock.Elapsed.TotalSeconds:F0} s, {lines} rows: {(lines == rows ? "all there" : "MISSED")}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "LibreOffice        is not installed (soffice): not opened";
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex("/exports/[0-9a-f-]{36}/file")]
    private static partial Regex Link();
}
