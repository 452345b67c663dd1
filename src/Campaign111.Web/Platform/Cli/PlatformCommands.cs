using Campaign111.Platform.Audit;
using Campaign111.Platform.Time;

namespace Campaign111.Platform.Cli;

/// <summary>Brings the schema up to date. Every command does so before it runs; this one does nothing else.</summary>
public sealed class MigrateCommand : ICliCommand
{
    public string Name => "migrate";

    public string Usage => "  bring the database's schema up to date";

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        await output.WriteLineAsync("The schema is up to date.");
        return 0;
    }
}

/// <summary>Loads the demo province into an installation that was made as a demo; with <c>--reset</c> puts it back as new.</summary>
public sealed class DemoCommand(DemoLoader loader, DemoReset reset, ProductMode mode) : ICliCommand
{
    public string Name => "demo";

    public string Usage => "[--reset]  load the demo province (only into an installation whose first start was in demo mode); --reset: everything entered since goes, also while the server runs";

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        if (!mode.IsDemo)
        {
            throw new CliException("This installation holds real data: the demo goes into one of its own (another CAMPAIGN111_DATA with Campaign111__Demo=true).");
        }

        // Interrupted ones were gone on with before this command began.
        if (arguments.Has("reset") && !await reset.EmptyAsync(Actor.CommandLine, cancel))
        {
            await output.WriteLineAsync("Somebody else is putting the demo back; waiting for the end.");
        }

        await loader.LoadOnceAsync(cancel);
        await output.WriteLineAsync(arguments.Has("reset") ? "The demo province is as new." : "The demo province is loaded.");
        return 0;
    }
}
