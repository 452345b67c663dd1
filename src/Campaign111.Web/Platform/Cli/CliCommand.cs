namespace Campaign111.Platform.Cli;

/// <summary>A verb of the one executable, e.g. <c>sweep</c>. Features register theirs; each runs in a scope of its own, after the migrations.</summary>
public interface ICliCommand
{
    string Name { get; }

    /// <summary>One line: arguments and what it does.</summary>
    string Usage { get; }

    /// <summary>The schema is brought up to date and the product prepared before it runs. False for those that look at an installation as it is.</summary>
    bool NeedsDatabase => true;

    /// <summary>Runs it and returns the exit code. Writes results to <paramref name="output"/>; throws <see cref="CliException"/> on bad arguments.</summary>
    Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel);
}

/// <summary>A command can't do what was asked. The message is one line that says what to do; exit code 1.</summary>
public sealed class CliException(string message) : Exception(message);

/// <summary>Positional arguments and --options. An option that is not a flag takes the next argument, or what follows "=".</summary>
public sealed class CliArguments
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    public CliArguments(IEnumerable<string> arguments, params string[] flags)
    {
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                Positional.Add(argument);
                continue;
            }

            var parts = argument[2..].Split('=', 2);
            options[parts[0]] = parts.Length == 2 ? parts[1]
                : flags.Contains(parts[0]) ? "true"
                : rest.TryDequeue(out var value) ? value
                : throw new CliException($"--{parts[0]} needs a value.");
        }
    }

    public List<string> Positional { get; } = [];

    public IEnumerable<string> Names => options.Keys;

    public bool Has(string name) => options.ContainsKey(name);

    public string? Get(string name) => options.GetValueOrDefault(name);

    public string Require(string name) => Get(name) ?? throw new CliException($"--{name} is missing.");
}
