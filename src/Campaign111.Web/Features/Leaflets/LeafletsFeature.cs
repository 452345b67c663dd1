namespace Campaign111.Features.Leaflets;

/// <summary>Registers the feature.</summary>
public static class LeafletsFeature
{
    public static IServiceCollection AddLeaflets(this IServiceCollection services) => services;
}
