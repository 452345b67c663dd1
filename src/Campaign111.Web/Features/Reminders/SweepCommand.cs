using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>sweep: writes the day's reminders, or with --dry-run prints who would get one and why.</summary>
public sealed class SweepCommand(ReminderPlanner planner, ReminderWriter writer, Dispatcher dispatcher, BusinessClock clock, ProductMode mode) : ICliCommand
{
    public string Name => "sweep";

    public string Usage => "[--now 2020-09-01T07:30:00+07:00] [--dry-run] [--send]  find the units that lag and write their reminders; --dry-run only prints them; --send also delivers what waits";

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        var dryRun = arguments.Has("dry-run");
        var today = await TodayAsync(arguments.Get("now"), dryRun, cancel);
        var due = await planner.DueAsync(today);
        if (!dryRun)
        {
            await output.WriteLineAsync($"{await writer.WriteAsync(due, today, Actor.CommandLine)} reminders written.");
            if (arguments.Has("send"))
            {
                await output.WriteLineAsync($"{await dispatcher.RunAsync(cancel)} messages delivered.");
            }

            return 0;
        }

        foreach (var reminder in due)
        {
            var recipients = reminder.Recipients.Count == 0 ? "-" : string.Join(",", reminder.Recipients.Select(person => person.UserName));
            var reason = $"{Digest.Reason(reminder.Facts, today)}; {Digest.Standing(reminder.Facts)}";
            await output.WriteLineAsync(string.Join('\t', reminder.Unit.Code, reminder.Unit.FullName, reminder.Code, recipients, reason));
        }

        return 0;
    }

    private async Task<DateOnly> TodayAsync(string? now, bool dryRun, CancellationToken cancel)
    {
        if (now is null)
        {
            return await clock.TodayAsync(cancel);
        }

        if (!dryRun && !mode.IsDemo)
        {
            throw new CliException("--now without --dry-run works in the demo only: a real campaign's reminders follow the real day.");
        }

        // Without an offset it is a time in Vietnam, whatever the machine's zone.
        if (!DateTime.TryParse(now, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            throw new CliException($"--now '{now}' is no time: write it like 2020-09-01T07:30:00+07:00.");
        }

        return time.Kind == DateTimeKind.Unspecified ? DateOnly.FromDateTime(time) : VietnamTime.Day(new DateTimeOffset(time));
    }
}
