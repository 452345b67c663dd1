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

    /// <summary>Reads, checks and, when every row is good, writes.</summary>
    /// <exception cref="TableFileException">The file as a whole can't be read.</exception>
    public async Task<TableImportResult> RunAsync(
        Stream stream, string fileName, DateOnly on, Func<string, bool> reaches, Actor actor, CancellationToken cancel = default)
    {
        using var table = TableFile.Open(stream, fileName);
        var finder = new HamletFinder(units, on, reaches);
        var seen = new Dictionary<(long, string), int>();
        var inputs = new List<HouseholdInput>();
        var errors = new List<TableError>();
        var rows = 0;
        foreach (var row in table.Read(Schema))
        {
            rows++;
            if (await ReadAsync(row, finder) is { } input)
            {
                if (!seen.TryAdd((input.Hamlet.Id, input.Code), row.Line))
                {
                    var first = seen[(input.Hamlet.Id, input.Code)];
                    row.Fail("code", $"Mã hộ này đã có ở dòng {first}.", $"This code stands at line {first} already.");
                }

                inputs.Add(input);
            }

            errors.AddRange(row.Errors);
        }

        if (errors.Count > 0)
        {
            return new TableImportResult(rows, errors, false);
        }

        var (added, corrected) = await register.SaveAsync(actor, inputs, cancel);
        return new TableImportResult(rows, [], false) { Added = added, Changed = corrected, Unchanged = rows - added - corrected };
    }

    private static async Task<HouseholdInput?> ReadAsync(TableRow row, HamletFinder finder)
    {
        var (place, code) = (row["place"], row["code"]);
        if (code.Any(char.IsWhiteSpace))
        {
            row.Fail("code", "Mã hộ không có khoảng trắng, ví dụ H0012.", "A household's code has no spaces, such as H0012.");
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

        var found = await finder.FindAsync(row, parts[0], parts[1], "place", "place");
        return found is { } hamlet && row.Errors.Count == 0 ? new HouseholdInput(hamlet.Hamlet, code, row["address"]) : null;
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
