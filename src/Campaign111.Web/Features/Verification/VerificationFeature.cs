using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Reminders.Owed;
using Campaign111.Features.Shared;
using Campaign111.Features.Verification.Flags;
using Campaign111.Features.Verification.Rounds;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Verification;

/// <summary>Registers the feature.</summary>
public static class VerificationFeature
{
    public static IServiceCollection AddVerification(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, VerificationPersonalData>();
        services.AddSingleton<SpotCheckQueries>();
        services.AddSingleton<Inspectors>();
        services.AddSingleton<CheckAnswers>();
        services.AddScoped<LotFrames>();
        services.AddScoped<SpotChecks>();
        services.AddScoped<RoundPages>();
        services.AddSingleton<FlagQueries>();
        services.AddSingleton<FlagBook>();
        services.AddScoped<FlagSweep>();
        services.AddRecurringJob<FlagJob>(JobSchedule.Daily("questions", "05:20"));
        services.AddScoped<IDemoPart, DemoFlags>();
        services.AddSingleton<IObligationSource, RecheckObligations>();
        services.AddSingleton<IOwedSource, RecheckObligations>();
        services.AddScoped<INavigationSource, VerificationNavigation>();
        services.AddScoped<IDemoPart, DemoChecks>();
        return services;
    }
}
