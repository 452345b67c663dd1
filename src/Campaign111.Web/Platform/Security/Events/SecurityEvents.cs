using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;

namespace Campaign111.Platform.Security.Events;

/// <summary>A row of the security events.</summary>
public sealed class SecurityEvent
{
    public long Id { get; init; }

    /// <summary>Beginning of the hour in which they were counted.</summary>
    public DateTimeOffset HourAt { get; init; }

    public string Kind { get; init; } = "";

    /// <summary>0: nobody, or several.</summary>
    public long AccountId { get; init; }

    public string Route { get; init; } = "";

    public long Times { get; init; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public string LastRequest { get; init; } = "";
}

/// <summary>Reads them, newest first.</summary>
public sealed class SecurityEvents(Database database)
{
    private const string Matching = """
        SELECT id, hour_at, kind, account_id, route, times, first_at, last_at, last_request FROM security_event
        WHERE id < @before AND (@kind IS NULL OR kind = @kind) AND (@account IS NULL OR account_id = @account)
        ORDER BY id DESC
        """;

    /// <param name="kind">One of <see cref="SecurityKind"/>, or null for all.</param>
    /// <param name="account">Of one account, or null.</param>
    /// <param name="before">Id of the last one seen, or null.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancel">Stops reading.</param>
    public Task<IReadOnlyList<SecurityEvent>> FindAsync(string? kind, long? account, long? before, int take, CancellationToken cancel = default) => database.ReadAsync(
        session => session.PageAsync<SecurityEvent>(Matching, new { kind, account, before = before ?? long.MaxValue }, 0, take), cancel);
}

/// <summary>Removes those older than Campaign111:Security:KeepDays.</summary>
public sealed class SecurityRetention(Database database, IConfiguration configuration, TimeProvider time) : IRecurringJob
{
    public const int UsualDays = 180;

    private const string Delete = "DELETE FROM security_event WHERE hour_at < @before";

    public Task RunAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow().AddDays(-configuration.GetValue("Campaign111:Security:KeepDays", UsualDays));
        return database.WriteAsync(session => session.ExecuteAsync(Delete, new { before }), cancellation);
    }
}
