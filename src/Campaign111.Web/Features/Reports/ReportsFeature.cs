using Campaign111.Features.Reports.Exports;
using Campaign111.Features.Reports.Rounds;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Reports;

/// <summary>Registers the feature: rounds of reports, and exports.</summary>
public static class ReportsFeature
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<IPersonalData, ReportsPersonalData>().AddReportRounds().AddReportExports();
}
