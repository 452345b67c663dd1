namespace Campaign111.Features.Hierarchy;

/// <summary>Registers the feature.</summary>
public static class HierarchyFeature
{
    public static IServiceCollection AddHierarchy(this IServiceCollection services)
    {
        services.AddSingleton<UnitDirectory>();
        services.AddSingleton<UnitSeeding>();
        services.AddScoped<Platform.Cli.IDemoPart, DemoUnits>();
        return services;
    }
}
