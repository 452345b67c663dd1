using Campaign111.Features.Materials.Activities;
using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Files;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Materials;

/// <summary>Registers the feature.</summary>
public static class MaterialsFeature
{
    public static IServiceCollection AddMaterials(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, MaterialsPersonalData>();
        services.AddSingleton<MaterialVault>();
        services.AddFileArea(MaterialVault.Area);
        services.AddSingleton<MaterialMaker>();
        services.AddSingleton<MaterialPublisher>();
        services.AddSingleton<MaterialQueries>();
        services.AddSingleton<MaterialDownloads>();
        services.AddSingleton<MaterialNews>();
        services.AddSingleton<PdfFirstPage>();
        services.AddSingleton<MaterialPreviews>();
        services.AddSingleton<PressKit>();
        services.AddSingleton<MaterialUploads>();
        services.AddScoped<PressLog>();
        services.AddScoped<PublishingScope>();
        services.AddScoped<INavigationSource, MaterialsNavigation>();
        services.AddScoped<IDemoPart, DemoMaterials>();
        services.AddSingleton<ActivityLog>();
        services.AddScoped<IDemoPart, DemoActivities>();
        return services;
    }
}
