using Campaign111.Features.Coverage.Register;
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

    /// <summary>Checks all rows and, when every one is good, writes them.</summary>
    /// <exception cref="TableFileException">The file as a whole can't be read.</exception>
    public async Task<TableImportResult> RunAsync(
        Stream stream, string fileName, DateOnly on, Func<string, bool> reaches, Actor actor, CancellationToken cancel = default)
    {
        using var table = TableFile.Open(stream, fileName, Limits);
        using var good = new HouseholdSpool();
        var (rows, errors) = await CheckAsync(table, new HamletFinder(units, on, reaches), good);
        var dropped = table.Header.Where(heading => Schema.Find(heading) is null && PersonalColumns.IsPersonal(heading, [])).ToList();
        if (errors.Count > 0)
        {
            return new TableImportResult(rows, errors, false) { Dropped = dropped };
        }

        var (added, corrected) = await register.SaveAsync(actor, good.Rows(), cancel: cancel);
        return new TableImportResult(rows, [], false) { Dropped = dropped, Added = added, Changed = corrected, Unchanged = rows - added - corrected };
    }

    private static async Task<(int Rows, List<TableError> Errors)> CheckAsync(TableFile table, HamletFinder finder, HouseholdSpool good)
    {
        var hamlets = new Dictionary<string, Unit>(StringComparer.Ordinal);
        var seen = new Dictionary<(long, string), int>();
        var errors = new List<TableError>();
        var rows = 0;
        foreach (var row in table.Read(Schema))
        {
            rows++;
            var (place, code) = (row["place"], row["code"]);
            CheckCode(row, code);
            var hamlet = hamlets.GetValueOrDefault(place) ?? await FindAsync(row, place, finder, hamlets);
            if (hamlet is not null)
            {
                Take(row, hamlet, code, seen, good);
            }

            errors.AddRange(row.Errors);
        }

        return (rows, errors);
    }

    private static void CheckCode(TableRow row, string code)
    {
        if (HouseholdRegister.HasSpace(code))
        {
            row.Fail("code", "Mã hộ không có khoảng trắng, ví dụ H0012.", "A household's code has no spaces, such as H0012.");
        }
    }

    private static void Take(TableRow row, Unit hamlet, string code, Dictionary<(long, string), int> seen, HouseholdSpool good)
    {
        if (row.Errors.Count > 0)
        {
            return;
        }

        if (seen.TryAdd((hamlet.Id, code), row.Line))
        {
            good.Add(hamlet, code, row["address"]);
            return;
        }

        var first = seen[(hamlet.Id, code)];
        row.Fail("code", $"Mã hộ này đã có ở dòng {first}.", $"This code stands at line {first} already.");
    }

    private static async Task<Unit?> FindAsync(TableRow row, string place, HamletFinder finder, Dictionary<string, Unit> hamlets)
    {
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
        return found.Hamlet;
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
