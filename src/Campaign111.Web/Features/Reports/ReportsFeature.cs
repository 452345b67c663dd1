using Campaign111.Features.Reports.Exports;

namespace Campaign111.Features.Reports;

/// <summary>Registers the feature.</summary>
public static class ReportsFeature
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddReportExports();
}
