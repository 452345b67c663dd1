using Campaign111.Features.Accounts;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Bench;

/// <summary>A hamlet as the load and the bare loop write to it.</summary>
internal sealed record Hamlet(long Id, string Code, string Path);

/// <summary>A commune with its hamlets, and a token of its officer.</summary>
internal sealed record Commune(long Id, string Code, string Path, long AccountId, string UserName, string Token, IReadOnlyList<Hamlet> Hamlets);

/// <summary>The communes of the demo province whose officers send.</summary>
internal static class CoverageGround
{
    // 25318 has hamlets logged by register; all others are logged by tally.
    private const string CommunesSql = """
        SELECT u.id, u.code, u.path, a.id, a.user_name
        FROM account a JOIN membership m ON m.account_id = a.id JOIN unit u ON u.id = m.unit_id
        WHERE a.user_name LIKE 'xa.%' AND u.level = 'commune' AND u.code <> '25318' ORDER BY u.code
        """;

    private const string HamletsSql = "SELECT id, code, path FROM unit WHERE parent_id = @commune AND level = 'hamlet' ORDER BY code";

    public static async Task<IReadOnlyList<Commune>> LoadAsync(Database database, int count)
    {
        var tokens = new ApiTokenService(database, new AccessCache(TimeProvider.System), new AuditLog(TimeProvider.System), TimeProvider.System);
        var communes = new List<Commune>();
        var rows = await database.ReadAsync(session => session.QueryAsync<(long Id, string Code, string Path, long Account, string User)>(CommunesSql));
        foreach (var row in rows.Take(count))
        {
            var hamlets = await database.ReadAsync(session => session.QueryAsync<(long Id, string Code, string Path)>(HamletsSql, new { commune = row.Id }));
            var token = await tokens.CreateAsync(Actor.System, row.Account, "bench");
            communes.Add(new Commune(row.Id, row.Code, row.Path, row.Account, row.User, token, [.. hamlets.Select(hamlet => new Hamlet(hamlet.Id, hamlet.Code, hamlet.Path))]));
        }

        return communes;
    }
}
