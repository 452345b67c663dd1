using Campaign111.Features.Shared;

namespace Campaign111.Features.Guide;

/// <summary>Registers the feature: the guided first run, and the guides by role.</summary>
public static class GuideFeature
{
    public static IServiceCollection AddGuide(this IServiceCollection services)
    {
        services.AddScoped<FirstRun>();
        services.AddScoped<FirstRunChoice>();
        services.AddScoped<INavigationSource, GuideNavigation>();
        services.AddScoped<ILayoutSource, HelpLink>();
        return services;
    }
}
