using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Drills.Soak;

/// <summary>A commune of the soak.</summary>
/// <param name="Code">Official code.</param>
/// <param name="Token">Bearer token of its officer.</param>
/// <param name="Tallied">Hamlets logged by tally, such as "25318/thon-1".</param>
/// <param name="Households">(hamlet, household code) of those logged by register.</param>
internal sealed record SoakCommune(string Code, string Token, IReadOnlyList<string> Tallied, IReadOnlyList<(string Place, string Household)> Households);

/// <summary>A copy of the demo with some of its communes.</summary>
internal sealed class SoakGround(string folder, IReadOnlyList<SoakCommune> communes)
{
    // 25318 first: it has hamlets logged by register, which most have not.
    private const string HamletsSql = """
        SELECT c.code AS commune, h.code AS hamlet, COALESCE(m.mode, 'tally') AS mode
        FROM unit h JOIN unit c ON c.id = h.parent_id LEFT JOIN coverage_mode m ON m.hamlet_id = h.id
        WHERE h.level = 'hamlet' AND c.code >= '25318' ORDER BY c.code, h.code
        """;

    private const string HouseholdsSql = """
        SELECT c.code AS commune, h.code AS hamlet, o.code AS household
        FROM household o JOIN unit h ON h.id = o.hamlet_id JOIN unit c ON c.id = h.parent_id ORDER BY o.id
        """;

    public string Folder => folder;

    public IReadOnlyList<SoakCommune> Communes => communes;

    public static async Task<SoakGround> CreateAsync(int communes)
    {
        var folder = await DemoApp.CopyAsync();
        var found = new List<SoakCommune>();
        foreach (var commune in await ReadAsync(folder, communes))
        {
            var (code, output) = await ProductProcess.RunAsync(folder, true, "token", "--user", $"xa.{commune.Code}");
            code.ShouldBe(0, output);
            found.Add(commune with { Token = output.Split('\n').Last(line => line.StartsWith("C111-", StringComparison.Ordinal)).Trim() });
        }

        return new SoakGround(folder, found);
    }

    /// <summary>Runs SQL on the file while no server runs: a safeguard is taken away there, not in the product.</summary>
    public async Task AlterAsync(string sql)
    {
        await using var database = new Database(new DataOptions { Folder = folder });
        await database.WriteAsync(session => session.ExecuteAsync(sql));
    }

    public void Remove()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<IReadOnlyList<SoakCommune>> ReadAsync(string folder, int count)
    {
        await using var database = new Database(new DataOptions { Folder = folder });
        var (hamlets, households) = await database.ReadAsync(async session => (
            await session.QueryAsync<(string Commune, string Hamlet, string Mode)>(HamletsSql),
            await session.QueryAsync<(string Commune, string Hamlet, string Household)>(HouseholdsSql)));
        return [.. hamlets.GroupBy(row => row.Commune).Take(count).Select(commune => new SoakCommune(
            commune.Key,
            "",
            [.. commune.Where(row => row.Mode == "tally").Select(row => $"{row.Commune}/{row.Hamlet}")],
            [.. households.Where(row => row.Commune == commune.Key).Select(row => ($"{row.Commune}/{row.Hamlet}", row.Household))]))];
    }
}
