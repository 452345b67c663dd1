using System.Globalization;
using System.Runtime.CompilerServices;
using Campaign111.Platform.Audit.Seals;
using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Operations.Backup;

namespace Campaign111.Platform.Operations.Doctor;

/// <summary>The data folder: there, writable, with room.</summary>
public sealed class DiskCheck(DataOptions options) : IDoctorCheck
{
    private const long Little = 1L << 30;
    private const long TooLittle = 200L << 20;

    public int Order => 1;

    public bool WithoutDatabase => true;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        if (!Directory.Exists(options.Folder))
        {
            yield return new Finding(Condition.Bad, $"data folder {options.Folder} is not there", "Set CAMPAIGN111_DATA to the data folder, or start the product once to make it.");
            yield break;
        }

        if (Restores.Problem(options.Folder) is { } restoring)
        {
            yield return new Finding(Condition.Bad, "an interrupted restore", restoring);
        }

        if (await RefusedAsync(cancel) is { } refused)
        {
            yield return refused;
            yield break;
        }

        var free = new DriveInfo(options.Folder).AvailableFreeSpace;
        var what = string.Create(CultureInfo.InvariantCulture, $"data folder {options.Folder} can be written, {free / (double)(1 << 30):0.0} GB free");
        yield return free >= Little ? new Finding(Condition.Good, what)
            : new Finding(free >= TooLittle ? Condition.Warning : Condition.Bad, what, "Free space on that disk: when it is full, nothing more is recorded.");
    }

    private async Task<Finding?> RefusedAsync(CancellationToken cancel)
    {
        var probe = Path.Combine(options.Folder, $".doctor-{Guid.NewGuid():N}.tmp");
        try
        {
            await File.WriteAllBytesAsync(probe, new byte[64 << 10], cancel);
            return null;
        }
        catch (Exception error) when (StorageTroubles.Of(error) is StorageTrouble.Full or StorageTrouble.ReadOnly)
        {
            return StorageTroubles.Of(error) == StorageTrouble.Full
                ? new Finding(Condition.Bad, $"the disk of the data folder {options.Folder} is full: nothing more is recorded", "Free space there (old backups, files of others). The product goes on by itself, phones send again what they kept; nothing that was acknowledged is lost.")
                : new Finding(Condition.Bad, $"the data folder {options.Folder} may not be written: nothing more is recorded", "Mount the disk for writing and give the account that runs the product write access to the folder and all files in it. The product goes on by itself.");
        }
        finally
        {
            if (File.Exists(probe))
            {
                File.Delete(probe);
            }
        }
    }
}

/// <summary>The database: answers, whole, up to date, durable.</summary>
public sealed class DatabaseCheck(Database database, DataOptions options, Migrator migrator) : IDoctorCheck
{
    public int Order => 2;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        if (options.SqlServer is null && !File.Exists(options.SqlitePath))
        {
            yield return new Finding(Condition.Bad, "there is no database yet", "Start the product, or run 'migrate'.");
            yield break;
        }

        if (await migrator.PendingAsync(cancel) is { Count: > 0 } pending)
        {
            yield return new Finding(Condition.Bad, $"{pending.Count} migrations are missing, first {pending[0]}", "Start this version, or run 'migrate': a copy of the database is made before.");
            yield break;
        }

        yield return new Finding(Condition.Good, $"database {database.Dialect.Name}, schema up to date");
        if (options.SqlServer is null)
        {
            yield return await SqliteCopy.ProblemAsync(options.SqlitePath, quick: true, cancel) is { } problem
                ? new Finding(Condition.Bad, $"the database file is damaged: {problem}", "Stop the product, keep the file, restore the last backup to a new folder.")
                : new Finding(Condition.Good, "database file is whole (quick check, foreign keys)");
            var (mode, synchronous) = await database.ReadAsync(async session => (await session.ScalarAsync<string>("PRAGMA journal_mode"), await session.ScalarAsync<long>("PRAGMA synchronous")), cancel);
            yield return mode == "wal" && synchronous == 2 ? new Finding(Condition.Good, "what is acknowledged is on the disk (WAL, synchronous=FULL)")
                : new Finding(Condition.Bad, $"journal {mode}, synchronous {synchronous}", "The data folder must lie on a local disk: network shares do not carry SQLite.");
        }
    }
}

/// <summary>The clock against the newest event of the trail.</summary>
public sealed class ClockCheck(Database database, TimeProvider time) : IDoctorCheck
{
    private const string Newest = "SELECT MAX(at) FROM audit_event";

    public int Order => 3;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var newest = await database.ReadAsync(session => session.ScalarAsync<DateTimeOffset?>(Newest), cancel);
        yield return newest > time.GetUtcNow().AddMinutes(2)
            ? new Finding(Condition.Bad, $"the clock says {time.GetUtcNow():u}, but the trail has an event of {newest:u}", "Set the clock (NTP) before anything else is recorded.")
            : new Finding(Condition.Good, $"clock {time.GetUtcNow():u}");
    }
}

/// <summary>The sealed trail, from its first event on.</summary>
public sealed class TrailCheck(AuditVerifier verifier) : IDoctorCheck
{
    private const int MostWaiting = 10_000;

    public int Order => 4;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var verdict = await verifier.VerifyAsync(cancel);
        var what = string.Create(CultureInfo.InvariantCulture, $"audit trail: {verdict.Sealed} events sealed, {verdict.Waiting} waiting");
        yield return verdict.Faults.Count > 0
            ? new Finding(Condition.Bad, $"{what}, {verdict.Faults.Count} that do not fit, first: {verdict.Faults[0].Problem}", "Run 'audit verify' for the list; compare with the last backup.")
            : verdict.Waiting > MostWaiting ? new Finding(Condition.Warning, what, "The job audit-seal does not run: see /admin/jobs.") : new Finding(Condition.Good, what);
    }
}

/// <summary>Jobs: none that keeps failing, none asleep.</summary>
public sealed class JobsCheck(JobHistory history, JobRegistry registry, TimeProvider time) : IDoctorCheck
{
    public int Order => 5;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var states = (await history.ListAsync(cancel)).ToDictionary(state => state.Job);
        foreach (var job in registry.All)
        {
            if (!states.TryGetValue(job.Schedule.Name, out var state))
            {
                yield return new Finding(Condition.Warning, $"job {job.Schedule.Name} has never run", "Normal right after the first start; else check that one node runs with Campaign111__Jobs=on.");
            }
            else if (state.FailedInRow > 0)
            {
                yield return new Finding(Condition.Bad, $"job {state.Job} failed {state.FailedInRow} times in a row: {state.LastError}", "See /admin/jobs.");
            }
            else if (job.Schedule.NextAfter(state.StartedAt) is var next && time.GetUtcNow() - next > TimeSpan.FromDays(1))
            {
                yield return new Finding(Condition.Warning, $"job {state.Job} last ran at {state.StartedAt:u}", "No node runs jobs: start one with Campaign111__Jobs=on.");
            }
        }

        yield return new Finding(Condition.Good, $"{states.Count} of {registry.All.Count} jobs have run");
    }
}
