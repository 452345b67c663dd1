using Campaign111.Features.Dashboards.Compare;
using Campaign111.Features.Dashboards.Jobs;
using Campaign111.Features.Dashboards.Public;
using Campaign111.Features.Shared;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Dashboards;

/// <summary>Registers the feature: where each unit stands, the first page, and the demo's day.</summary>
public static class DashboardsFeature
{
    public static IServiceCollection AddDashboards(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, DashboardsPersonalData>();
        services.AddScoped<DashboardQueries>();
        services.AddScoped<DashboardUnits>();
        services.AddScoped<BoardReader>();
        services.AddScoped<BesideReader>();
        services.AddSingleton<BesideCache>();
        services.AddSingleton<MapSheets>();
        services.AddSingleton<ChildMap>();
        services.AddPublicPages();
        services.AddScoped<CompareQueries>();
        services.AddScoped<HomeFinder>();
        services.AddSingleton<DemoDay>();
        services.AddScoped<INavigationSource, DashboardNavigation>();
        services.AddScoped<ILayoutSource, DemoDayLink>();
        services.AddScoped<INavigationSource, JobsNavigation>();
        return services;
    }
}
