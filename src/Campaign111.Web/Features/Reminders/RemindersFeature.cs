using Campaign111.Features.Accounts;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Features.Reminders.Owed;
using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Operations.Doctor;
using Campaign111.Platform.Operations.Metrics;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Reminders;

/// <summary>Registers the feature.</summary>
public static class RemindersFeature
{
    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, RemindersPersonalData>();
        services.AddOptions<MailOptions>().BindConfiguration("Campaign111:Mail");
        services.AddOptions<WebhookOptions>().BindConfiguration("Campaign111:Webhook");
        services.AddOptions<ZaloOptions>().BindConfiguration("Campaign111:Zalo");
        services.AddSingleton<ZaloTokens>();
        services.AddSingleton<IChannel, SmtpChannel>();
        services.AddSingleton<IChannel, WebhookChannel>();
        services.AddSingleton<IChannel, ZaloChannel>();
        services.AddSingleton<ChannelSet>();
        services.AddSingleton<MuteLinks>();
        services.AddSingleton<RestOffers>();
        services.AddSingleton<LadderBook>();
        services.AddSingleton<PreferenceBook>();
        services.AddSingleton<ReminderHistory>();
        services.AddSingleton<OwedHistory>();
        services.AddScoped<OwedPlanner>();
        services.AddSingleton<Acknowledgements>();
        services.AddSingleton<ReminderTexts>();
        services.AddSingleton<DeliveryQueries>();
        services.AddScoped<DigestComposer>();
        services.AddScoped<ReminderReach>();
        services.AddScoped<RemindersPage>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Notices>();
        services.AddSingleton<IDeadLetters, OutboxDeadLetters>();
        services.AddSingleton<IForgetsAccounts, ClosedAccounts>();
        services.AddSingleton<ITellsPeople, AccountNotices>();
        services.AddScoped<ReminderPlanner>();
        services.AddScoped<ReminderWriter>();
        services.AddScoped<ReminderQueries>();
        services.AddScoped<ReminderNavigation>();
        services.AddScoped<INavigationSource>(provider => provider.GetRequiredService<ReminderNavigation>());
        services.AddScoped<ILayoutSource>(provider => provider.GetRequiredService<ReminderNavigation>());
        services.AddScoped<DigestReader>();
        services.AddScoped<Dispatcher>();
        services.AddScoped<ICliCommand, SweepCommand>();
        services.AddScoped<IDoctorCheck, MailCheck>();
        services.AddScoped<IGaugeSource, OutboxGauges>();
        services.AddScoped<IDemoPart, DemoReminders>();
        services.AddRecurringJob<SweepJob>(JobSchedule.Daily("sweep", SweepJob.At) with { AlsoAtStart = true });
        services.AddRecurringJob<DispatchJob>(JobSchedule.Every("dispatch", TimeSpan.FromSeconds(30)));
        return services;
    }
}
