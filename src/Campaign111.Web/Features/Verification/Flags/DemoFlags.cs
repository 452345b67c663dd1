using Campaign111.Platform.Cli;

namespace Campaign111.Features.Verification.Flags;

/// <summary>The questions that the demo's own figures raise on its first day.</summary>
public sealed class DemoFlags(FlagSweep sweep) : IDemoPart
{
    public int Order => 62;

    public async Task LoadAsync(CancellationToken cancel) => await sweep.RunAsync(cancel);
}
