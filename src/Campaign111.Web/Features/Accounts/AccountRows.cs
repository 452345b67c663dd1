using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Inserts of the feature's two central tables, shared by sign-up, invitations and the demo.</summary>
internal static class AccountRows
{
    private const string InsertAccount = """
        INSERT INTO account (user_name, user_name_key, display_name, search_text, email, email_key, email_confirmed, language, password_hash,
            security_stamp, concurrency_stamp, failed_count, locked_until, created_at, last_sign_in_at, closed_at)
        VALUES (@UserName, @UserNameKey, @DisplayName, @searchText, @Email, @EmailKey, @EmailConfirmed, @Language, @PasswordHash,
            @SecurityStamp, @ConcurrencyStamp, 0, NULL, @CreatedAt, NULL, NULL)
        """;

    private const string InsertMembership = """
        INSERT INTO membership (account_id, unit_id, unit_path, role, organisation_id, created_at, ended_at)
        VALUES (@account, @unitId, @unitPath, @role, @organisationId, @at, NULL)
        """;

    /// <summary>What the people search looks in: names and user name, folded.</summary>
    public static string SearchText(Account account) => TextFold.Fold($"{account.DisplayName} {account.UserName}");

    /// <summary>A new account, not yet stored, with its keys and stamps.</summary>
    public static Account New(string userName, string displayName, string? email, DateTimeOffset now) => new()
    {
#pragma warning disable CA1308 // Lower case is the stored form.
        UserName = userName.ToLowerInvariant(),
#pragma warning restore CA1308
        UserNameKey = userName.ToUpperInvariant(),
        DisplayName = displayName,
        Email = email,
        EmailKey = email?.ToUpperInvariant(),
        SecurityStamp = Guid.NewGuid().ToString("N"),
        ConcurrencyStamp = Guid.NewGuid().ToString("N"),
        CreatedAt = now,
    };

    /// <summary>Stores an account as given and returns its id.</summary>
    public static Task<long> InsertAsync(DbSession session, Account account)
    {
        var parameters = new Dapper.DynamicParameters(account);
        parameters.Add("searchText", SearchText(account));
        return session.InsertAsync(InsertAccount, parameters);
    }

    /// <summary>Grants a role at a unit.</summary>
    public static Task<long> GrantAsync(DbSession session, long account, Membership membership, DateTimeOffset at) =>
        session.InsertAsync(InsertMembership, new
        {
            account,
            unitId = membership.UnitId,
            unitPath = membership.UnitPath,
            role = membership.Role.Code(),
            organisationId = membership.OrganisationId,
            at,
        });
}
