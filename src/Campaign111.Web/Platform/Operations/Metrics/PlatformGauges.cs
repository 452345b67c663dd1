using Campaign111.Platform.Data;

namespace Campaign111.Platform.Operations.Metrics;

/// <summary>Database, trail and jobs.</summary>
public sealed class PlatformGauges(DataOptions options) : IGaugeSource
{
    private const string Events = "SELECT COALESCE(MAX(id), 0) FROM audit_event";

    private const string Sealed = "SELECT COALESCE(MAX(event_id), 0) FROM audit_seal";

    private const string FailedJobs = "SELECT COUNT(*) FROM job_state WHERE failed_in_row > 0";

    private const string JobRuns = "SELECT COALESCE(SUM(runs), 0) FROM job_state";

    private const string DeadJobs = "SELECT COUNT(*) FROM job_dead_letter";

    public async Task<IReadOnlyList<Gauge>> ReadAsync(DbSession session)
    {
        var gauges = new List<Gauge>
        {
            new("campaign111_audit_event_id", "Id of the newest event of the trail", await session.ScalarAsync<long>(Events)),
            new("campaign111_audit_sealed_id", "Id of the newest sealed event", await session.ScalarAsync<long>(Sealed)),
            new("campaign111_jobs_failing", "Jobs whose last run failed", await session.ScalarAsync<long>(FailedJobs)),
            new("campaign111_jobs_runs", "Runs of all jobs on all nodes", await session.ScalarAsync<long>(JobRuns)),
            new("campaign111_jobs_dead_letters", "Job runs that were given up", await session.ScalarAsync<long>(DeadJobs)),
        };
        if (options.SqlServer is null)
        {
            gauges.Add(new("campaign111_database_bytes", "Size of the SQLite file", Size(options.SqlitePath)));
            gauges.Add(new("campaign111_database_wal_bytes", "Size of its write-ahead log", Size(options.SqlitePath + "-wal")));
        }

        gauges.Add(new("campaign111_disk_free_bytes", "Free space on the disk of the data folder", new DriveInfo(options.Folder).AvailableFreeSpace));
        return gauges;
    }

    private static long Size(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
