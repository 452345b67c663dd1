using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Hierarchy;

/// <summary>Imports hamlets of one or many communes from CSV or XLSX, all or nothing: new codes are added, known ones corrected.</summary>
public sealed class HamletImport(Database database, Hamlets hamlets, AuditLog audit)
{
    public static readonly TableSchema Schema = new(
        new TableColumn("commune_code", "mã xã", "mã phường xã", "xã") { Required = true, MaxLength = 5 },
        new TableColumn("code", "mã thôn", "mã", "hamlet_code") { MaxLength = 40 },
        new TableColumn("type", "loại", "unit_type") { Required = true, MaxLength = 40 },
        new TableColumn("name", "tên", "tên thôn") { Required = true, MaxLength = 200 },
        new TableColumn("valid_from", "từ ngày"));

    private const string Communes = """
        SELECT id, parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to FROM unit
        WHERE level = 'commune' AND code IN @codes AND valid_from <= @on AND (valid_to IS NULL OR valid_to > @on)
        """;

    private const string Existing = """
        SELECT id, parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to FROM unit
        WHERE level = 'hamlet' AND parent_id IN @ids ORDER BY id
        """;

    private const string Correct = """
        UPDATE unit SET unit_type = @UnitType, name = @Name, name_en = @NameEn, sort_key = @SortKey, search_text = @SearchText WHERE id = @Id
        """;

    /// <summary>Reads, checks and, unless a row is bad or it is a dry run, writes.</summary>
    /// <exception cref="TableFileException">The file as a whole can't be read.</exception>
    public async Task<TableImportResult> RunAsync(Stream stream, string fileName, TableImportOptions options, Actor actor)
    {
        using var table = TableFile.Open(stream, fileName);
        var rows = table.Read(Schema).ToList();
        if (options.DryRun)
        {
            return (await database.ReadAsync(session => PlanAsync(session, rows, options))).Result(rows, dryRun: true);
        }

        return await database.WriteAsync(async session =>
        {
            var plan = await PlanAsync(session, rows, options);
            var result = plan.Result(rows, dryRun: false);
            if (result.IsGood)
            {
                await ApplyAsync(session, plan, actor);
            }

            return result;
        });
    }

    private static async Task<HamletImportPlan> PlanAsync(DbSession session, List<TableRow> rows, TableImportOptions options)
    {
        var communes = new Dictionary<string, Unit>(StringComparer.Ordinal);
        foreach (var codes in rows.Select(row => row["commune_code"]).Where(code => code.Length > 0).Distinct().Chunk(1000))
        {
            foreach (var commune in await session.QueryAsync<Unit>(Communes, new { codes, on = options.Day }))
            {
                communes[commune.Code] = commune;
            }
        }

        var there = new List<Unit>();
        foreach (var ids in communes.Values.Select(commune => commune.Id).Chunk(1000))
        {
            there.AddRange(await session.QueryAsync<Unit>(Existing, new { ids }));
        }

        var plan = new HamletImportPlan(communes, there, options);
        rows.ForEach(plan.Add);
        return plan;
    }

    private async Task ApplyAsync(DbSession session, HamletImportPlan plan, Actor actor)
    {
        foreach (var commune in plan.Additions.GroupBy(addition => addition.Commune))
        {
            await hamlets.AddAsync(session, actor, commune.Key, [.. commune.Select(addition => addition.Hamlet)]);
        }

        if (plan.Corrections.Count == 0)
        {
            return;
        }

        await session.ExecuteAsync(Correct, plan.Corrections.Select(correction => correction.Row()));
        await audit.RecordAsync(session, actor, new AuditEntry("hamlets.corrected", "unit", "import")
        {
            Before = plan.Corrections.Select(correction => new { correction.Unit.Id, correction.Unit.UnitType, correction.Unit.Name }),
            After = plan.Corrections.Select(correction => new { correction.Unit.Id, correction.Hamlet.UnitType, correction.Hamlet.Name }),
        });
    }
}
