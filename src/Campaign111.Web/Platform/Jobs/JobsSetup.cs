using Campaign111.Platform.Operations;
using Microsoft.Extensions.DependencyInjection.Extensions;
#if PACKAGES_FULL
using Campaign111.Platform.Jobs.Hangfire;
#else
using Campaign111.Platform.Jobs.Quartz;
#endif

namespace Campaign111.Platform.Jobs;

/// <summary>Puts the job engine into the host. Hangfire in the full package set, Quartz in the basic one.</summary>
public static class JobsSetup
{
    /// <summary>How long a stopping process waits for running jobs before it cancels them.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    /// <summary>Registers a feature's job. The order of this call and <see cref="AddJobs"/> does not matter.</summary>
    public static IServiceCollection AddRecurringJob<TJob>(this IServiceCollection services, JobSchedule schedule)
        where TJob : class, IRecurringJob
    {
        services.TryAddScoped<TJob>();
        return services.AddSingleton(new JobRegistration(schedule, typeof(TJob)));
    }

    /// <summary>
    /// Adds the engine. <c>Campaign111:Jobs=off</c> switches it off; <c>Campaign111:Role=web</c> leaves running to other nodes; <c>CAMPAIGN111_SQLSERVER</c> (a connection string) makes it keep its
    /// schedule in SQL Server, shared by all nodes, instead of in memory.
    /// </summary>
    /// <exception cref="InvalidOperationException">Campaign111:Jobs is neither on nor off.</exception>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<JobRegistry>();
        services.AddSingleton<JobLog>();
        services.AddSingleton<JobHistory>();
        services.AddSingleton<IDeadLetters, JobDeadLetters>();
        services.TryAddSingleton<JobRetries>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<IJobMonitor, JobMonitor>();
        services.AddSingleton<JobRequests>();
        var role = NodeRole.From(configuration);
        services.AddSingleton(role);
        if (!role.ServesPages)
        {
            services.AddSingleton<IStartupFilter, WatchedOnly>();
        }

        services.AddHostedService<Draining>();
        // A host gives all its services together 30 s to stop; ours may use 20 of them, behind the time in which the node still answers.
        services.Configure<HostOptions>(o => o.ShutdownTimeout = Draining.Of(configuration) + StopPatience + TimeSpan.FromSeconds(10));
        if (!IsOn(configuration))
        {
            return services.AddSingleton<IJobEngine, NoJobEngine>();
        }

        if (!role.RunsJobs)
        {
            return services.AddSingleton<IJobEngine, WebNodeEngine>();
        }

        services.AddHostedService<JobRequestWatch>();
        services.AddSingleton<ClockWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<ClockWatch>());
#if PACKAGES_FULL
        return services.AddHangfireEngine(configuration["CAMPAIGN111_SQLSERVER"]);
#else
        return services.AddQuartzEngine(configuration["CAMPAIGN111_SQLSERVER"]);
#endif
    }

    /// <summary>Maps the engine's own pages, where it has some: Hangfire's dashboard at <c>/hangfire</c>, for administrators only.</summary>
    public static WebApplication UseJobs(this WebApplication app)
    {
#if PACKAGES_FULL
        if (IsOn(app.Configuration) && NodeRole.From(app.Configuration).RunsJobs)
        {
            app.MapJobDashboard();
        }
#endif
        return app;
    }

    private static bool IsOn(IConfiguration configuration) => configuration["Campaign111:Jobs"] switch
    {
        null or "" or "on" => true,
        "off" => false,
        var other => throw new InvalidOperationException($"Campaign111:Jobs is '{other}': write on or off."),
    };
}
