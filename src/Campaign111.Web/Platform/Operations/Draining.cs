using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Campaign111.Platform.Operations;

/// <summary>
/// A restart that nobody notices: asked to stop (SIGTERM), a node says "not ready" at <c>/readyz</c> and goes on answering for <c>Campaign111:DrainSeconds</c>, so that whoever
/// distributes requests sends the next ones elsewhere; then it stops listening and ends what is under way.
/// </summary>
public sealed partial class Draining(IConfiguration configuration, TimeProvider time, ILogger<Draining> log) : IHostedLifecycleService
{
    private const int LongestSeconds = 600;

    /// <summary>0 unless set: a node alone has nobody to send requests to.</summary>
    /// <exception cref="InvalidOperationException">No whole number from 0 to 600.</exception>
    public static TimeSpan Of(IConfiguration configuration) => configuration["Campaign111:DrainSeconds"] is not { Length: > 0 } text ? TimeSpan.Zero
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestSeconds ? TimeSpan.FromSeconds(seconds)
        : throw new InvalidOperationException($"Campaign111:DrainSeconds is '{text}': write whole seconds, 0 to {LongestSeconds}.");

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs before the web server stops listening.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (Of(configuration) is var wait && wait > TimeSpan.Zero)
        {
            LogDraining(log, wait.TotalSeconds);
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: not ready any more, answering for {Seconds} s")]
    private static partial void LogDraining(ILogger log, double seconds);
}

/// <summary>Not ready once the process was asked to stop.</summary>
public sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("Stopping.") : HealthCheckResult.Healthy());
}
