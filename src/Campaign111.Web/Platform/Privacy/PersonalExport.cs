using Campaign111.Platform.Data;

namespace Campaign111.Platform.Privacy;

/// <summary>What one table holds of a person.</summary>
/// <param name="Table">Which, with its words.</param>
/// <param name="Rows">How many rows are theirs.</param>
/// <param name="Given">The rows handed out in full, each by column; newest last; at most <see cref="PersonalExport.Most"/>.</param>
public sealed record PersonalShare(PersonalTable Table, long Rows, IReadOnlyList<IReadOnlyDictionary<string, object?>> Given);

/// <summary>Reads what is stored of a person, table by table.</summary>
public sealed class PersonalExport(Database database, IEnumerable<IPersonalData> owners)
{
    /// <summary>Rows of one kind in one file. More of a person's own messages or sessions no installation holds within its terms of keeping.</summary>
    public const int Most = 10_000;

    /// <summary>Only what there is anything of.</summary>
    public async Task<IReadOnlyList<PersonalShare>> ReadAsync(PersonalSubject subject, CancellationToken cancel = default)
    {
        var shares = new List<PersonalShare>();
        foreach (var table in owners.SelectMany(owner => owner.Tables).Where(table => table.Title is not null))
        {
            if (OwnRows(table, changedOnly: false) is { } where
                && await database.ReadAsync(session => ReadAsync(session, table, where, subject), cancel) is { Rows: > 0 } share)
            {
                shares.Add(share);
            }
        }

        return shares;
    }

    /// <summary>Condition on the rows of a person: by account, or by the user name beside what was done. Parameters: <see cref="Args"/>. Null when the table
    /// cannot tell.</summary>
    internal static string? OwnRows(PersonalTable table, bool changedOnly)
    {
        string[] ways =
        [
            .. table.Account is { } account && (!changedOnly || table.Removed || table.Called.Count + table.Emptied.Count + table.Blanked.Count > 0) ? [$"[{account}] = @account"] : Array.Empty<string>(),
            .. table.Names.Select(name => $"[{name}] = @user"),
        ];
        return ways.Length == 0 ? null : string.Join(" OR ", ways);
    }

    internal static object Args(PersonalSubject subject) => new { account = subject.Account, user = subject.UserName };

    private static async Task<PersonalShare> ReadAsync(DbSession session, PersonalTable table, string where, PersonalSubject subject)
    {
        var args = Args(subject);
        var rows = await session.ScalarAsync<long>($"SELECT COUNT(*) FROM [{table.Name}] WHERE {where}", args);
        if (rows == 0 || table.Given.Count == 0)
        {
            return new PersonalShare(table, rows, []);
        }

        var columns = string.Join(", ", table.Given.Select(column => $"[{column}]"));
        var given = await session.PageAsync<dynamic>($"SELECT {columns} FROM [{table.Name}] WHERE {where} ORDER BY [{table.Given[0]}]", args, 0, Most);
        return new PersonalShare(table, rows, [.. given.Select(row => new Dictionary<string, object?>((IDictionary<string, object?>)row))]);
    }
}
