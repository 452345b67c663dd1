using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Campaigns;

/// <summary>Registers the feature.</summary>
public static class CampaignsFeature
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, CampaignsPersonalData>();
        services.AddSingleton<ICampaignDirectory, CampaignDirectory>();
        services.AddSingleton<CampaignService>();
        services.AddSingleton<DispatchService>();
        services.AddSingleton<DeadlineService>();
        services.AddSingleton<TaskService>();
        services.AddSingleton<DispatchQueries>();
        services.AddSingleton<DispatchFiles>();
        services.AddScoped<CampaignAccess>();
        services.AddScoped<CampaignPageBuilder>();
        services.AddScoped<DispatchDesk>();
        services.AddScoped<INavigationSource, CampaignNavigation>();
        services.AddScoped<IDemoPart, DemoCampaign>();
        return services.AddObligationCalendar();
    }
}
