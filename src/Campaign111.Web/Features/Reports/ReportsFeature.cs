using Campaign111.Features.Reports.Exports;
using Campaign111.Features.Reports.Rounds;

namespace Campaign111.Features.Reports;

/// <summary>Registers the feature: rounds of reports, and exports.</summary>
public static class ReportsFeature
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddReportRounds().AddReportExports();
}
