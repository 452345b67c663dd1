using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Audit.Seals;
using Campaign111.Platform.Data;
using Campaign111.Platform.Privacy;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts.Privacy;

/// <summary>Requests for erasure, and the erasure itself: the account can no longer be used, its person is out of every table, what was done stays (Law on Personal
/// Data Protection 91/2025/QH15: a person may ask; what the law orders to be kept, the trail's chain and official figures, stays without them).</summary>
public sealed class AccountErasure(
    Database database, AccountFile file, MembershipService memberships, PersonalErasure personal, AuditSealer sealer, IEnumerable<IForgetsAccounts> others, CurrentUser user, AccessCache cache, AuditLog audit, TimeProvider time)
{
    private const string Ask = "UPDATE account SET erasure_asked_at = @now, erasure_note = @note WHERE id = @account AND erasure_asked_at IS NULL";

    private const string Withdraw = "UPDATE account SET erasure_asked_at = NULL, erasure_note = NULL WHERE id = @account AND erasure_asked_at IS NOT NULL";

    private const string Mark = """
        UPDATE account SET erased_at = @now, erasure_asked_at = NULL, email_confirmed = 0, failed_count = 0, locked_until = NULL, last_sign_in_at = NULL
        WHERE id = @account AND erased_at IS NULL
        """;

    /// <summary>The signed-in person asks to be erased.</summary>
    public Task AskAsync(string? note, CancellationToken cancel) => ChangeAsync(Ask, "account.erasure-asked", note, cancel);

    /// <summary>They think better of it.</summary>
    public Task WithdrawAsync(CancellationToken cancel) => ChangeAsync(Withdraw, "account.erasure-withdrawn", null, cancel);

    /// <summary>True for an administrator who stands above all that the account is or ever was, and is not the person.</summary>
    public async Task<bool> MayEraseAsync(long account, CancellationToken cancel = default)
    {
        var own = (await user.MembershipsAsync(cancel)).Where(membership => RoleGrants.Allows(membership.Role, Permission.Administer)).ToList();
        return account != user.AccountId && GrantRules.StandsAbove(own, await file.EverAsync(account, cancel));
    }

    /// <summary>Erases. Cannot be undone.</summary>
    /// <param name="person">Whom.</param>
    /// <param name="spellings">How the person may be written in free text.</param>
    /// <param name="reason">Why; names nobody.</param>
    /// <param name="cancel">Stops before anything is done.</param>
    /// <exception cref="AccountRefusal">No reason, a reason that names the person, a spelling too short, or erased already.</exception>
    public async Task EraseAsync(AccountPerson person, IReadOnlyList<string> spellings, string reason, CancellationToken cancel)
    {
        if (!await MayEraseAsync(person.Id, cancel))
        {
            throw new AccessDeniedException(Permission.Administer);
        }

        var subject = await file.SubjectAsync(person, spellings, cancel);
        Check(person, spellings, reason, subject);
        // What waits is sealed with the name first: a seal that is being written while the name goes would not fit.
        await sealer.SealAsync(cancel);
        await database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var args = new { account = person.Id, now };
                if (await session.ExecuteAsync(Mark, args) == 0)
                {
                    throw Gone();
                }

                await memberships.EndAccessAsync(session, person.Id, now);
                foreach (var other in others)
                {
                    await other.ForgetAsync(session, person.Id);
                }

                var rows = await personal.PreviewAsync(session, subject);
                await personal.EraseAsync(session, subject);
                await audit.RecordAsync(session, user.Actor, Entry("account.erased", person.Id) with { After = new { rows = rows.ToDictionary(one => one.Table, one => one.Rows) }, Reason = reason.Trim() });
            },
            cancel);
        cache.Forget();
    }

    private static void Check(AccountPerson person, IReadOnlyList<string> spellings, string reason, PersonalSubject subject)
    {
        if (person.ErasedAt is not null)
        {
            throw Gone();
        }

        if (reason.Trim() is not { Length: > 0 and <= 500 })
        {
            throw new AccountRefusal("Hãy ghi lý do (nhiều nhất 500 ký tự).", "Give the reason (at most 500 characters).", "Reason");
        }

        if (new WordEraser(subject.Words.Append(person.UserName)).Finds(reason))
        {
            throw new AccountRefusal(
                "Lý do còn nêu tên, thư điện tử hoặc số điện thoại của người này. Lý do sẽ được giữ trong nhật ký: hãy viết không nêu ai.",
                "The reason names the person, the mailbox or the telephone number. It stays in the trail: write it without naming anybody.", "Reason");
        }

        if (spellings.FirstOrDefault(word => word.Length < PersonalSubject.Fewest) is { } tooShort)
        {
            throw new AccountRefusal(
                $"“{tooShort}” quá ngắn: mỗi dòng ít nhất {PersonalSubject.Fewest} ký tự, nếu không sẽ xoá nhầm vào lời khác.",
                $"“{tooShort}” is too short: at least {PersonalSubject.Fewest} characters a line, or other people's words are hit.", "Spellings");
        }
    }

    private async Task ChangeAsync(string sql, string action, string? note, CancellationToken cancel)
    {
        var account = user.AccountId ?? throw new AccessDeniedException(Permission.Read);
        await database.WriteAsync(
            async session =>
            {
                if (await session.ExecuteAsync(sql, new { account, now = time.GetUtcNow(), note }) > 0)
                {
                    await audit.RecordAsync(session, user.Actor, Entry(action, account));
                }
            },
            cancel);
    }

    private static AccountRefusal Gone() => new("Dữ liệu của người này đã được xoá trước đó.", "This person's data were erased before.");

    private static AuditEntry Entry(string action, long account) => new(action, "account", account.ToString(CultureInfo.InvariantCulture));
}
