namespace Campaign111.Features.Coverage;

/// <summary>Registers the feature.</summary>
public static class CoverageFeature
{
    public static IServiceCollection AddCoverage(this IServiceCollection services) => services;
}
