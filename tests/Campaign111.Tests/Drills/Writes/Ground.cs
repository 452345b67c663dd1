using System.Security.Cryptography;
using Campaign111.Features.Coverage;
using Campaign111.Features.Stock;
using Campaign111.Platform.Audit.Seals;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaign111.Tests.Drills.Writes;

/// <summary>A copy of the demo on which everything is written and killed, its officers, and what must hold whenever nothing runs.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private const string Reset = """
        UPDATE report_submission SET state = 'open', draft = NULL, revision = 0
        WHERE bound_id IN (SELECT b.id FROM report_bound b JOIN unit u ON u.id = b.unit_id WHERE u.code = '25318' AND u.level = 'commune' AND b.organisation_id IS NULL)
        """;

    private const string Kept = """
        SELECT 'materials/' || sha256 AS path, sha256 FROM material_file
        UNION SELECT 'materials/' || sha256, sha256 FROM activity_file
        UNION SELECT 'dispatches/' || file_key, file_sha256 FROM dispatch WHERE file_key IS NOT NULL
        """;

    private const string Designs = """
        SELECT 'designs/' || d.files_hash || '/' || d.design FROM leaflet_design d JOIN leaflet_version v ON v.design_id = d.id
        """;

    private static readonly string[] Users = ["tinh.binhphuoc", "quantri", "huyen.budop", "xa.25318", "baochi.binhphuoc", "so.gddt", "kiemtra.25384"];
    private readonly Database database;
    private readonly Dictionary<string, Clerk> clerks = Users.ToDictionary(user => user, user => new Clerk(user));

    private Ground(string folder)
    {
        Folder = folder;
        database = new Database(new DataOptions { Folder = folder });
    }

    public string Folder { get; }

    public static async Task<Ground> CreateAsync()
    {
        var ground = new Ground(await DemoApp.CopyAsync());
        // The commune's report of the demo is submitted already, and a request waits: both are written again and again here.
        await ground.AlterAsync(Reset);
        await ground.AlterAsync("UPDATE stock_request SET state = 'withdrawn' WHERE state = 'open'");
        return ground;
    }

    public Clerk Clerk(string user) => clerks[user];

    /// <summary>Runs SQL on the file: a safeguard is taken away there, not in the product.</summary>
    public Task AlterAsync(string sql) => database.WriteAsync(session => session.ExecuteAsync(sql));

    /// <summary>One value; the drill's stories know that there is one.</summary>
    public async Task<T> AskAsync<T>(string sql, object? args = null) =>
        await database.ReadAsync(session => session.ScalarAsync<T>(sql, args)) ?? throw new InvalidOperationException($"Nothing answers: {sql}");

    /// <summary>Everybody opens the server's pages; signs in the first time only.</summary>
    public async Task MeetAsync(Uri address)
    {
        foreach (var clerk in clerks.Values)
        {
            await clerk.MeetAsync(address);
        }
    }

    /// <summary>What is wrong with database and files. Empty: nothing.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        var verdict = await new AuditVerifier(database, new AuditAnchors(new DataOptions { Folder = Folder }, NullLogger<AuditAnchors>.Instance)).VerifyAsync(default);
        return
        [
            .. await new CoverageRecount(database).CompareAsync(),
            .. await new StockCheck(database).FindingsAsync(),
            .. verdict.Faults.Select(fault => $"audit: {fault.Problem}"),
            .. await FilesAsync(),
        ];
    }

    /// <summary>Files under the data folder that are on their way to somewhere.</summary>
    public IReadOnlyList<string> Unfinished() =>
        [.. Directory.EnumerateFileSystemEntries(Folder, "*.part", SearchOption.AllDirectories), .. Directory.EnumerateFileSystemEntries(Folder, "*.tmp", SearchOption.AllDirectories)];

    public async ValueTask DisposeAsync()
    {
        foreach (var clerk in clerks.Values)
        {
            clerk.Dispose();
        }

        await database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    // What the database names is there, whole.
    private async Task<IReadOnlyList<string>> FilesAsync()
    {
        var problems = new List<string>();
        var (files, designs) = await database.ReadAsync(async session => (await session.QueryAsync<(string Path, string Sha256)>(Kept), await session.QueryAsync<string>(Designs)));
        foreach (var (path, sha256) in files)
        {
            var file = Path.Combine(Folder, path);
            if (!File.Exists(file) || Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file))) != sha256)
            {
                problems.Add($"{path} is missing or torn");
            }
        }

        return [.. problems, .. designs.Where(design => !Directory.Exists(Path.Combine(Folder, design))).Select(design => $"{design} is missing")];
    }
}
