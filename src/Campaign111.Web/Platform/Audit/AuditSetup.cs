using Campaign111.Platform.Audit.Seals;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Jobs;

namespace Campaign111.Platform.Audit;

/// <summary>The trail, its seals, and what looks after them.</summary>
public static class AuditSetup
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<AuditAnchors>();
        services.AddSingleton<AuditSealer>();
        services.AddSingleton<AuditVerifier>();
        services.AddScoped<ICliCommand, AuditCommand>();
        services.AddRecurringJob<AuditSealJob>(JobSchedule.Every("audit-seal", TimeSpan.FromMinutes(1)));
        services.AddRecurringJob<AuditRetention>(JobSchedule.Daily("audit-retention", "03:40"));
        return services;
    }
}
