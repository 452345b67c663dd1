using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Stock;

/// <summary>Registers the feature.</summary>
public static class StockFeature
{
    public static IServiceCollection AddStock(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, StockPersonalData>();
        services.AddSingleton<StockLedger>();
        services.AddSingleton<StockRuns>();
        services.AddSingleton<StockShipments>();
        services.AddSingleton<StockUses>();
        services.AddSingleton<StockCorrections>();
        services.AddSingleton<StockRequests>();
        services.AddSingleton<StockQueries>();
        services.AddSingleton<StockCheck>();
        services.AddSingleton<StockBands>();
        services.AddSingleton<StockNote>();
        services.AddScoped<StockDoors>();
        services.AddScoped<StockDesk>();
        services.AddScoped<StockPages>();
        services.AddScoped<StockForecasts>();
        services.AddScoped<StockReconciliation>();
        services.AddRecurringJob<StockDoorsJob>(JobSchedule.Every("stock-doors", TimeSpan.FromHours(1)));
        services.AddScoped<INavigationSource, StockNavigation>();
        services.AddScoped<IDemoPart, DemoStock>();
        return services;
    }
}
