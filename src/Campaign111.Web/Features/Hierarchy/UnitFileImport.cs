using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Hierarchy;

/// <summary>Imports units above the hamlet from CSV or XLSX, all or nothing. Columns: code, parent_code, level, type, name, and if wanted
/// name_en, valid_from, valid_to (first day without the unit).</summary>
/// <remarks>Codes mean units of the tree of <see cref="TableImportOptions.Day"/>. An unknown code adds a unit. A changed type or name is a correction
/// (before and after go to the audit trail), or, with an effective day, a new unit that follows the old one, together with all that
/// stands below it. A unit that the file leaves out stays as it is; none is deleted: valid_to dissolves it with all below.</remarks>
public sealed class UnitFileImport(Database database, AuditLog audit)
{
    private const string Official = """
        SELECT id, parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to FROM unit WHERE level <> 'hamlet'
        """;

    /// <summary>Reads, checks and, unless a row is bad or it is a dry run, writes in one transaction.</summary>
    /// <exception cref="TableFileException">The file as a whole can't be read.</exception>
    public async Task<TableImportResult> RunAsync(Stream stream, string fileName, TableImportOptions options, Actor actor)
    {
        using var table = TableFile.Open(stream, fileName);
        var rows = table.Read(UnitFileRow.Schema).Select(UnitFileRow.Read).ToList();
        if (options.DryRun)
        {
            return Result(rows, await database.ReadAsync(session => PlanAsync(session, rows, options)), dryRun: true);
        }

        return await database.WriteAsync(async session =>
        {
            var plan = await PlanAsync(session, rows, options);
            var result = Result(rows, plan, dryRun: false);
            if (result.IsGood)
            {
                await UnitFileWriter.ApplyAsync(session, plan, options);
                await audit.RecordAsync(session, actor, Entry(plan, options, fileName));
            }

            return result;
        });
    }

    private static async Task<UnitFilePlan> PlanAsync(DbSession session, List<UnitFileRow> rows, TableImportOptions options)
    {
        var plan = new UnitFilePlan(await session.QueryAsync<Unit>(Official), options);
        plan.Read(rows);
        return plan;
    }

    private static TableImportResult Result(List<UnitFileRow> rows, UnitFilePlan plan, bool dryRun) =>
        new(rows.Count, [.. rows.SelectMany(row => row.Source.Errors)], dryRun)
        {
            Added = plan.Additions.Count,
            Changed = plan.Changes.Count,
            Dissolved = plan.Dissolutions.Count,
            Unchanged = plan.Unchanged,
        };

    private static AuditEntry Entry(UnitFilePlan plan, TableImportOptions options, string fileName)
    {
        var before = plan.Units.Where(unit => plan.Changes.ContainsKey(unit.Id)).Select(unit => new { unit.Id, unit.Code, unit.UnitType, unit.Name });
        return new AuditEntry("units.imported", "unit", "VN")
        {
            Before = new { changed = before },
            After = new
            {
                file = Path.GetFileName(fileName),
                options.Effective,
                changed = plan.Changes.Select(change => new { id = change.Key, change.Value.Code, change.Value.UnitType, change.Value.Name }),
                added = plan.Additions.Select(row => new { row.Code, row.UnitType, row.Name }),
                dissolved = plan.Dissolutions.Select(end => new { end.Unit.Id, end.Unit.Code, end.On }),
            },
        };
    }
}
