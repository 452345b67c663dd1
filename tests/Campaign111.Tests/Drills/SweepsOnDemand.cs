using System.Globalization;
using Campaign111.Features.Reminders;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(Campaign111.Tests.Drills.SweepsOnDemand))]

namespace Campaign111.Tests.Drills;

/// <summary>Lets the product's own executable sweep and send day after day without a new start for each: one command more, put in from outside, that reads
/// days from standard input. The work is the product's, as in the jobs: planner, writer, dispatcher.</summary>
public sealed class SweepsOnDemand : IHostingStartup
{
    public const string Command = "drill-sweeps";

    /// <summary>Said before the first day is read.</summary>
    public const string Ready = "ready";

    /// <summary>Said, with the day, when all that was due then has left.</summary>
    public const string Done = "done";

    /// <summary>Environment that gives a process of the product the command.</summary>
    public static IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(SweepsOnDemand).Assembly.Location,
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(SweepsOnDemand).Assembly.GetName().Name!,
        ["CAMPAIGN111_DRILL"] = Command,
    };

    public void Configure(IWebHostBuilder builder)
    {
        // The other drills' hosting startup shares this assembly.
        if (System.Environment.GetEnvironmentVariable("CAMPAIGN111_DRILL") == Command)
        {
            builder.ConfigureServices(services => services.AddScoped<ICliCommand, Loop>());
        }
    }

    private sealed class Loop(IServiceScopeFactory scopes) : ICliCommand
    {
        public string Name => Command;

        public string Usage => "days on standard input";

        public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
        {
            await output.WriteLineAsync(Ready);
            while (await Console.In.ReadLineAsync(cancel) is { Length: > 0 } line)
            {
                await using var scope = scopes.CreateAsyncScope();
                var services = scope.ServiceProvider;
                var day = DateOnly.ParseExact(line, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                var due = await services.GetRequiredService<ReminderPlanner>().DueAsync(day);
                await services.GetRequiredService<ReminderWriter>().WriteAsync(due, day, Actor.System);
                await services.GetRequiredService<Dispatcher>().RunAsync(cancel);
                await output.WriteLineAsync($"{Done} {line}");
            }

            return 0;
        }
    }
}
