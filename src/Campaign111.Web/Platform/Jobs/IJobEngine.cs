namespace Campaign111.Platform.Jobs;

/// <summary>
/// Triggers the recurring jobs that features registered, and nothing else: what is due, retried or already done is the features' own
/// business and the same under every engine.
/// </summary>
public interface IJobEngine
{
    /// <summary>The engine's name, for pages and logs: "Hangfire", "Quartz", "off".</summary>
    string Name { get; }

    /// <summary>Asks for one run now, beside the schedule. Returns when the request is taken, not when the run is over.</summary>
    /// <exception cref="ArgumentException">No job has that name.</exception>
    Task TriggerAsync(string name, CancellationToken cancellation = default);

    /// <summary>Asks for one run at an instant, beside the schedule: a failed run is tried again. An engine that is off takes no notice.</summary>
    /// <exception cref="ArgumentException">No job has that name.</exception>
    Task TriggerAtAsync(string name, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>Works the schedule out anew from now on: the clock was set back, and an engine would otherwise wait until the old time comes again.</summary>
    Task RescheduleAsync(CancellationToken cancellation = default);

    /// <summary>When the engine will run the job next, in UTC; null when it will not.</summary>
    /// <exception cref="ArgumentException">No job has that name.</exception>
    Task<DateTimeOffset?> NextRunAsync(string name, CancellationToken cancellation = default);
}
