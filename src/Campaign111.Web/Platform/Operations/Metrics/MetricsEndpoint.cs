using System.Security.Cryptography;
using System.Text;
using Campaign111.Platform.Data;
using Prometheus;

namespace Campaign111.Platform.Operations.Metrics;

/// <summary>
/// <c>GET /metrics</c> in the text format of Prometheus, for whoever has the token (<c>Campaign111:Metrics:Token</c>; without it the address does not exist). Besides the
/// numbers of the features: requests by route and code, Kestrel's connections, and the process, from .NET's own meters.
/// </summary>
public static class MetricsEndpoint
{
    private const string TextFormat = "text/plain; version=0.0.4; charset=utf-8";
    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    public static IServiceCollection AddMetricsPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => Prometheus.Metrics.NewCustomRegistry());
        services.AddScoped<IGaugeSource, PlatformGauges>();
        if (Token(configuration) is not null)
        {
            services.AddHostedService<MeterListening>();
        }

        return services;
    }

    public static WebApplication MapMetrics(this WebApplication app)
    {
        if (Token(app.Configuration) is { } token)
        {
            app.MapGet("/metrics", (HttpContext http) => AnswerAsync(http, token)).AllowAnonymous().DisableHttpMetrics().ExcludeFromDescription();
        }

        return app;
    }

    private static string? Token(IConfiguration configuration) => configuration["Campaign111:Metrics:Token"] is { Length: > 0 } set ? set : null;

    private static async Task AnswerAsync(HttpContext http, string token)
    {
        if (!Same(http.Request.Headers.Authorization.ToString(), $"Bearer {token}"))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        var registry = http.RequestServices.GetRequiredService<CollectorRegistry>();
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        var sources = http.RequestServices.GetServices<IGaugeSource>();
        await http.RequestServices.GetRequiredService<Database>().ReadAsync(
            async session =>
            {
                foreach (var source in sources)
                {
                    foreach (var gauge in await source.ReadAsync(session))
                    {
                        factory.CreateGauge(gauge.Name, gauge.Help).Set(gauge.Value);
                    }
                }

                return true;
            },
            http.RequestAborted);
        http.Response.ContentType = TextFormat;
        await registry.CollectAndExportAsTextAsync(http.Response.Body, http.RequestAborted);
    }

    private static bool Same(string given, string wanted) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(wanted)));

    /// <summary>Listens to .NET's meters while the server runs.</summary>
    private sealed class MeterListening(CollectorRegistry registry) : IHostedService
    {
        private IDisposable? listening;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            // Without the factory the adapter writes into the library's registry of the whole process, whatever Registry says.
            listening = MeterAdapter.StartListening(new MeterAdapterOptions
            {
                Registry = registry,
                MetricFactory = Prometheus.Metrics.WithCustomRegistry(registry),
                InstrumentFilterPredicate = instrument => Meters.Contains(instrument.Meter.Name),
            });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            listening?.Dispose();
            return Task.CompletedTask;
        }
    }
}
