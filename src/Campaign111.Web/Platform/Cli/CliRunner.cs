namespace Campaign111.Platform.Cli;

/// <summary>Finds and runs the command named by the first argument. "serve" (the default) is not one: it starts the web server.</summary>
public static class CliRunner
{
    private static readonly string[] Flags = ["dry-run", "send", "mono", "impose", "bleed", "force", "rebuild", "reset", "remove", "help"];

    /// <summary>True when the arguments ask for the web server.</summary>
    public static bool IsServe(string[] args) =>
        args.Length == 0 || args[0] == "serve" || args[0].StartsWith("--", StringComparison.Ordinal);

    /// <summary>Runs the command and returns the exit code; an error is one line on standard error.</summary>
    /// <param name="services">The product's.</param>
    /// <param name="args">Command and arguments.</param>
    /// <param name="prepare">Brings the database up to date, for commands that need it; null when that has been done.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<int> RunAsync(
        IServiceProvider services, string[] args, Func<CancellationToken, Task>? prepare = null, CancellationToken cancel = default)
    {
        await using var scope = services.CreateAsyncScope();
        var commands = scope.ServiceProvider.GetServices<ICliCommand>().OrderBy(command => command.Name, StringComparer.Ordinal).ToList();
        var command = commands.Find(candidate => candidate.Name == args[0]);
        if (command is null)
        {
            await Console.Error.WriteLineAsync($"Unknown command '{args[0]}'. Commands: serve, {string.Join(", ", commands.Select(known => known.Name))}.");
            return 2;
        }

        try
        {
            var arguments = new CliArguments(args.Skip(1), Flags);
            if (arguments.Has("help"))
            {
                await Console.Out.WriteLineAsync($"{command.Name} {command.Usage}");
                return 0;
            }

            if (command.NeedsDatabase && prepare is not null)
            {
                await prepare(cancel);
            }

            return await command.RunAsync(arguments, Console.Out, cancel);
        }
        catch (Exception error) when (Failure.Explain(error) is { } why)
        {
            await Console.Error.WriteLineAsync(why.ReplaceLineEndings(" "));
            return 1;
        }
    }
}
