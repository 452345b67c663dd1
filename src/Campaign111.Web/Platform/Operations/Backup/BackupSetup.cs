using Campaign111.Platform.Cli;

namespace Campaign111.Platform.Operations.Backup;

/// <summary>Backup and restore.</summary>
public static class BackupSetup
{
    public static IServiceCollection AddBackup(this IServiceCollection services)
    {
        services.AddSingleton<Backups>();
        services.AddSingleton<MigrationCopy>();
        services.AddScoped<ICliCommand, BackupCommand>();
        services.AddScoped<ICliCommand, RestoreCommand>();
        return services;
    }
}
