using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Hierarchy;

/// <summary>Registers the feature.</summary>
public static class HierarchyFeature
{
    public static IServiceCollection AddHierarchy(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, HierarchyPersonalData>();
        services.AddSingleton<UnitDirectory>();
        services.AddSingleton<UnitSearch>();
        services.AddSingleton<UnitHistory>();
        services.AddSingleton<UnitShapes>();
        services.AddSingleton<UnitSeeding>();
        services.AddSingleton<IStartupStep>(provider => provider.GetRequiredService<UnitSeeding>());
        services.AddSingleton<UnitFileImport>();
        services.AddSingleton<Hamlets>();
        services.AddSingleton<HamletImport>();
        services.AddSingleton<Organisations>();
        services.AddSingleton<OrganisationDirectory>();
        services.AddScoped<UnitPages>();
        services.AddScoped<INavigationSource, UnitNavigation>();
        services.AddScoped<IDemoPart, DemoUnits>();
        services.AddScoped<ICliCommand, ImportCommand>();
        services.AddScoped<IImportKind, UnitsImportKind>();
        return services;
    }
}
