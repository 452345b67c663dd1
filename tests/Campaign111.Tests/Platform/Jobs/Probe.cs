using System.Threading.Channels;
using Campaign111.Platform.Jobs;

namespace Campaign111.Tests.Platform.Jobs;

/// <summary>What a test's job does and what it has seen; a singleton of the host, so that runs in different scopes share it.</summary>
public sealed class Probe
{
    private readonly Channel<int> _runs = Channel.CreateUnbounded<int>();
    private int _now;

    public Func<CancellationToken, Task> Body { get; set; } = _ => Task.CompletedTask;

    public int Started { get; private set; }

    public int MostAtOnce { get; private set; }

    public async Task RunAsync(CancellationToken cancellation)
    {
        lock (_runs)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_now);
            _runs.Writer.TryWrite(++Started);
        }

        try
        {
            await Body(cancellation);
        }
        finally
        {
            lock (_runs)
            {
                _now--;
            }
        }
    }

    /// <summary>Waits until that many more runs have started; a TimeoutException after 30 s.</summary>
    public async Task SeeAsync(int runs)
    {
        for (var i = 0; i < runs; i++)
        {
            await _runs.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}

public sealed class ProbeJob(Probe probe) : IRecurringJob
{
    public Task RunAsync(CancellationToken cancellation) => probe.RunAsync(cancellation);
}

public sealed class FailureCount
{
    private int _count;

    public int Value => Volatile.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}

public sealed class FailingJob(FailureCount failures) : IRecurringJob
{
    public Task RunAsync(CancellationToken cancellation)
    {
        failures.Add();
        throw new InvalidOperationException("the paper is out");
    }
}
