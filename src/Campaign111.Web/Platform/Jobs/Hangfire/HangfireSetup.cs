using Hangfire;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;

namespace Campaign111.Platform.Jobs.Hangfire;

/// <summary>Hangfire for the full package set, and its dashboard.</summary>
public static class HangfireSetup
{
    // Hangfire looks for due jobs at this interval: jobs that run every few seconds need it short. In SQL Server a look is a query.
    private static readonly TimeSpan InMemoryPolling = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SqlServerPolling = TimeSpan.FromSeconds(5);

    /// <param name="services">The host's services.</param>
    /// <param name="sqlServer">
    /// Connection string of SQL Server, where schedule and history are then kept and shared by all nodes (schema HangFire, created at start
    /// when missing); null keeps them in memory.
    /// </param>
    public static IServiceCollection AddHangfireEngine(this IServiceCollection services, string? sqlServer)
    {
        var inMemory = string.IsNullOrWhiteSpace(sqlServer);

        // Registered before AddHangfire, which would otherwise take storage and filters from statics that several hosts in a process share.
        services.AddSingleton<JobStorage>(_ => inMemory ? new InMemoryStorage() : OpenSqlServer(sqlServer!));
        services.AddSingleton<IJobFilterProvider>(_ => new JobFilterProviderCollection(new JobFilterAttributeFilterProvider()));
        services.AddHangfire(o => o.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        services.AddSingleton<HangfireEngine>();
        services.AddSingleton<IJobEngine>(p => p.GetRequiredService<HangfireEngine>());
        services.AddHostedService(p => p.GetRequiredService<HangfireEngine>());
        services.AddHangfireServer(o =>
        {
            o.WorkerCount = 10;
            o.SchedulePollingInterval = inMemory ? InMemoryPolling : SqlServerPolling;

            // Running jobs keep their token uncancelled for StopTimeout; ShutdownTimeout then bounds the whole stop.
            o.StopTimeout = JobsSetup.StopPatience;
            o.ShutdownTimeout = JobsSetup.StopPatience + TimeSpan.FromSeconds(5);
        });
        return services;
    }

    /// <summary>The dashboard at <c>/hangfire</c>: 401 to the signed-out, 403 to everybody who is no administrator.</summary>
    public static void MapJobDashboard(this WebApplication app) => app.MapHangfireDashboard("/hangfire", new DashboardOptions
    {
        Authorization = [],
        AsyncAuthorization = [new AdministratorsOnly()],
        AppPath = "/",
        DashboardTitle = "Campaign 111",
    });

    private static SqlServerStorage OpenSqlServer(string connection) => new(
        () => new SqlConnection(connection),
        new SqlServerStorageOptions { PrepareSchemaIfNecessary = true, TryAutoDetectSchemaDependentOptions = true });
}
