using System.Globalization;
using Campaign111.Platform.Operations.Backup;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Drills;

/// <summary>Backups are made while phones send, and brought back somewhere else.</summary>
public sealed class BackupDrillTests : IDisposable
{
    private readonly string shelf = Directory.CreateTempSubdirectory("campaign111-shelf-").FullName;

    private static int Rounds => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? 10 : 2;

    [Fact]
    public async Task What_was_acknowledged_before_a_backup_is_in_what_is_restored()
    {
        var field = await Field.CreateAsync();
        await using var product = await field.ServeAsync();
        using var stop = new CancellationTokenSource();
        var sending = field.SendUntilItDiesAsync(product.Address, stop.Token);
        for (var round = 1; round <= Rounds; round++)
        {
            // A busy machine warms up slowly: each backup starts while answers arrive.
            var known = field.Acknowledged;
            for (var wait = 0; wait < 600 && field.Acknowledged < known + 20; wait++)
            {
                await Task.Delay(50);
            }

            var before = field.AcknowledgedKeys;
            var (code, said) = await ProductProcess.RunAsync(field.Folder, true, "backup", "--to", shelf, "--keep", "1");
            code.ShouldBe(0, said);
            var restored = Path.Combine(shelf, "restored");
            (code, said) = await ProductProcess.RunAsync(restored + "-unused", true, "restore", "--from", Newest(), "--to", restored);
            code.ShouldBe(0, said);
            File.Exists(Path.Combine(restored + "-unused", "campaign111.db")).ShouldBeFalse("a restore makes no database elsewhere");

            before.Count.ShouldBeGreaterThan(0);
            (await Field.CheckAsync(restored, before)).ShouldBeEmpty($"round {round}");
            (code, said) = await ProductProcess.RunAsync(restored, true, "audit", "verify");
            code.ShouldBe(0, said);
            said.ShouldContain("The trail is whole");
            SqliteConnection.ClearAllPools();
            Directory.Delete(restored, recursive: true);
        }

        await stop.CancelAsync();
        await product.KillAsync();
        await sending;
        Directory.GetDirectories(shelf, "campaign111-*").Length.ShouldBe(1, "--keep 1");
        field.Remove();
    }

    [Fact]
    public async Task An_interrupted_restore_goes_on_and_the_product_waits_for_it()
    {
        var folder = await DemoApp.CopyAsync();
        (await ProductProcess.RunAsync(folder, true, "backup", "--to", shelf)).ExitCode.ShouldBe(0);
        var restored = Path.Combine(shelf, "restored");
        Directory.CreateDirectory(restored);
        var manifest = (await BackupManifest.ReadAsync(Newest(), default)).ShouldNotBeNull();
        await File.WriteAllTextAsync(Path.Combine(restored, Restores.Mark), manifest.MadeAt.ToString("O", CultureInfo.InvariantCulture));
        await File.WriteAllTextAsync(Path.Combine(restored, "campaign111.db"), "half of it");

        var (code, said) = await ProductProcess.RunAsync(restored, true, "migrate");
        code.ShouldBe(1);
        said.ShouldContain("was interrupted");

        (code, said) = await ProductProcess.RunAsync(folder, true, "restore", "--from", Newest(), "--to", restored);
        code.ShouldBe(0, said);
        (code, said) = await ProductProcess.RunAsync(restored, true, "doctor");
        said.ShouldContain("coverage totals equal a new count of all entries");
        said.ShouldContain("database file is whole");
        code.ShouldBe(0, said);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_backup_that_was_changed_or_cut_off_is_refused()
    {
        var folder = await DemoApp.CopyAsync();
        (await ProductProcess.RunAsync(folder, true, "backup", "--to", shelf)).ExitCode.ShouldBe(0);
        await File.AppendAllTextAsync(Path.Combine(Newest(), "campaign111.db"), "x");

        var (code, said) = await ProductProcess.RunAsync(folder, true, "restore", "--from", Newest(), "--to", Path.Combine(shelf, "a"));
        code.ShouldBe(1);
        said.ShouldContain("was changed since it was made");
        File.Delete(Path.Combine(Newest(), BackupManifest.FileName));
        (code, said) = await ProductProcess.RunAsync(folder, true, "restore", "--from", Newest(), "--to", Path.Combine(shelf, "b"));
        code.ShouldBe(1);
        said.ShouldContain("no finished backup");
        (code, said) = await ProductProcess.RunAsync(folder, true, "restore", "--from", shelf, "--to", folder);
        code.ShouldBe(1);
        (code, said) = await ProductProcess.RunAsync(folder, true, "backup", "--to", Path.Combine(folder, "inside"));
        code.ShouldBe(1);
        said.ShouldContain("inside the data folder");
        Directory.Delete(folder, recursive: true);
    }

    public void Dispose() => Directory.Delete(shelf, recursive: true);

    private string Newest() => Directory.GetDirectories(shelf, "campaign111-2*").Where(name => !name.EndsWith(Backups.Partial, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Last();
}
