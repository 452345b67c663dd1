using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Verification.Flags;

/// <summary>Reads questions.</summary>
public sealed class FlagQueries(Database database)
{
    /// <summary>Questions of a list.</summary>
    public const int Most = 200;

    private const string Columns = "f.id, f.campaign_id, f.unit_id, f.unit_path, f.hamlet_id, f.kind, f.flag_key, f.month_of, f.weak, f.evidence, f.found_at, f.seen_at, f.state";

    private const string ById = $"SELECT {Columns} FROM flag f WHERE f.id = @id";

    private const string Within = $"""
        SELECT {Columns} FROM flag f
        WHERE f.campaign_id = @campaign AND f.unit_path >= @from AND f.unit_path < @to AND (@closed = 1 OR f.state <> 'closed')
        ORDER BY f.id DESC
        """;

    private const string Words = "SELECT id, flag_id, kind, body, said_at, said_by FROM flag_word WHERE flag_id = @id ORDER BY id";

    public Task<Flag?> FindAsync(long id) => database.ReadAsync(session => session.FirstAsync<Flag>(ById, new { id }));

    /// <summary>Questions in a subtree, newest first; closed ones too when asked for.</summary>
    public Task<IReadOnlyList<Flag>> WithinAsync(long campaign, string path, bool closed) => database.ReadAsync(session =>
        session.PageAsync<Flag>(Within, new { campaign, from = path, to = UnitPath.End(path), closed = closed ? 1 : 0 }, 0, Most));

    /// <summary>What was said, oldest first.</summary>
    public Task<IReadOnlyList<FlagWord>> WordsAsync(long id) => database.ReadAsync(session => session.PageAsync<FlagWord>(Words, new { id }, 0, Most));
}
