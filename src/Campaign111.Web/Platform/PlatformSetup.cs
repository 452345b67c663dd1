using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Configuration;
using Campaign111.Platform.Data;
using Campaign111.Platform.Files;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Operations.Backup;
using Campaign111.Platform.Operations.Doctor;
using Campaign111.Platform.Operations.Metrics;
using Campaign111.Platform.Pdf;
using Campaign111.Platform.Privacy;
using Campaign111.Platform.Security;
using Campaign111.Platform.Security.Events;
using Campaign111.Platform.Security.Keys;
using Campaign111.Platform.Security.Proxies;
using Campaign111.Platform.Time;
using Microsoft.Extensions.Logging.Console;

namespace Campaign111.Platform;

/// <summary>Registers what every feature stands on, and prepares the database before the first request or command.</summary>
public static class PlatformSetup
{
    /// <summary>Reads the settings; what is wrong with them is one line on standard error, and false.</summary>
    public static bool Configured(this WebApplicationBuilder builder)
    {
        try
        {
            builder.Configuration.AddSettings();
            return true;
        }
        catch (Exception error) when (Failure.Explain(error) is { } why)
        {
            Console.Error.WriteLine(why.ReplaceLineEndings(" "));
            return false;
        }
    }

    public static WebApplicationBuilder AddPlatform(this WebApplicationBuilder builder, string[] args)
    {
        builder.AddLogs();
        if (!CliRunner.IsServe(args))
        {
            // A command's standard output is its result: scripts read it.
            builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        }

        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            // In code, not in appsettings.json: a file there would win over ASPNETCORE_URLS.
            builder.WebHost.UseUrls("http://localhost:5111");
        }

        builder.Services.AddData(DataOptions.From(builder.Configuration, builder.Environment.ContentRootPath));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ProductMode>();
        builder.Services.AddSingleton<BusinessClock>();
        builder.Services.AddSingleton<WorkingDayBook>();
        builder.Services.AddSingleton<IWorkingDays>(provider => provider.GetRequiredService<WorkingDayBook>());
        builder.Services.AddKeys(builder.Configuration);
        builder.Services.AddProxies(builder.Configuration);
        builder.Services.AddSiteCookies();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddSingleton<IStartupStep, HolidaySeed>();
        builder.Services.AddAudit();
        builder.Services.AddPrivacy();
        builder.Services.AddSecurityEvents();
        builder.Services.AddBackup();
        builder.Services.AddFiles();
        builder.Services.AddDoctor();
        builder.Services.AddMetricsPage(builder.Configuration);
        builder.Services.AddJobs(builder.Configuration);
        builder.Services.AddPdf(builder.Configuration);
        builder.Services.AddScoped<CurrentUser>();
        builder.Services.AddSingleton<DemoState>();
        builder.Services.AddSingleton<DemoTurn>();
        builder.Services.AddSingleton<DemoFiles>();
        builder.Services.AddSingleton<DemoReset>();
        builder.Services.AddScoped<DemoLoader>();
        builder.Services.AddSingleton<DemoKeeper>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<DemoKeeper>());
        builder.Services.AddScoped<ICliCommand, MigrateCommand>();
        builder.Services.AddScoped<ICliCommand, DemoCommand>();
        builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = options.ValidateScopes = true);
        return builder;
    }

    /// <summary>The same for the web server: what hinders the start is one line on standard error, and false.</summary>
    public static async Task<bool> PreparedAsync(this WebApplication app)
    {
        try
        {
            await app.PrepareAsync();
            return true;
        }
        catch (Exception error) when (Failure.Explain(error) is { } why)
        {
            await Console.Error.WriteLineAsync(why.ReplaceLineEndings(" "));
            return false;
        }
    }

    /// <summary>Migrates, decides the mode on the first start, and loads the demo province when it is a demo.</summary>
    public static async Task PrepareAsync(this WebApplication app, CancellationToken cancel = default)
    {
        if (Restores.Problem(app.Services.GetRequiredService<DataOptions>().Folder) is { } problem)
        {
            throw new CliException(problem);
        }

        await app.Services.GetRequiredService<MigrationCopy>().MakeAsync(cancel);
        await app.Services.GetRequiredService<Migrator>().ApplyAsync(cancel);
        await using var scope = app.Services.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<Settings>();
        var mode = await settings.GetAsync(ProductMode.SettingName, cancel);
        if (mode is null)
        {
            mode = app.Configuration.GetValue("Campaign111:Demo", false) ? "demo" : "real";
            await settings.SetAsync(ProductMode.SettingName, mode, cancel);
        }

        app.Services.GetRequiredService<ProductMode>().Set(mode == "demo");
        foreach (var step in scope.ServiceProvider.GetServices<IStartupStep>())
        {
            await step.RunAsync(cancel);
        }

        if (mode == "demo")
        {
            await scope.ServiceProvider.GetRequiredService<DemoLoader>().LoadOnceAsync(cancel);
        }
    }
}
