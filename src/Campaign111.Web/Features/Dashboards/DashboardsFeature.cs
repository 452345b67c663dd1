namespace Campaign111.Features.Dashboards;

/// <summary>Registers the feature.</summary>
public static class DashboardsFeature
{
    public static IServiceCollection AddDashboards(this IServiceCollection services) => services;
}
