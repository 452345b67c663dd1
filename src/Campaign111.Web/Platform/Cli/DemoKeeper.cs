using Campaign111.Platform.Time;

namespace Campaign111.Platform.Cli;

/// <summary>In a running demo: loads it anew after a reset, whoever asked for it, and goes on where a command was killed.</summary>
public sealed partial class DemoKeeper(DemoState state, ProductMode mode, IServiceScopeFactory scopes, ILogger<DemoKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim asked = new(0, 1);

    /// <summary>Why the demo could not be loaded; null while all is well. Shown to who waits.</summary>
    public string? Failure { get; private set; }

    /// <summary>Looks now.</summary>
    public void Wake()
    {
        if (asked.CurrentCount == 0)
        {
            asked.Release();
        }
    }

    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (mode.IsDemo && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await asked.WaitAsync(Look, stoppingToken);
                if (!await state.IsReadyAsync(stoppingToken))
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<DemoLoader>().LoadOnceAsync(stoppingToken);
                }

                Failure = null;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The next start goes on.
                return;
            }
            catch (Exception error)
            {
                // Whatever it was, it is shown and tried again: without this the site would say "please wait" for ever.
                Failure = error.Message;
                LogFailed(log, error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The demo could not be loaded; it is tried again.")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
