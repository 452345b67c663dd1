using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Somebody to invite.</summary>
public sealed record NewPerson(string UserName, string DisplayName, string? Email, Role Role, Unit Unit, long? OrganisationId = null);

/// <summary>An invited person and the secret of their link: to be shown once.</summary>
public sealed record Invitation(string UserName, string DisplayName, string UnitName, string Secret);

/// <summary>Invites people by one-time links, one or many at once, all or none.</summary>
public sealed partial class InvitationService(Database database, AuditLog audit, CurrentUser user, TimeProvider time)
{
    public const int LongestUserName = 60;

    public const int LongestDisplayName = 200;

    public static string LongDisplayName => Text.Of("Tên hiển thị dài quá 200 ký tự. Hãy rút ngắn.", "The name is longer than 200 characters. Shorten it.");

    private const string Taken = "SELECT user_name FROM account WHERE user_name_key IN @keys";

    /// <summary>Of these user names, those that somebody bears already.</summary>
    public async Task<IReadOnlySet<string>> TakenAsync(IEnumerable<string> userNames)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var keys in userNames.Select(name => name.ToUpperInvariant()).Distinct().Chunk(1000))
        {
            taken.UnionWith(await database.ReadAsync(session => session.QueryAsync<string>(Taken, new { keys })));
        }

        return taken;
    }

    /// <summary>Makes the accounts, their roles and their links in one transaction.</summary>
    /// <exception cref="AccountRefusal">A role may not be given there, does not fit, or a user name is taken.</exception>
    public async Task<IReadOnlyList<Invitation>> InviteAsync(IReadOnlyList<NewPerson> people, CancellationToken cancel)
    {
        var own = await user.MembershipsAsync(cancel);
        foreach (var person in people)
        {
            Check(own, person);
        }

        var secrets = people.Select(_ => SecretToken.Create()).ToList();
        var actor = people.Count == 1 ? await user.ActorForAsync(people[0].Unit.Id, people[0].Unit.FullName) : user.Actor;
        try
        {
            await database.WriteAsync(session => StoreAsync(session, actor, people, secrets), cancel);
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            throw new AccountRefusal(
                "Có tên đăng nhập vừa được người khác dùng. Hãy chọn tên khác rồi gửi lại.", "A user name has just been taken. Choose another and send again.", "UserName");
        }

        return [.. people.Zip(secrets, (person, secret) => new Invitation(person.UserName, person.DisplayName, person.Unit.FullName, secret.Text))];
    }

    /// <summary>True for lower-case letters, digits, dots, hyphens and underscores, beginning with a letter or digit.</summary>
    public static bool IsUserName(string text) => text.Length <= LongestUserName && UserNameForm().IsMatch(text);

    /// <summary>True for something@something.something; whether it exists only a letter can tell.</summary>
    public static bool IsEmail(string text) => text.Length <= 254 && EmailForm().IsMatch(text);

    private static void Check(IReadOnlyList<Membership> own, NewPerson person)
    {
        if (!GrantRules.Fits(person.Role, person.Unit.Level))
        {
            throw new AccountRefusal(
                $"Vai trò “{person.Role.Name()}” không dùng cho {person.Unit.FullName}. Hãy chọn vai trò hoặc đơn vị khác.",
                $"The role “{person.Role.Name()}” does not exist at {person.Unit.FullName}. Choose another role or unit.",
                "Role");
        }

        if (!GrantRules.MayGrant(own, person.Role, person.Unit.Path))
        {
            throw new AccountRefusal(
                $"Bạn không được giao vai trò “{person.Role.Name()}” tại {person.Unit.FullName}: chỉ giao vai trò không cao hơn mình, trong địa bàn của mình.",
                $"You may not give the role “{person.Role.Name()}” at {person.Unit.FullName}: only roles no higher than yours, within your area.",
                "Role");
        }
    }

    private async Task StoreAsync(DbSession session, Actor actor, IReadOnlyList<NewPerson> people, List<SecretToken> secrets)
    {
        var now = time.GetUtcNow();
        var ids = new List<long>();
        foreach (var (person, secret) in people.Zip(secrets))
        {
            var id = await AccountRows.InsertAsync(session, AccountRows.New(person.UserName, person.DisplayName, person.Email, now));
            await AccountRows.GrantAsync(session, id, new Membership(person.Role, person.Unit.Id, person.Unit.Path, person.OrganisationId), now);
            await OneTimeLink.StoreAsync(session, secret, LinkKind.Invitation, id, actor.AccountId, now);
            ids.Add(id);
        }

        await audit.RecordAsync(session, actor, new AuditEntry("account.invited", "account", ids.Count == 1 ? ids[0].ToString(CultureInfo.InvariantCulture) : $"{ids.Count}")
        {
            UnitId = people.Count == 1 ? people[0].Unit.Id : null,
            After = new { people = people.Select(person => new { person.UserName, role = person.Role.Code(), unit = person.Unit.Code }) },
        });
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]*$")]
    private static partial Regex UserNameForm();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s.]+$")]
    private static partial Regex EmailForm();
}
