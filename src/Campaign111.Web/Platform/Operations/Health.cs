using Campaign111.Platform.Data;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Campaign111.Platform.Operations;

/// <summary>Liveness and readiness for whoever restarts or routes (design.md, Contract). Both answer 200 or 503 with one word; they say
/// nothing about the installation to strangers.</summary>
public static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseReady>("database", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
            .AddCheck<StoppingCheck>("stopping", tags: [Ready]);
        return services;
    }

    /// <summary><c>/healthz</c>: the process answers, whatever the database does. <c>/readyz</c>: the database is there and its schema is this
    /// version's, so that pages will work, and nobody asked the process to stop.</summary>
    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
        return app;
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
