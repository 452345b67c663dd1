namespace Campaign111.Features.Accounts.Guard;

/// <summary>Where the tries for one user name from one source stand.</summary>
/// <param name="Failures">Wrong ones, until a right one or a day without any.</param>
/// <param name="FreeAt">No password is checked before.</param>
/// <param name="TicketAt">The moment at which this lane was promised a check; null: none.</param>
/// <param name="LastAt">When one was last checked.</param>
internal readonly record struct Lane(int Failures, DateTimeOffset FreeAt, DateTimeOffset? TicketAt, DateTimeOffset LastAt);

/// <summary>How fast passwords may be guessed. The rules are pure: a lane and the time go in, what becomes of the try comes out.</summary>
/// <remarks>In one lane (a known device, or one address) five tries are free, then each costs twice the wait of the one before, from 30 seconds to 15 minutes: at
/// most <see cref="MostADayInOneLane"/> a day. All strangers together have twenty, then share one check a minute: at most <see cref="MostADayByStrangers"/> a day for one
/// account, however many addresses they have. A stranger whose turn is taken gets a ticket: at the moment it names his try is checked, so that somebody at a new
/// device waits a quarter of an hour at most while no more than fifteen others queue. A device that knows the account shares nothing with strangers.
/// A refused try changes nothing: asking again and again prolongs no wait.</remarks>
internal static class SignInPace
{
    /// <summary>Wrong tries in one lane before the first wait.</summary>
    public const int FreeTries = 5;

    /// <summary>Wrong tries of all strangers together before they share checks.</summary>
    public const int QuietTries = 20;

    /// <summary>Tickets given out ahead at most.</summary>
    public const int LongestQueue = 15;

    /// <summary>5 free, 5 within the growing waits, then one in 15 minutes.</summary>
    public const int MostADayInOneLane = 106;

    /// <summary>20, then one a minute.</summary>
    public const int MostADayByStrangers = 1461;

    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>Between two checks that strangers share.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromMinutes(1);

    /// <summary>After so long without a try a lane begins anew.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    // A person needs a moment to type again.
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(10);

    /// <summary>The wait after so many wrong tries in one lane.</summary>
    public static TimeSpan WaitAfter(int failures) =>
        failures < FreeTries ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(failures - FreeTries, 10)));

    /// <summary>A lane after a day of silence is a new one.</summary>
    public static Lane Fresh(Lane? lane, DateTimeOffset now) =>
        lane is { } known && now - known.LastAt < Memory ? known : new Lane(0, now - Turn, null, now);

    /// <summary>A try on a device that knows the account: its own lane alone counts.</summary>
    /// <returns>The wait, or null when the password is checked now; and the lane, with the try counted as wrong until it turns out right.</returns>
    public static (TimeSpan? Wait, Lane Lane) OnDevice(Lane lane, DateTimeOffset now) =>
        lane.FreeAt > now ? (lane.FreeAt - now, lane) : (null, Counted(lane, now));

    /// <summary>A stranger's try: his own lane counts, and that of all strangers.</summary>
    public static (TimeSpan? Wait, Lane Lane, Lane Pool) OfStranger(Lane lane, Lane pool, DateTimeOffset now)
    {
        if (lane.FreeAt > now)
        {
            return (lane.FreeAt - now, lane, pool);
        }

        if (pool.Failures < QuietTries || (lane.TicketAt is { } ticket && ticket <= now && now < ticket + TicketLife))
        {
            return (null, Counted(lane, now), pool with { Failures = pool.Failures + 1, LastAt = now });
        }

        if (pool.FreeAt <= now)
        {
            return (null, Counted(lane, now), new Lane(pool.Failures + 1, now + Turn, null, now));
        }

        var wait = pool.FreeAt - now;
        return wait >= LongestQueue * Turn
            ? (LongestQueue * Turn, lane, pool)
            : (wait, lane with { FreeAt = pool.FreeAt, TicketAt = pool.FreeAt }, pool with { FreeAt = pool.FreeAt + Turn });
    }

    // Databases round to milliseconds: what is free is free since before.
    private static Lane Counted(Lane lane, DateTimeOffset now) =>
        new(lane.Failures + 1, WaitAfter(lane.Failures + 1) is { Ticks: > 0 } wait ? now + wait : lane.FreeAt, null, now);
}
