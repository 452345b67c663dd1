using Campaign111.Platform.Audit.Seals;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Privacy;

/// <summary>What erasure will change, or has changed, in one table.</summary>
/// <param name="Table">Its name in the schema.</param>
/// <param name="Rows">Rows with a name or a text to be replaced.</param>
public sealed record ErasedRows(string Table, long Rows);

/// <summary>Takes a person out of every table that <see cref="IPersonalData"/> names, and out of the trail. Numbers, days, places and codes stay as they are.</summary>
public sealed class PersonalErasure(IEnumerable<IPersonalData> owners)
{
    private IEnumerable<PersonalTable> Tables => owners.SelectMany(owner => owner.Tables);

    /// <summary>Why some texts stay although they may name somebody.</summary>
    public IEnumerable<(string Vi, string En)> Kept => Tables.Where(table => table.Kept.Count > 0).Select(table => table.KeptFor).Distinct();

    /// <summary>How many rows would change, by table; reads only.</summary>
    public async Task<IReadOnlyList<ErasedRows>> PreviewAsync(DbSession session, PersonalSubject subject)
    {
        var found = new List<ErasedRows>();
        foreach (var table in Tables)
        {
            var rows = await CountOwnAsync(session, table, subject) + await WordsAsync(session, table, subject, change: false);
            if (rows > 0)
            {
                found.Add(new ErasedRows(table.Name, rows));
            }
        }

        return found;
    }

    /// <summary>Within the caller's transaction; may run twice. The event that tells of it is recorded after this call, and names nobody.</summary>
    public async Task EraseAsync(DbSession session, PersonalSubject subject)
    {
        foreach (var table in Tables)
        {
            await EraseOwnAsync(session, table, subject);
            await WordsAsync(session, table, subject, change: true);
        }

        await AuditErasure.EraseAsync(session, subject.Account, subject.Words);
    }

    private static async Task<long> CountOwnAsync(DbSession session, PersonalTable table, PersonalSubject subject)
    {
        var where = PersonalExport.OwnRows(table, changedOnly: true);
        return where is null ? 0 : await session.ScalarAsync<long>($"SELECT COUNT(*) FROM [{table.Name}] WHERE {where}", PersonalExport.Args(subject));
    }

    private static async Task EraseOwnAsync(DbSession session, PersonalTable table, PersonalSubject subject)
    {
        var args = new { account = subject.Account, user = subject.UserName, substitute = subject.Substitute, erased = PersonalSubject.Erased };
        if (table is { Removed: true, Account: { } owner })
        {
            await session.ExecuteAsync($"DELETE FROM [{table.Name}] WHERE [{owner}] = @account", args);
        }

        foreach (var name in table.Names)
        {
            await session.ExecuteAsync($"UPDATE [{table.Name}] SET [{name}] = @substitute WHERE [{name}] = @user", args);
        }

        string[] changes =
        [
            .. table.Called.Select(column => $"[{column}] = @substitute"), .. table.Emptied.Select(column => $"[{column}] = NULL"),
            .. table.Blanked.Select(column => $"[{column}] = @erased"),
        ];
        if (changes.Length > 0)
        {
            await session.ExecuteAsync($"UPDATE [{table.Name}] SET {string.Join(", ", changes)} WHERE [{table.Account}] = @account", args);
        }
    }

    // By the text itself, so that no table needs a key of its own kind; the same sentence in several rows is replaced in all of them at once.
    private static async Task<long> WordsAsync(DbSession session, PersonalTable table, PersonalSubject subject, bool change)
    {
        var eraser = new WordEraser(subject.Words);
        long rows = 0;
        foreach (var column in table.Words)
        {
            foreach (var like in WordEraser.Patterns(subject.Words))
            {
                var texts = await session.QueryAsync<string>($"SELECT DISTINCT [{column}] FROM [{table.Name}] WHERE [{column}] LIKE @like", new { like });
                foreach (var text in texts.Where(eraser.Finds))
                {
                    rows += change
                        ? await session.ExecuteAsync($"UPDATE [{table.Name}] SET [{column}] = @now WHERE [{column}] = @text", new { text, now = eraser.Erase(text) })
                        : await session.ScalarAsync<long>($"SELECT COUNT(*) FROM [{table.Name}] WHERE [{column}] = @text", new { text });
                }
            }
        }

        return rows;
    }
}
