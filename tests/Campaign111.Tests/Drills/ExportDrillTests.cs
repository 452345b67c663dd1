using System.Security.Cryptography;
using Campaign111.Features.Reports.Exports;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Tests.Features.Reports.Exports;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Drills;

/// <summary>kill -9 while a long export is written: the next process goes on behind the last finished part, and the file is, byte for byte, the one that
/// nobody killed. Once; ten times with CAMPAIGN111_DRILLS=1.</summary>
public sealed class ExportDrillTests
{
    private const int Rows = 120_000;
    private static readonly Dictionary<string, string> JobsOn = new() { ["Campaign111__Jobs"] = "on" };

    private static int Rounds => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? 10 : 1;

    [Fact]
    public async Task A_killed_export_goes_on_and_gives_the_file_of_one_that_was_not()
    {
        var (folder, id) = await GroundAsync();
        var whole = await MadeAsync(folder, id);
        var random = new Random(111);
        var underWay = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            await AgainAsync(folder, id);
            await using (var product = await ProductProcess.ServeAsync(folder, true, JobsOn))
            {
                await PartsAsync(folder, id);
                await Task.Delay(random.Next(0, 1500));
                await product.KillAsync();
            }

            var left = await FindAsync(folder, id);
            underWay += left.State == ExportState.Waiting ? 1 : 0;
            var resumed = await MadeAsync(folder, id);
            resumed.Sha256.ShouldBe(whole.Sha256, $"round {round}");
            resumed.RowsDone.ShouldBe(whole.RowsDone);
        }

        underWay.ShouldBeGreaterThan(0, "no kill fell into an export");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_torn_part_is_made_again_and_one_that_is_believed_spoils_the_file()
    {
        var (folder, id) = await GroundAsync();
        var whole = await MadeAsync(folder, id);

        await AgainAsync(folder, id);
        await KilledAsync(folder, id);
        await TearAsync(folder, id, believed: false);
        (await MadeAsync(folder, id)).Sha256.ShouldBe(whole.Sha256);

        // The safeguard taken away: the database believes the torn part.
        await AgainAsync(folder, id);
        await KilledAsync(folder, id);
        await TearAsync(folder, id, believed: true);
        (await MadeAsync(folder, id)).Sha256.ShouldNotBe(whole.Sha256);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(string Folder, Guid Id)> GroundAsync()
    {
        var folder = await DemoApp.CopyAsync();
        await ExportWorld.FillAsync(folder, Rows);
        await using var app = new AppFactory(demo: true, folder);
        return (folder, await app.OrderAsync("25315", ExportKinds.Entries, "xlsx"));
    }

    /// <summary>Works the export off in this process and checks that its file is what the database says.</summary>
    private static async Task<Export> MadeAsync(string folder, Guid id)
    {
        await using (var app = new AppFactory(demo: true, folder))
        {
            // Nobody else works on this folder any more: the dead one's lease need not run out.
            await app.ExecuteAsync("UPDATE report_export SET lease_until = NULL");
            await app.WorkAsync();
        }

        var export = await FindAsync(folder, id);
        export.State.ShouldBe(ExportState.Done, export.Problem);
        var file = await File.ReadAllBytesAsync(Result(folder, id));
        Convert.ToHexStringLower(SHA256.HashData(file)).ShouldBe(export.Sha256);
        return export;
    }

    private static string Result(string folder, Guid id) => Path.Combine(folder, "exports", id.ToString("N"), "result.xlsx");

    private static async Task AgainAsync(string folder, Guid id)
    {
        Directory.Delete(Path.Combine(folder, "exports", id.ToString("N")), recursive: true);
        await AlterAsync(folder, "UPDATE report_export SET state = 'waiting', rows_done = 0, sha256 = NULL, size_bytes = NULL, ended_at = NULL, expires_at = NULL");
    }

    // Until the first part is finished: earlier there is nothing to go on from.
    private static async Task PartsAsync(string folder, Guid id)
    {
        await using var database = new Database(new DataOptions { Folder = folder });
        var book = new ExportBook(database, new AuditLog(TimeProvider.System), TimeProvider.System);
        for (var tries = 0; tries < 2400 && (await book.PartsAsync(id)).Count == 0; tries++)
        {
            await Task.Delay(25);
        }
    }

    private static async Task KilledAsync(string folder, Guid id)
    {
        await using var product = await ProductProcess.ServeAsync(folder, true, JobsOn);
        await PartsAsync(folder, id);
        await product.KillAsync();
        (await FindAsync(folder, id)).State.ShouldBe(ExportState.Waiting, "the kill came too late");
        File.Exists(Result(folder, id)).ShouldBeFalse();
    }

    private static async Task TearAsync(string folder, Guid id, bool believed)
    {
        var part = Path.Combine(folder, "work", "exports", id.ToString("N"), "00000");
        await using (var file = File.OpenWrite(part))
        {
            file.SetLength(file.Length - 1000);
        }

        if (believed)
        {
            await AlterAsync(folder, "UPDATE report_export_part SET file_bytes = file_bytes - 1000 WHERE part = 0");
        }
    }

    private static async Task<Export> FindAsync(string folder, Guid id)
    {
        await using var database = new Database(new DataOptions { Folder = folder });
        return (await new ExportBook(database, new AuditLog(TimeProvider.System), TimeProvider.System).FindAsync(id))!;
    }

    private static async Task AlterAsync(string folder, string sql)
    {
        await using var database = new Database(new DataOptions { Folder = folder });
        await database.WriteAsync(session => session.ExecuteAsync(sql));
        SqliteConnection.ClearAllPools();
    }
}
