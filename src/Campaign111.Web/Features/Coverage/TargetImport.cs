using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Coverage;

/// <summary>Imports household targets of hamlets from CSV or XLSX, all or nothing. Each row is a new version of a denominator.</summary>
public sealed class TargetImport(UnitDirectory units, PlaceTargets targets)
{
    public static readonly TableSchema Schema = new(
        new TableColumn("commune_code", "mã xã", "mã phường xã", "xã") { Required = true, MaxLength = 10 },
        new TableColumn("hamlet_code", "mã thôn", "thôn", "mã ấp") { Required = true, MaxLength = 40 },
        new TableColumn("households", "số hộ", "hộ", "chỉ tiêu") { Required = true },
        new TableColumn("source", "nguồn", "nguồn số liệu") { Required = true, MaxLength = 300 },
        new TableColumn("date", "ngày", "as_of", "ngày số liệu") { Required = true });

    /// <summary>Reads, checks and, when every row is good, records.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="on">The day whose tree gives codes their meaning.</param>
    /// <param name="today">No source is younger.</param>
    /// <param name="reaches">Whether the importer may set targets at a path.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancel">Stops before anything is written.</param>
    /// <exception cref="TableFileException">The file as a whole can't be read.</exception>
    public async Task<TableImportResult> RunAsync(
        Stream stream, string fileName, DateOnly on, DateOnly today, Func<string, bool> reaches, Actor actor, CancellationToken cancel = default)
    {
        using var table = TableFile.Open(stream, fileName);
        var finder = new HamletFinder(units, on, reaches);
        var seen = new Dictionary<long, int>();
        var inputs = new List<TargetInput>();
        var errors = new List<TableError>();
        var rows = 0;
        foreach (var row in table.Read(Schema))
        {
            rows++;
            if (await ReadAsync(row, finder, today) is { } input)
            {
                if (!seen.TryAdd(input.Hamlet.Id, row.Line))
                {
                    row.Fail("hamlet_code", $"Thôn này đã có ở dòng {seen[input.Hamlet.Id]}.", $"This hamlet stands at line {seen[input.Hamlet.Id]} already.");
                }

                inputs.Add(input);
            }

            errors.AddRange(row.Errors);
        }

        if (errors.Count > 0)
        {
            return new TableImportResult(rows, errors, false);
        }

        var changed = await targets.SetAsync(actor, inputs, cancel);
        return new TableImportResult(rows, [], false) { Changed = changed, Unchanged = rows - changed };
    }

    private static async Task<TargetInput?> ReadAsync(TableRow row, HamletFinder finder, DateOnly today)
    {
        var households = row.Whole("households", 0, EntryForm.Most);
        var day = row.Day("date");
        if (day > today)
        {
            row.Fail("date", "Ngày số liệu nằm trong tương lai.", "The date of the figure lies in the future.");
        }

        var place = row["commune_code"].Length == 0 || row["hamlet_code"].Length == 0 ? null
            : await finder.FindAsync(row, row["commune_code"], row["hamlet_code"], "commune_code", "hamlet_code");
        return place is { } found && households is { } count && day is { } asOf && row.Errors.Count == 0
            ? new TargetInput(found.Hamlet, found.Commune, count, row["source"], asOf)
            : null;
    }
}
