using System.Globalization;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Time;

/// <summary>The clock that pace, reminders and deadlines follow. It is the real one, except in the demo, where it stands at a day that
/// the demo's users choose (design.md, Two clocks). Cookies, tokens, leases and the audit trail use <see cref="TimeProvider"/>.</summary>
public sealed class BusinessClock(TimeProvider time, Settings settings, ProductMode mode)
{
    private const string SettingName = "demo.business-day";
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(10);
    private DateOnly? pinned;
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    /// <summary>The business instant: in the demo, the pinned day with the real time of day.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancel = default)
    {
        var real = time.GetUtcNow();
        return await PinnedAsync(cancel) is { } day
            ? VietnamTime.At(day, TimeOnly.FromTimeSpan(VietnamTime.Local(real).TimeOfDay))
            : real;
    }

    /// <summary>The business day in Vietnam.</summary>
    public async Task<DateOnly> TodayAsync(CancellationToken cancel = default) =>
        await PinnedAsync(cancel) ?? VietnamTime.Day(time.GetUtcNow());

    /// <summary>The demo's supposed day, or null when the clock is the real one.</summary>
    public async Task<DateOnly?> PinnedAsync(CancellationToken cancel = default)
    {
        if (!mode.IsDemo)
        {
            return null;
        }

        // Read again now and then: another node may have moved the day.
        if (time.GetUtcNow() - readAt > Refresh)
        {
            var text = await settings.GetAsync(SettingName, cancel);
            pinned = text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            readAt = time.GetUtcNow();
        }

        return pinned;
    }

    /// <summary>Moves the demo's day. Call <see cref="Forget"/> after the commit.</summary>
    /// <exception cref="InvalidOperationException">The installation is no demo.</exception>
    public async Task PinAsync(DbSession session, DateOnly day)
    {
        if (!mode.IsDemo)
        {
            throw new InvalidOperationException("Only the demo's clock can be set.");
        }

        await Settings.SetAsync(session, SettingName, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>Reads the day anew at the next question.</summary>
    public void Forget() => readAt = DateTimeOffset.MinValue;
}
