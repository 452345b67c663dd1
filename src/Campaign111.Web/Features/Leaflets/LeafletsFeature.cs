using Campaign111.Features.Leaflets.Artwork;
using Campaign111.Features.Leaflets.Check;
using Campaign111.Features.Leaflets.Landing;
using Campaign111.Features.Leaflets.Languages;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Files;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Pdf;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Leaflets;

/// <summary>Registers the feature.</summary>
public static class LeafletsFeature
{
    public static IServiceCollection AddLeaflets(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, LeafletsPersonalData>();
        services.AddSingleton<LeafletAddress>();
        services.AddSingleton(provider => new LeafletDesigns(provider.GetRequiredService<FontLibrary>()));
        services.AddSingleton<DesignReader>();
        services.AddSingleton<DesignLinter>();
        services.AddSingleton<DesignCheckCommand>();
        services.AddSingleton<DesignLanguages>();
        services.AddSingleton<DesignRegister>();
        services.AddSingleton<DesignVault>();
        services.AddFileArea(DesignVault.Area).AddFileArea(PrintFolder.Area).AddFileArea(LandingTexts.Area);
        services.AddSingleton<DesignVersions>();
        services.AddSingleton<DesignDrafts>();
        services.AddSingleton<QrTokens>();
        services.AddSingleton<QrRuns>();
        services.AddSingleton<LeafletPages>();
        services.AddSingleton<LeafletRuns>();
        services.AddSingleton<LeafletPrinter>();
        services.AddSingleton<ILeafletPrinter>(provider => provider.GetRequiredService<LeafletPrinter>());
        services.AddSingleton<LocalLines>();
        services.AddSingleton<PrintUnits>();
        services.AddSingleton<PrintJobs>();
        services.AddSingleton<PrintFolder>();
        services.AddSingleton<PrintPress>();
        services.AddHostedService(provider => provider.GetRequiredService<PrintPress>());
        services.AddRecurringJob<OldPrintsJob>(JobSchedule.Daily("old-prints", OldPrintsJob.At));
        services.AddSingleton<ScanCounts>();
        services.AddSingleton<TokenTable>();
        services.AddSingleton<IForgetsDemo>(provider => provider.GetRequiredService<TokenTable>());
        services.AddSingleton<ScanCounter>();
        services.AddSingleton<ScanJournal>();
        services.AddSingleton<ScanStore>();
        services.AddSingleton<LandingTexts>();
        services.AddHostedService<LandingRefresh>();
        services.AddSingleton<LandingPage>();
        services.AddSingleton<IStartupFilter, LandingEndpoint>();
        services.AddSingleton<ScanFlusher>();
        services.AddSingleton<IForgetsDemo>(provider => provider.GetRequiredService<ScanFlusher>());
        services.AddHostedService(provider => provider.GetRequiredService<ScanFlusher>());
        services.AddSingleton<PdfPages>();
        services.AddScoped<LeafletDesk>();
        services.AddScoped<VersionsDesk>();
        services.AddScoped<PrintDesk>();
        services.AddScoped<INavigationSource, LeafletsNavigation>();
        services.AddScoped<ICliCommand, LeafletsCommand>();
        services.AddScoped<IDemoPart, DemoLeaflets>();
        return services;
    }
}
