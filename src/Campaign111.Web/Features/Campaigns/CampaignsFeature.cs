namespace Campaign111.Features.Campaigns;

/// <summary>Registers the feature.</summary>
public static class CampaignsFeature
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services) => services
        .AddSingleton<ICampaignDirectory, CampaignDirectory>();
}
