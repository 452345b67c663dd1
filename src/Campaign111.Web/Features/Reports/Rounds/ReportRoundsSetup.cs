using Campaign111.Features.Campaigns.Calendar;
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
        services.AddScoped<BoundPicker>();
        services.AddScoped<SystemFigures>();
        services.AddScoped<ReportAccess>();
        services.AddScoped<SheetPages>();
        services.AddScoped<RoundPages>();
        services.AddScoped<RoundExports>();
        services.AddSingleton<IObligationSource, ReportObligations>();
        services.AddScoped<INavigationSource, ReportNavigation>();
        services.AddScoped<IDemoPart, DemoReports>();
        return services;
    }
}
