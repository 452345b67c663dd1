namespace Campaign111.Platform.Operations;

/// <summary>What one process of an installation does, by the setting <c>Campaign111:Role</c>: all (the default), web (pages; jobs run elsewhere) or jobs (jobs; of pages only health
/// and metrics).</summary>
/// <param name="ServesPages">Answers people.</param>
/// <param name="RunsJobs">Triggers recurring jobs and prints.</param>
public sealed record NodeRole(bool ServesPages, bool RunsJobs)
{
    /// <exception cref="InvalidOperationException">Another word.</exception>
    public static NodeRole From(IConfiguration configuration) => configuration["Campaign111:Role"] switch
    {
        null or "" or "all" => new NodeRole(true, true),
        "web" => new NodeRole(true, false),
        "jobs" => new NodeRole(false, true),
        var other => throw new InvalidOperationException($"Campaign111:Role is '{other}': write all, web or jobs."),
    };
}

/// <summary>A job server answers who watches it, and nobody else: before everything that a feature answers by itself.</summary>
public sealed class WatchedOnly : IStartupFilter
{
    private static readonly string[] Watched = ["/healthz", "/readyz", "/metrics"];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            if (Watched.Contains(context.Request.Path.Value, StringComparer.OrdinalIgnoreCase))
            {
                return rest(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        next(app);
    };
}
