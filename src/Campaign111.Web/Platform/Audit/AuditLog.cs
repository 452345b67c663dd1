using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Audit;

/// <summary>Who acts: a signed-in account, an API token's owner, or the system itself.</summary>
/// <param name="AccountId">The account, or null for the system.</param>
/// <param name="Name">User name as shown in the trail, or "hệ thống".</param>
/// <param name="OnBehalfOf">The unit for which a superior acts, as text, or null.</param>
public sealed record Actor(long? AccountId, string Name, string? OnBehalfOf = null)
{
    public static readonly Actor System = new(null, "hệ thống");

    public static readonly Actor CommandLine = new(null, "dòng lệnh");
}

/// <summary>One thing that was done. Before and after are objects written as JSON; personal fields are left out or digested by the caller.</summary>
public sealed record AuditEntry(string Action, string SubjectType, string SubjectId)
{
    public long? UnitId { get; init; }

    public object? Before { get; init; }

    public object? After { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Writes the trail. Every write of the product calls this once, in its own transaction (one event per batch).</summary>
public sealed class AuditLog(TimeProvider time)
{
    private const string Insert = """
        INSERT INTO audit_event (at, account_id, actor, on_behalf_of, action, subject_type, subject_id, unit_id, before_json, after_json, reason)
        VALUES (@at, @accountId, @actor, @onBehalfOf, @action, @subjectType, @subjectId, @unitId, @before, @after, @reason)
        """;

    private static readonly string[] Names =
        ["at", "accountId", "actor", "onBehalfOf", "action", "subjectType", "subjectId", "unitId", "before", "after", "reason"];

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Vietnamese stays readable in the column and in the export.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public Task RecordAsync(DbSession session, Actor actor, AuditEntry entry) => session.ExecuteEachAsync(Insert, Names,
    [
        [
            time.GetUtcNow(), actor.AccountId, actor.Name, actor.OnBehalfOf, entry.Action, entry.SubjectType, entry.SubjectId, entry.UnitId, Text(entry.Before),
            Text(entry.After), entry.Reason,
        ],
    ]);

    private static string? Text(object? value) => value is null ? null : JsonSerializer.Serialize(value, Json);
}
