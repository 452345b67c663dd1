using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Dashboards;

/// <summary>Moves the demo's supposed day, which pace, reminders and deadlines follow (design.md, Two clocks).</summary>
public sealed class DemoDay(Database database, BusinessClock clock, AuditLog audit)
{
    /// <summary>The days a demo may stand at: around the campaigns that it shows, and the tree of 2025.</summary>
    public static readonly DateOnly First = new(2019, 1, 1);

    public static readonly DateOnly Last = new(2030, 12, 31);

    /// <summary>Sets the day and leaves an audit event.</summary>
    /// <exception cref="InvalidOperationException">The installation is no demo.</exception>
    public async Task MoveAsync(Actor actor, DateOnly day)
    {
        var before = await clock.PinnedAsync();
        await database.WriteAsync(async session =>
        {
            await clock.PinAsync(session, day);
            await audit.RecordAsync(session, actor, new AuditEntry("demo.day", "setting", "demo.business-day") { Before = Iso(before), After = Iso(day) });
        });
        clock.Forget();
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
