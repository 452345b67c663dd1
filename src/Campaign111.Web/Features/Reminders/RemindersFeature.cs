using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Jobs;

namespace Campaign111.Features.Reminders;

/// <summary>Registers the feature.</summary>
public static class RemindersFeature
{
    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Campaign111:Mail");
        services.AddSingleton<IMailSender, SmtpMailSender>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Notices>();
        services.AddSingleton<IDeadLetters, OutboxDeadLetters>();
        services.AddScoped<ReminderPlanner>();
        services.AddScoped<ReminderWriter>();
        services.AddScoped<ReminderQueries>();
        services.AddScoped<ReminderNavigation>();
        services.AddScoped<INavigationSource>(provider => provider.GetRequiredService<ReminderNavigation>());
        services.AddScoped<ILayoutSource>(provider => provider.GetRequiredService<ReminderNavigation>());
        services.AddScoped<DigestReader>();
        services.AddScoped<Dispatcher>();
        services.AddScoped<ICliCommand, SweepCommand>();
        services.AddRecurringJob<SweepJob>(JobSchedule.Daily("sweep", SweepJob.At) with { AlsoAtStart = true });
        services.AddRecurringJob<DispatchJob>(JobSchedule.Every("dispatch", TimeSpan.FromSeconds(30)));
        return services;
    }
}
