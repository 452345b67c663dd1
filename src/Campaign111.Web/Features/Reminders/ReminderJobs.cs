using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>07:30 in Vietnam, every day: finds who lags and writes their reminders. Also at the start of a process, for a morning that it
/// slept through; never before 07:30, so that nobody is reminded at night. Not in the demo, whose day stands still: there somebody sends.</summary>
public sealed class SweepJob(ReminderPlanner planner, ReminderWriter writer, BusinessClock clock, ProductMode mode, TimeProvider time) : IRecurringJob
{
    public const string At = "07:30";

    private static readonly TimeOnly Earliest = TimeOnly.ParseExact(At, "HH:mm", CultureInfo.InvariantCulture);

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (mode.IsDemo || TimeOnly.FromDateTime(VietnamTime.Local(time.GetUtcNow()).DateTime) < Earliest)
        {
            return;
        }

        var today = await clock.TodayAsync(cancellation);
        await writer.WriteAsync(await planner.DueAsync(today), today, Actor.System);
    }
}

/// <summary>Every half minute: sends what waits in the outbox.</summary>
public sealed class DispatchJob(Dispatcher dispatcher) : IRecurringJob
{
    public Task RunAsync(CancellationToken cancellation) => dispatcher.RunAsync(cancellation);
}
