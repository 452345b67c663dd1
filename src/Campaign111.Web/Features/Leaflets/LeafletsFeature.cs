using Campaign111.Features.Leaflets.Landing;
using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;

namespace Campaign111.Features.Leaflets;

/// <summary>Registers the feature.</summary>
public static class LeafletsFeature
{
    public static IServiceCollection AddLeaflets(this IServiceCollection services)
    {
        services.AddSingleton<LeafletAddress>();
        services.AddSingleton(_ => new LeafletDesigns());
        services.AddSingleton<DesignRegister>();
        services.AddSingleton<QrTokens>();
        services.AddSingleton<LeafletPages>();
        services.AddSingleton<LeafletRuns>();
        services.AddSingleton<LeafletPrinter>();
        services.AddSingleton<ILeafletPrinter>(provider => provider.GetRequiredService<LeafletPrinter>());
        services.AddSingleton<ScanCounts>();
        services.AddSingleton<TokenTable>();
        services.AddSingleton<ScanCounter>();
        services.AddSingleton<ScanJournal>();
        services.AddSingleton<ScanStore>();
        services.AddSingleton<LandingTexts>();
        services.AddSingleton<LandingPage>();
        services.AddSingleton<IStartupFilter, LandingEndpoint>();
        services.AddSingleton<ScanFlusher>();
        services.AddHostedService(provider => provider.GetRequiredService<ScanFlusher>());
        services.AddScoped<LeafletDesk>();
        services.AddScoped<INavigationSource, LeafletsNavigation>();
        services.AddScoped<ICliCommand, LeafletsCommand>();
        services.AddScoped<IDemoPart, DemoLeaflets>();
        return services;
    }
}
