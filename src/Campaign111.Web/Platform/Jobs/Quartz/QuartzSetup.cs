using Microsoft.Data.SqlClient;
using Quartz;

namespace Campaign111.Platform.Jobs.Quartz;

/// <summary>Quartz for the basic package set.</summary>
public static class QuartzSetup
{
    /// <param name="services">The host's services.</param>
    /// <param name="sqlServer">
    /// Connection string of SQL Server, where the schedule is then kept and shared by clustered nodes (tables QRTZ_*, created at start when
    /// missing); null keeps it in memory.
    /// </param>
    public static IServiceCollection AddQuartzEngine(this IServiceCollection services, string? sqlServer)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "campaign111";
                o.GenerateInstanceId = true;
            });
            quartz.UseDefaultThreadPool(10);
            if (string.IsNullOrWhiteSpace(sqlServer))
            {
                quartz.UseInMemoryStore();
            }
            else
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UseSqlServer(SqlClientFactory.Instance, sqlServer);
                    store.UseClustering();
                    store.ProvisionSchema();
                });
            }
        });
        services.AddSingleton<QuartzEngine>();
        services.AddSingleton<IJobEngine>(p => p.GetRequiredService<QuartzEngine>());
        return services.AddHostedService(p => p.GetRequiredService<QuartzEngine>());
    }
}
