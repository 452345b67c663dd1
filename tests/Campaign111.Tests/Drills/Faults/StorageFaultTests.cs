using System.Diagnostics;
using System.Globalization;
using System.Net;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Platform.Data;
using Campaign111.Platform.Operations.Backup;
using Campaign111.Platform.Operations.Doctor;
using Campaign111.Tests.Features.Materials;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Drills.Faults;

/// <summary>Disk full, read-only, database gone, lock held: clear words, nothing acknowledged lost, recovery without hands. The messages stand in
/// tests/README.md.</summary>
public sealed class StorageFaultTests
{
    private const string Commune = "/campaigns/binh-phuoc-2020/coverage/25318";
    private const string Banner = """<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="30mm" viewBox="0 0 60 30"><rect width="60" height="30" fill="#fff"/></svg>""";

    [SmallDiskFact]
    public async Task A_full_disk_is_said_and_afterwards_everything_goes_on_by_itself()
    {
        using var disk = SmallDisk.Mount(96);
        await CopyAsync(disk.Folder);
        await using (var trouble = await Trouble.OnAsync(disk.Folder))
        {
            var token = await trouble.TokenAsync();
            await OrderPrintAsync(trouble);
            disk.Fill();

            var (status, body) = await trouble.SendAsync();
            status.ShouldBe(HttpStatusCode.InsufficientStorage);
            body.GetProperty("title").GetString().ShouldBe("Máy chủ hết chỗ ghi");
            body.GetProperty("detail").GetString()!.ShouldContain("Điện thoại giữ phần chưa gửi và tự gửi lại");
            var page = await trouble.TallyAsync();
            page.Status.ShouldBe(507);
            page.RetryAfter.ShouldBe("60");
            page.Said.ShouldContain("Lần gửi này chưa được lưu; những gì hệ thống đã xác nhận vẫn còn.");
            using (var upload = await LibraryTests.UploadAsync(trouble.Committee, "Băng rôn", "bang-ron.svg", Banner))
            {
                ((int)upload.StatusCode).ShouldBe(507);
            }

            (await trouble.AskAsync(Commune)).Status.ShouldBe(200, "what only reads goes on");
            await trouble.LandingStandsAsync(token);
            (await trouble.AskAsync("/healthz")).ShouldBe((200, "Healthy"));
            (await trouble.AskAsync("/readyz")).ShouldBe((503, "Unhealthy: disk-full"));
            (await DoctorAsync(disk.Folder)).ShouldContain("is full: nothing more is recorded");
            await BackupIsRefusedAsync(trouble);

            disk.Empty();
            await trouble.AfterwardsAllIsWellAsync();
            await PrintedAsync(trouble);
            Directory.EnumerateFiles(disk.Folder, "*.part", SearchOption.AllDirectories).ShouldBeEmpty("nothing half-written stays");
        }

        SqliteConnection.ClearAllPools();
    }

    [SmallDiskFact]
    public async Task A_database_that_may_not_be_written_is_read_on()
    {
        var folder = await DemoApp.CopyAsync();
        await using (var trouble = await Trouble.OnAsync(folder))
        {
            var token = await trouble.TokenAsync();
            await Immutable("+i", folder);
            try
            {
                ((int)(await trouble.SendAsync()).Status).ShouldBe(503);
                var page = await trouble.TallyAsync();
                page.Status.ShouldBe(503);
                page.RetryAfter.ShouldBe("60");
                page.Said.ShouldContain("Lần gửi này chưa được lưu; những gì hệ thống đã xác nhận vẫn còn");
                (await trouble.AskAsync(Commune)).Status.ShouldBe(200, "what only reads goes on");
                await trouble.LandingStandsAsync(token);
                (await trouble.AskAsync("/readyz")).ShouldBe((503, "Unhealthy: disk-read-only"));
                (await DoctorAsync(folder)).ShouldContain("may not be written: nothing more is recorded");
            }
            finally
            {
                await Immutable("-i", folder);
            }

            await trouble.AfterwardsAllIsWellAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_database_file_that_was_moved_away_is_missed_at_once_and_found_again()
    {
        var folder = await DemoApp.CopyAsync();
        await using (var trouble = await Trouble.OnAsync(folder))
        {
            var token = await trouble.TokenAsync();
            var file = new DataOptions { Folder = folder }.SqlitePath;
            File.Move(file, file + ".away");

            ((int)(await trouble.SendAsync()).Status).ShouldBe(503, "an entry into a file that nobody finds again would be acknowledged and lost");
            (await trouble.AskAsync("/sign-in")).Status.ShouldBeOneOf(200, 302, 503);
            var (status, said) = await trouble.AskAsync(Commune);
            status.ShouldBe(503);
            said.ShouldContain("Cơ sở dữ liệu tạm thời không mở được");
            await trouble.LandingStandsAsync(token);
            (await trouble.AskAsync("/readyz")).ShouldBe((503, "Unhealthy: database"));
            File.Exists(file).ShouldBeFalse("no empty database is made in its place");

            File.Move(file + ".away", file);
            await trouble.AfterwardsAllIsWellAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_lock_held_too_long_by_another_process_refuses_writes_and_nothing_else()
    {
        var folder = await DemoApp.CopyAsync();
        await using (var trouble = await Trouble.OnAsync(folder))
        {
            var token = await trouble.TokenAsync();
            await using (var other = new SqliteConnection($"Data Source={new DataOptions { Folder = folder }.SqlitePath};Pooling=False"))
            {
                await other.OpenAsync();
                await using var held = other.BeginTransaction(deferred: false);

                var (status, body) = await trouble.SendAsync();
                status.ShouldBe(HttpStatusCode.ServiceUnavailable);
                body.GetProperty("title").GetString().ShouldBe("Hệ thống đang bận ghi");
                var page = await trouble.TallyAsync();
                (page.Status, page.RetryAfter).ShouldBe((503, "5"));
                page.Said.ShouldContain("Một việc khác đang giữ cơ sở dữ liệu lâu hơn thường lệ.");
                (await trouble.AskAsync(Commune)).Status.ShouldBe(200, "what only reads goes on");
                await trouble.LandingStandsAsync(token);
            }

            await trouble.AfterwardsAllIsWellAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task CopyAsync(string folder)
    {
        var demo = await DemoApp.CopyAsync();
        foreach (var file in Directory.EnumerateFiles(demo, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(demo, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        Directory.Delete(demo, recursive: true);
    }

    private static async Task OrderPrintAsync(Trouble trouble)
    {
        using var ordered = await trouble.Officer.SubmitAsync("/campaigns/binh-phuoc-2020/leaflets", "print", ("each", "Hamlet"));
        ordered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    // Whatever the press was at when the disk became full: it ends well.
    private static async Task PrintedAsync(Trouble trouble)
    {
        var database = trouble.App.Services.GetRequiredService<Database>();
        await database.WriteAsync(session => session.ExecuteAsync("UPDATE leaflet_job SET lease_until = NULL WHERE state = 'waiting'"));
        trouble.App.Services.GetRequiredService<PrintPress>().Wake();
        var clock = Stopwatch.StartNew();
        string state;
        while ((state = await database.ReadAsync(session => session.SingleAsync<string>("SELECT state FROM leaflet_job"))) == "waiting" && clock.Elapsed < TimeSpan.FromSeconds(60))
        {
            await Task.Delay(200);
        }

        state.ShouldBe("done");
    }

    private static async Task<string> DoctorAsync(string folder)
    {
        var said = new List<string>();
        await foreach (var finding in new DiskCheck(new DataOptions { Folder = folder }).LookAsync(default))
        {
            said.Add(string.Create(CultureInfo.InvariantCulture, $"{finding.Condition} {finding.What} -> {finding.Advice}"));
        }

        return string.Join('\n', said);
    }

    private static async Task BackupIsRefusedAsync(Trouble trouble)
    {
        using var other = SmallDisk.Mount(1);
        var refused = await Should.ThrowAsync<Exception>(() => trouble.App.Services.GetRequiredService<Backups>().MakeAsync(other.Folder, default));
        StorageTroubles.Of(refused).ShouldBe(StorageTrouble.Full);
        Directory.GetFileSystemEntries(other.Folder).ShouldBeEmpty("a backup that has no room leaves nothing");
    }

    private static async Task Immutable(string flag, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("chattr", ["-R", flag, folder]) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, said);
    }
}
