using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;

namespace Campaign111.Platform.Files;

/// <summary>Registers the store of uploads and made files.</summary>
public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton(provider => FilesOptions.From(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<DataOptions>()));
        services.AddSingleton<FileAreas>();
        services.AddSingleton<FolderFiles>();
        services.AddSingleton<DatabaseFiles>();
        services.AddSingleton<IFileStore>(provider => provider.GetRequiredService<FilesOptions>().Kind == FilesOptions.InDatabase
            ? provider.GetRequiredService<DatabaseFiles>()
            : provider.GetRequiredService<FolderFiles>());
        services.AddScoped<ICliCommand, FilesCommand>();
        services.AddRecurringJob<UploadSweep>(JobSchedule.Daily("old-uploads", "03:50"));
        return services;
    }

    /// <summary>A feature's area; <see cref="FileAreas"/>.</summary>
    public static IServiceCollection AddFileArea(this IServiceCollection services, string name) => services.AddSingleton(new FileArea(name));
}

/// <summary>Takes away what crashes left of uploads into the database.</summary>
public sealed class UploadSweep(DatabaseFiles files) : IRecurringJob
{
    public Task RunAsync(CancellationToken cancellation) => files.SweepAsync(cancellation);
}
