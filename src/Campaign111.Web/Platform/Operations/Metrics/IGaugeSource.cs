using Campaign111.Platform.Data;

namespace Campaign111.Platform.Operations.Metrics;

/// <summary>One number for the monitoring.</summary>
/// <param name="Name">In the form of Prometheus: campaign111_outbox_waiting.</param>
/// <param name="Help">What it counts, with its unit.</param>
/// <param name="Value">Now.</param>
public sealed record Gauge(string Name, string Help, double Value);

/// <summary>A feature's numbers for <c>/metrics</c>. Asked at each scrape: at most a few quick queries.</summary>
public interface IGaugeSource
{
    Task<IReadOnlyList<Gauge>> ReadAsync(DbSession session);
}
