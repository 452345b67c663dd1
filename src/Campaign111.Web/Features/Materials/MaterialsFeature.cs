namespace Campaign111.Features.Materials;

/// <summary>Registers the feature.</summary>
public static class MaterialsFeature
{
    public static IServiceCollection AddMaterials(this IServiceCollection services) => services;
}
