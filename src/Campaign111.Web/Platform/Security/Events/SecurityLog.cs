namespace Campaign111.Platform.Security.Events;

/// <summary>Where an event is counted.</summary>
/// <param name="Hour">Beginning of the hour.</param>
/// <param name="Kind">One of <see cref="SecurityKind"/>.</param>
/// <param name="Account">The account, or 0.</param>
/// <param name="Route">Method and route.</param>
public sealed record SecurityCell(DateTimeOffset Hour, string Kind, long Account, string Route);

/// <summary>How often it happened since the last writing.</summary>
public sealed record SecurityCount(long Times, DateTimeOffset First, DateTimeOffset Last, string Request);

/// <summary>Notes what happens at the gate: a line in the category Campaign111.Security, and a count that <see cref="SecurityWriter"/> takes to the database. Neither
/// address nor agent, nothing that was typed. Bounded: so many lines a minute, so many cells of a kind an hour; what is beyond is counted together.</summary>
public sealed partial class SecurityLog(ILoggerFactory loggers, TimeProvider time)
{
    public const string Category = "Campaign111.Security";

    /// <summary>Lines a minute; the counts go on.</summary>
    public const int MostLines = 120;

    /// <summary>Accounts and routes of one kind told apart within an hour.</summary>
    public const int MostCells = 50;

    private const string Others = "…";

    private readonly ILogger log = loggers.CreateLogger(Category);
    private readonly Lock gate = new();
    private readonly Dictionary<SecurityCell, SecurityCount> counts = [];
    private readonly HashSet<SecurityCell> cellsOfHour = [];
    private DateTimeOffset hour;
    private DateTimeOffset minute;
    private int lines;

    /// <summary>Something of this kind happened in a request.</summary>
    public void Note(string kind, HttpContext context, long? account) =>
        Note(kind, account ?? 0, $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unknown"}", context.TraceIdentifier);

    /// <summary>The same without a request at hand.</summary>
    public void Note(string kind, long account, string route, string request)
    {
        var now = time.GetUtcNow();
        if (CountIn(kind, account, route[..Math.Min(route.Length, 200)], request[..Math.Min(request.Length, 40)], now))
        {
            LogEvent(log, kind, account, route, request);
        }
    }

    /// <summary>Takes what was counted; it is the caller's to write, or to give back.</summary>
    public IReadOnlyDictionary<SecurityCell, SecurityCount> Take()
    {
        lock (gate)
        {
            var taken = new Dictionary<SecurityCell, SecurityCount>(counts);
            counts.Clear();
            return taken;
        }
    }

    /// <summary>Gives back what could not be written.</summary>
    public void Return(IReadOnlyDictionary<SecurityCell, SecurityCount> taken)
    {
        lock (gate)
        {
            foreach (var (cell, count) in taken)
            {
                counts[cell] = counts.TryGetValue(cell, out var since) ? since with { Times = since.Times + count.Times, First = count.First } : count;
            }
        }
    }

    private bool CountIn(string kind, long account, string route, string request, DateTimeOffset now)
    {
        lock (gate)
        {
            var thisHour = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);
            if (thisHour != hour)
            {
                hour = thisHour;
                cellsOfHour.Clear();
            }

            var cell = new SecurityCell(hour, kind, account, route);
            if (!cellsOfHour.Contains(cell) && cellsOfHour.Count(known => known.Kind == kind) >= MostCells)
            {
                cell = cell with { Account = 0, Route = Others };
            }

            cellsOfHour.Add(cell);
            counts[cell] = counts.TryGetValue(cell, out var before) ? before with { Times = before.Times + 1, Last = now, Request = request } : new SecurityCount(1, now, now, request);
            if (now - minute >= TimeSpan.FromMinutes(1))
            {
                (minute, lines) = (now, 0);
            }

            return ++lines <= MostLines;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind}: account {Account}, {Route}, request {Request}")]
    private static partial void LogEvent(ILogger log, string kind, long account, string route, string request);
}
