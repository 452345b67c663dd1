using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Campaign111.Platform.Operations;

/// <summary>Liveness and readiness for whoever restarts or routes (design.md, Contract). Both answer 200 or 503 with one word, and readiness with the reason
/// in another (disk-full, disk-read-only, database); they say nothing else about the installation to strangers.</summary>
public static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseReady>("database", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
            .AddCheck<DiskReady>("disk", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
            .AddCheck<StoppingCheck>("stopping", tags: [Ready]);
        return services.AddRecurringJob<LeftoversJob>(JobSchedule.Daily("leftovers", LeftoversJob.At) with { AlsoAtStart = true });
    }

    /// <summary><c>/healthz</c>: the process answers, whatever the database does. <c>/readyz</c>: the database is there and its schema is this
    /// version's, so that pages will work, and nobody asked the process to stop.</summary>
    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = SayAsync }).AllowAnonymous();
        return app;
    }

    private static Task SayAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        // What a check threw stays inside: it names folders and servers.
        var reasons = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => entry.Value.Data.GetValueOrDefault(DiskReady.Reason) as string ?? entry.Key).ToList();
        return context.Response.WriteAsync(reasons.Count == 0 ? $"{report.Status}" : $"{report.Status}: {string.Join(", ", reasons)}");
    }
}

/// <summary>Healthy when the data folder takes another file: what is sent now can be stored.</summary>
public sealed class DiskReady(DataOptions options) : IHealthCheck
{
    /// <summary>Under this name the result says why in one word.</summary>
    public const string Reason = "reason";

    // As much as a few requests write.
    private static readonly byte[] Probe = new byte[256 << 10];

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var file = Path.Combine(options.Folder, $".ready-{Guid.NewGuid():N}.tmp");
        try
        {
            await File.WriteAllBytesAsync(file, Probe, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var reason = StorageTroubles.Of(error) switch { StorageTrouble.Full => "disk-full", StorageTrouble.ReadOnly => "disk-read-only", _ => "disk" };
            return HealthCheckResult.Unhealthy(error.Message, error, new Dictionary<string, object> { [Reason] = reason });
        }
        finally
        {
            // A file that a full disk cut short is there; deleting one that is not there does nothing.
            if (Directory.Exists(options.Folder) && File.Exists(file))
            {
                File.Delete(file);
            }
        }
    }
}

/// <summary>Healthy when the database answers and no migration is missing in it. What it throws counts as unhealthy.</summary>
public sealed class DatabaseReady(Migrator migrator) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var missing = await migrator.MissingAsync(cancellationToken);
        return missing.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"Migrations are missing: {string.Join(", ", missing)}. Restart this version, or run 'migrate'.");
    }
}
