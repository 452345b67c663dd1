using Campaign111.Platform.Cli;

namespace Campaign111.Features.Hierarchy;

/// <summary>The demo stands on the official units of the whole country.</summary>
public sealed class DemoUnits(UnitSeeding seeding) : IDemoPart
{
    public int Order => 10;

    public Task LoadAsync(CancellationToken cancel) => seeding.EnsureAsync(cancel);
}
