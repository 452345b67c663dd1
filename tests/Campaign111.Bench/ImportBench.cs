using System.Diagnostics;
using System.Globalization;
using System.Text;
using Campaign111.Features.Coverage.Register;
using Campaign111.Platform.Data;
using Microsoft.Data.Sqlite;

namespace Campaign111.Bench;

/// <summary>A register of households from CSV by the product's own command, against the sqlite3 shell's <c>.import</c> of the same rows into the
/// same tables, keys, search text and words worked out beforehand. The product's start is measured with a file of one row and taken off.</summary>
internal static class ImportBench
{
    private const long MostMegabytes = 250;
    private const string HamletsSql = """
        SELECT h.id, c.code, h.code FROM unit h JOIN unit c ON c.id = h.parent_id WHERE h.level = 'hamlet' ORDER BY h.id
        """;

    public static async Task<int> RunAsync(BenchFlags flags)
    {
        var rows = flags.Number("rows", 250_000);
        using var folder = new TemporaryFolder();
        await ProductProcess.RunAsync(folder.Path, "migrate");
        var options = new DataOptions { Folder = folder.Path };
        var (ours, theirs, one) = (Path.Combine(folder.Path, "households.csv"), Path.Combine(folder.Path, "table"), Path.Combine(folder.Path, "one.csv"));
        await using (var database = new Database(options))
        {
            var hamlets = await database.ReadAsync(session => session.QueryAsync<(long Id, string Commune, string Code)>(HamletsSql));
            Write(hamlets, rows, ours, theirs);
            Write([hamlets[0]], 1, one, Path.Combine(folder.Path, "unused"));
        }

        SqliteConnection.ClearAllPools();
        // Kept aside before anything is imported: both runs of the shell begin with the same database.
        var empty = Path.Combine(folder.Path, "empty.db");
        File.Copy(options.SqlitePath, empty);
        var before = Shell(empty, Path.Combine(folder.Path, "shell1.db"), theirs);
        var (start, _) = await ProductProcess.RunAsync(folder.Path, "import", "households", one, "--on", "2020-09-01");
        var (whole, peak) = await ProductProcess.RunAsync(folder.Path, "import", "households", ours, "--on", "2020-09-01");
        var after = Shell(empty, Path.Combine(folder.Path, "shell2.db"), theirs);
        var (rate, limit) = (rows / (whole - start), rows / ((before + after) / 2));
        Console.WriteLine("                    seconds   rows/s  peak MB");
        Console.WriteLine(FormattableString.Invariant($"sqlite3 .import  {(before + after) / 2,10:F2} {limit,8:F0}"));
        Console.WriteLine(FormattableString.Invariant($"import households{whole - start,10:F2} {rate,8:F0} {peak,8}   (and {start:F2} s to start)"));
        Console.WriteLine($"memory: {peak} MB, under {MostMegabytes}: {(peak < MostMegabytes ? "holds" : "MISSED")}");
        Console.WriteLine(FormattableString.Invariant($"bench import: {rate:F0} households/s, limit {limit:F0}, ratio {rate / limit:F2}"));
        return 0;
    }

    private static void Write(IReadOnlyList<(long Id, string Commune, string Code)> hamlets, int rows, string ours, string theirs)
    {
        using var place = new StreamWriter(ours, append: false, new UTF8Encoding(false));
        using var table = new StreamWriter($"{theirs}.csv", append: false, new UTF8Encoding(false));
        using var words = new StreamWriter($"{theirs}.words.csv", append: false, new UTF8Encoding(false));
        place.WriteLine("place,code,address");
        var each = Math.Max(1, rows / hamlets.Count);
        for (var i = 0; i < rows; i++)
        {
            var hamlet = hamlets[Math.Min(i / each, hamlets.Count - 1)];
            var (code, address) = ($"R{i:000000}", $"Số {i % 300}, đường Nguyễn Trãi, tổ {i % 12}");
            place.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hamlet.Commune}/{hamlet.Code},{code},\"{address}\""));
            table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{1_000_000 + i},{hamlet.Id},{code},\"{address}\",,{TextFold.Fold($"{code} {address}")}"));
            foreach (var word in HouseholdWords.Of(address).Append(HouseholdWords.NumberOf(code)).Where(word => word.Length > 0).Distinct())
            {
                words.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hamlet.Id},{word},{code}"));
            }
        }
    }

    // Empty in every row of both: the shell would leave it NULL with a warning a row, which costs it a quarter of its speed.
    private const string WithoutMerged = "DROP INDEX ix_household_merged; ALTER TABLE household DROP COLUMN merged_into; DROP INDEX ix_household_label; ALTER TABLE household DROP COLUMN label";

    /// <summary>Seconds of the shell on a copy of the database, with the product's pragmas.</summary>
    private static double Shell(string database, string copy, string file)
    {
        File.Copy(database, copy);
        Sqlite3(copy, WithoutMerged);
        var clock = Stopwatch.StartNew();
        Sqlite3(copy, "PRAGMA synchronous = FULL", $".import --csv {file}.csv household", $".import --csv {file}.words.csv household_word");
        return clock.Elapsed.TotalSeconds;
    }

    private static void Sqlite3(params string[] args)
    {
        using var shell = Process.Start(new ProcessStartInfo("sqlite3", args) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("sqlite3 did not start.");
        shell.WaitForExit();
        if (shell.ExitCode != 0)
        {
            throw new InvalidOperationException("sqlite3 refused the file.");
        }
    }
}
