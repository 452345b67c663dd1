using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Privacy;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts.Privacy;

/// <summary>An account as erasure and the person's own file see it.</summary>
public sealed class AccountPerson
{
    public long Id { get; init; }

    public string UserName { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public string? Email { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? ErasureAskedAt { get; init; }

    /// <summary>What the person wrote when they asked, or null.</summary>
    public string? ErasureNote { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }
}

/// <summary>Everything stored about a person.</summary>
/// <param name="Person">The account.</param>
/// <param name="Shares">By table: the rows about them in full, what they entered as counts.</param>
/// <param name="Trail">Events that they caused or that are about them, newest first.</param>
public sealed record PersonalFile(AccountPerson Person, IReadOnlyList<PersonalShare> Shares, IReadOnlyList<AuditEvent> Trail);

/// <summary>Reads what is kept of a person: for their own download, and for whoever erases it.</summary>
public sealed class AccountFile(Database database, PersonalExport export, IEnumerable<IPersonalData> owners, AuditQueries trail)
{
    private const string ById = """
        SELECT id, user_name, display_name, email, closed_at, erasure_asked_at, erasure_note, erased_at FROM account WHERE id = @id
        """;

    // Whoever asked first comes first; then the closed ones, the longest closed first.
    private const string Waiting = """
        SELECT id, user_name, display_name, email, closed_at, erasure_asked_at, erasure_note, erased_at FROM account
        WHERE erased_at IS NULL AND (erasure_asked_at IS NOT NULL OR closed_at IS NOT NULL)
        ORDER BY CASE WHEN erasure_asked_at IS NULL THEN 1 ELSE 0 END, erasure_asked_at, closed_at, id
        """;

    private const string Ever = "SELECT unit_id, unit_path, role, organisation_id FROM membership WHERE account_id = @account ORDER BY id";

    /// <summary>Null when there is no such account.</summary>
    public Task<AccountPerson?> FindAsync(long account, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.FirstAsync<AccountPerson>(ById, new { id = account }), cancel);

    /// <summary>Who asked to be erased, and closed accounts.</summary>
    public Task<IReadOnlyList<AccountPerson>> WaitingAsync(int take, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.PageAsync<AccountPerson>(Waiting, null, 0, take), cancel);

    /// <summary>Every role that the account has or had.</summary>
    public async Task<IReadOnlyList<Membership>> EverAsync(long account, CancellationToken cancel = default) =>
        [
            .. (await database.ReadAsync(session => session.QueryAsync<EverRow>(Ever, new { account }), cancel))
                .Select(row => new Membership(RoleCodes.Parse(row.Role), row.UnitId, row.UnitPath, row.OrganisationId)),
        ];

    /// <summary>The account with the words that stand for the person in free text: names, mailbox, telephone number.</summary>
    public async Task<PersonalSubject> SubjectAsync(AccountPerson person, IEnumerable<string> spellings, CancellationToken cancel = default)
    {
        var words = new List<string>(spellings);
        words.AddRange(new[] { person.Email }.OfType<string>());
        foreach (var owner in owners)
        {
            words.AddRange(await database.ReadAsync(session => owner.WordsAsync(session, person.Id), cancel));
        }

        return new PersonalSubject(person.Id, person.UserName, [.. words.Where(word => word.Length >= PersonalSubject.Fewest).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>All of it. What the person entered is counted; the pages show the rows.</summary>
    public async Task<PersonalFile> ReadAsync(AccountPerson person, CancellationToken cancel = default) => new(
        person,
        await export.ReadAsync(new PersonalSubject(person.Id, person.UserName, []), cancel),
        await trail.OfAccountAsync(person.Id, PersonalExport.Most, cancel));

    private sealed class EverRow
    {
        public long UnitId { get; init; }

        public string UnitPath { get; init; } = "";

        public string Role { get; init; } = "";

        public long? OrganisationId { get; init; }
    }
}
