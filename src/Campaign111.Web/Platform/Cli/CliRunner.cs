namespace Campaign111.Platform.Cli;

/// <summary>Finds and runs the command named by the first argument. "serve" (the default) is not one: it starts the web server.</summary>
public static class CliRunner
{
    private static readonly string[] Flags = ["dry-run", "send", "mono", "impose", "bleed", "force", "rebuild", "help"];

    /// <summary>True when the arguments ask for the web server.</summary>
    public static bool IsServe(string[] args) =>
        args.Length == 0 || args[0] == "serve" || args[0].StartsWith("--", StringComparison.Ordinal);

    /// <summary>Runs the command and returns the exit code; an error is one line on standard error.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args, CancellationToken cancel = default)
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

            return await command.RunAsync(arguments, Console.Out, cancel);
        }
        catch (Exception error) when (error is CliException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(error.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }
}
