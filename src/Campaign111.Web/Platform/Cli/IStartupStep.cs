namespace Campaign111.Platform.Cli;

/// <summary>What a feature needs done at every start, after the migrations and before the first request or command. Safe to repeat, and to
/// run on several nodes at once.</summary>
public interface IStartupStep
{
    Task RunAsync(CancellationToken cancel);
}
