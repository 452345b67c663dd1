using Campaign111.Platform.Cli;

namespace Campaign111.Platform.Privacy;

/// <summary>Export and erasure of people's data, over the tables that features name.</summary>
public static class PrivacySetup
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, PlatformPersonalData>();
        services.AddSingleton<PersonalErasure>();
        services.AddSingleton<PersonalExport>();
        services.AddScoped<ICliCommand, CompactCommand>();
        return services;
    }
}
