using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Files;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Campaigns;

/// <summary>Registers the feature.</summary>
public static class CampaignsFeature
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, CampaignsPersonalData>();
        services.AddSingleton<CampaignDirectory>();
        services.AddSingleton<ICampaignDirectory>(provider => provider.GetRequiredService<CampaignDirectory>());
        services.AddSingleton<IForgetsDemo>(provider => provider.GetRequiredService<CampaignDirectory>());
        services.AddSingleton<CampaignService>();
        services.AddSingleton<DispatchService>();
        services.AddSingleton<CampaignFounding>();
        services.AddSingleton<DeadlineService>();
        services.AddSingleton<TaskService>();
        services.AddSingleton<DispatchQueries>();
        services.AddSingleton<DispatchFiles>();
        services.AddFileArea(DispatchFiles.Area);
        services.AddScoped<CampaignAccess>();
        services.AddScoped<CampaignPageBuilder>();
        services.AddScoped<DispatchDesk>();
        services.AddScoped<INavigationSource, CampaignNavigation>();
        services.AddScoped<IDemoPart, DemoCampaign>();
        return services.AddObligationCalendar();
    }
}
