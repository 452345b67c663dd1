namespace Campaign111.Features.Leaflets.Landing;

/// <summary>Brings languages of the landing page that another node, or a person with a file, put into the store: before the first request, then every 15 s.</summary>
public sealed partial class LandingRefresh(LandingTexts texts, TimeProvider time, ILogger<LandingRefresh> log) : BackgroundService
{
    /// <summary>The greatest age of the page on another node.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RefreshAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task RefreshAsync(CancellationToken cancel)
    {
        try
        {
            await texts.RefreshAsync(cancel);
        }
        catch (Exception error) when (TokenTable.IsAway(error) || error is UnauthorizedAccessException)
        {
            LogAway(log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Landing page: its languages could not be read; those that are known stay")]
    private static partial void LogAway(ILogger logger, Exception error);
}
