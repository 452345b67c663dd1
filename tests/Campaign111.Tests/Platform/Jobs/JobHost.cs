using Campaign111.Platform.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Campaign111.Tests.Platform.Jobs;

/// <summary>A running host with nothing but the jobs of one test, under the engine of the package set that was built.</summary>
public sealed class JobHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private JobHost(WebApplication app) => _app = app;

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
        builder.Services.AddJobs(builder.Configuration);
        jobs(builder.Services);
        var app = builder.Build();
        middleware?.Invoke(app);
        app.UseJobs();
        await app.StartAsync();
        return new JobHost(app);
    }

    public async Task<JobStatus> StatusAsync(string name) =>
        (await _app.Services.GetRequiredService<IJobMonitor>().ListAsync()).Single(s => s.Schedule.Name == name);

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
