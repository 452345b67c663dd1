using Campaign111.Platform.Audit;
using Campaign111.Platform.Jobs;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Campaign111.Tests.Platform.Jobs;

/// <summary>A running host with nothing but the jobs of one test, under the engine of the package set that was built.</summary>
public sealed class JobHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestDatabase _database;

    private JobHost(WebApplication app, TestDatabase database) => (_app, _database) = (app, database);

    public IServiceProvider Services => _app.Services;

    public IJobEngine Engine => _app.Services.GetRequiredService<IJobEngine>();

    public string Url => _app.Urls.Single();

    public static async Task<JobHost> StartAsync(
        Action<IServiceCollection> jobs, string setting = "on", Action<WebApplication>? middleware = null)
    {
        var builder = WebApplication.CreateBuilder(["--environment=Testing"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Campaign111:Jobs"] = setting;
        builder.Configuration["CAMPAIGN111_SQLSERVER"] = null;
        var database = await TestDatabase.CreateAsync("sqlite");
        builder.Services.AddSingleton(database.Database).AddSingleton<AuditLog>();
        builder.Services.AddJobs(builder.Configuration);
        jobs(builder.Services);
        var app = builder.Build();
        middleware?.Invoke(app);
        app.UseJobs();
        await app.StartAsync();
        return new JobHost(app, database);
    }

    public async Task<JobStatus> StatusAsync(string name) =>
        (await _app.Services.GetRequiredService<IJobMonitor>().ListAsync()).Single(s => s.Schedule.Name == name);

    /// <summary>What the database knows of a job once that is so; a TimeoutException after 30 s.</summary>
    public async Task<JobState> SettledAsync(string name, Func<JobState, bool> settled)
    {
        for (var wait = 0; wait < 300; wait++)
        {
            if ((await StatusAsync(name)).State is { } state && settled(state))
            {
                return state;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"Job {name} did not settle.");
    }

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync() => _app.Services.GetRequiredService<IDeadLetters>().PageAsync(null, 10);

    /// <summary>The only dead letter, once there is one; a TimeoutException after 30 s.</summary>
    public async Task<DeadLetter> BuriedAsync()
    {
        for (var wait = 0; wait < 300; wait++)
        {
            if (await DeadLettersAsync() is [var dead])
            {
                return dead;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("No dead letter came.");
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
