namespace Campaign111.Platform.Data;

/// <summary>Registers the database and its migrations.</summary>
public static class DataPlatform
{
    public static IServiceCollection AddData(this IServiceCollection services, DataOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<Database>();
        services.AddSingleton<Settings>();
        services.AddSingleton(provider => new Migrator(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<TimeProvider>(),
            Migration.Embedded(typeof(DataPlatform).Assembly)));
        return services;
    }
}
