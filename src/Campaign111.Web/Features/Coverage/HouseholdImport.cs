using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Office;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>Imports registers of households from CSV or XLSX, all or nothing: new codes are added, addresses of known ones corrected.</summary>
public sealed class HouseholdImport(UnitDirectory units, HouseholdRegister register)
{
    public static readonly TableSchema Schema = new(
        new TableColumn("place", "địa bàn", "nơi") { Required = true, MaxLength = 60 },
        new TableColumn("code", "mã hộ", "hộ") { Required = true, MaxLength = 40 },
        new TableColumn("address", "địa chỉ") { MaxLength = 300 });

    // A province's register in one file; memory follows neither figure.
    private static readonly TableLimits Limits = TableLimits.Default with { MaxRows = 1_000_000, MaxFileBytes = 128L << 20 };

    /// <summary>Reads and checks all rows and, when every one is good, reads them again and writes as it reads: the file is never in memory.</summary>
    /// <exception cref="TableFileException">The file as a whole can't be read.</exception>
    public async Task<TableImportResult> RunAsync(
        Stream stream, string fileName, DateOnly on, Func<string, bool> reaches, Actor actor, CancellationToken cancel = default)
    {
        using var table = TableFile.Open(stream, fileName, Limits);
        var hamlets = new Dictionary<string, Unit>(StringComparer.Ordinal);
        var (rows, errors) = await CheckAsync(table, new HamletFinder(units, on, reaches), hamlets);
        if (errors.Count > 0)
        {
            return new TableImportResult(rows, errors, false);
        }

        var inputs = table.Read(Schema).Select(row => new HouseholdInput(hamlets[row["place"]], row["code"], row["address"]));
        var (added, corrected) = await register.SaveAsync(actor, inputs, cancel: cancel);
        return new TableImportResult(rows, [], false) { Added = added, Changed = corrected, Unchanged = rows - added - corrected };
    }

    private static async Task<(int Rows, List<TableError> Errors)> CheckAsync(TableFile table, HamletFinder finder, Dictionary<string, Unit> hamlets)
    {
        var seen = new Dictionary<(long, string), int>();
        var errors = new List<TableError>();
        var rows = 0;
        foreach (var row in table.Read(Schema))
        {
            rows++;
            if (await ReadAsync(row, finder, hamlets) is { } hamlet && !seen.TryAdd((hamlet.Id, row["code"]), row.Line))
            {
                var first = seen[(hamlet.Id, row["code"])];
                row.Fail("code", $"Mã hộ này đã có ở dòng {first}.", $"This code stands at line {first} already.");
            }

            errors.AddRange(row.Errors);
        }

        return (rows, errors);
    }

    private static async Task<Unit?> ReadAsync(TableRow row, HamletFinder finder, Dictionary<string, Unit> hamlets)
    {
        var (place, code) = (row["place"], row["code"]);
        if (code.Any(char.IsWhiteSpace))
        {
            row.Fail("code", "Mã hộ không có khoảng trắng, ví dụ H0012.", "A household's code has no spaces, such as H0012.");
        }

        if (hamlets.TryGetValue(place, out var known))
        {
            return row.Errors.Count == 0 ? known : null;
        }

        var parts = place.Split('/', 2);
        if (parts.Length < 2)
        {
            if (place.Length > 0)
            {
                row.Fail("place", $"'{place}' không phải địa bàn. Ghi mã xã, gạch chéo, mã thôn: 25318/thon-3.", $"'{place}' is no place. Write commune code, slash, hamlet code: 25318/thon-3.");
            }

            return null;
        }

        if (await finder.FindAsync(row, parts[0], parts[1], "place", "place") is not { } found)
        {
            return null;
        }

        hamlets[place] = found.Hamlet;
        return row.Errors.Count == 0 ? found.Hamlet : null;
    }
}

/// <summary><c>import households FILE [--on yyyy-MM-dd]</c>.</summary>
public sealed class HouseholdsImportKind(HouseholdImport import, BusinessClock clock) : IImportKind
{
    public string Name => "households";

    public string Usage => "[--on yyyy-MM-dd]  CSV or XLSX: place,code[,address]; place is commune code / hamlet code";

    public async Task<int> RunAsync(string path, CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        var on = arguments.Get("on") is not { } text ? await clock.TodayAsync(cancel)
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day
            : throw new CliException($"--on wants a day as yyyy-MM-dd, not '{text}'.");
        try
        {
            await using var file = File.OpenRead(path);
            return await UnitsImportKind.ReportAsync(await import.RunAsync(file, Path.GetFileName(path), on, _ => true, Actor.CommandLine, cancel), output);
        }
        catch (TableFileException wrong)
        {
            throw new CliException(wrong.Message);
        }
    }
}
