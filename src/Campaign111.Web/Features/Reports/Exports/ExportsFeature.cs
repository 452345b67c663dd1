using Campaign111.Features.Reports.Exports.Tables;
using Campaign111.Platform.Files;
using Campaign111.Platform.Jobs;

namespace Campaign111.Features.Reports.Exports;

/// <summary>Registers the exports, a part of the feature.</summary>
public static class ExportsFeature
{
    public static IServiceCollection AddReportExports(this IServiceCollection services)
    {
        services.AddSingleton<ExportBook>();
        services.AddSingleton<ExportFolder>();
        services.AddFileArea(ExportFolder.Area);
        services.AddScoped<ExportTables>();
        services.AddScoped<ExportOrders>();
        services.AddScoped<ExportDesk>();
        services.AddScoped<ProgressRows>();
        services.AddScoped<IExportTable, ProgressTable>();
        services.AddScoped<IExportTable, DaysTable>();
        services.AddScoped<IExportTable, EntriesTable>();
        services.AddScoped<IExportTable, HouseholdsTable>();
        services.AddScoped<IExportTable, StockTable>();
        services.AddScoped<IExportTable, ReconciliationTable>();
        services.AddScoped<IExportTable, ActivitiesTable>();
        services.AddScoped<IExportTable, RemindersTable>();
        services.AddScoped<IExportTable, AuditTable>();
        services.AddScoped<IExportFile, MapFile>();
        services.AddScoped<IExportFile, ReportFile>();
        services.AddRecurringJob<ExportJob>(JobSchedule.Every(ExportJob.Name, TimeSpan.FromMinutes(1)) with { AlsoAtStart = true });
        services.AddRecurringJob<OldExportsJob>(JobSchedule.Daily("old-exports", OldExportsJob.At) with { AlsoAtStart = true });
        return services;
    }
}
