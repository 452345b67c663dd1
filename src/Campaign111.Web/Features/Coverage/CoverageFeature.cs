namespace Campaign111.Features.Coverage;

/// <summary>Registers the feature.</summary>
public static class CoverageFeature
{
    public static IServiceCollection AddCoverage(this IServiceCollection services)
    {
        services.AddSingleton<PlaceBook>();
        services.AddSingleton<CoverageOpening>();
        services.AddSingleton<PlaceTargets>();
        services.AddSingleton<HamletModes>();
        services.AddSingleton<CoverageRecount>();
        services.AddScoped<CoverageIntake>();
        services.AddScoped<CoverageLedger>();
        services.AddScoped<CoverageVoids>();
        services.AddScoped<ICoverageFigures, CoverageFigures>();
        return services;
    }
}
