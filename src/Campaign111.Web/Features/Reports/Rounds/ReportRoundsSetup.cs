using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Reminders.Owed;
using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Registers the rounds of reports.</summary>
public static class ReportRoundsSetup
{
    public static IServiceCollection AddReportRounds(this IServiceCollection services)
    {
        services.AddSingleton<FormBook>();
        services.AddSingleton<RoundBook>();
        services.AddSingleton<RoundQueries>();
        services.AddSingleton<SheetDesk>();
        services.AddSingleton<ReportNames>();
        services.AddSingleton<RoundExports>();
        services.AddScoped<BoundPicker>();
        services.AddScoped<SystemFigures>();
        services.AddScoped<ReportAccess>();
        services.AddScoped<NewRounds>();
        services.AddScoped<SheetPages>();
        services.AddScoped<RoundPages>();
        services.AddSingleton<IObligationSource, ReportObligations>();
        services.AddSingleton<IOwedSource, ReportObligations>();
        services.AddScoped<INavigationSource, ReportNavigation>();
        services.AddScoped<IDemoPart, DemoReports>();
        return services;
    }
}
