using System.Globalization;
using Campaign111.Features.Accounts.Guard;
using Campaign111.Features.Accounts.Sessions;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts;

/// <summary>What follows a try to sign in.</summary>
public enum SignInOutcome
{
    Refused,

    /// <summary>Signed in.</summary>
    Entered,

    /// <summary>The password was right; the code or the passkey is asked for next.</summary>
    NeedsCode,

    /// <summary>The password was right; a role asks for a second step, which is set up next.</summary>
    NeedsEnrolment,
}

/// <summary>Checks names and passwords. An unknown name, a wrong password and a closed account all look the same from outside,
/// in words and in time; how often may be tried is SignInGuard's.</summary>
public sealed class SignInDesk(
    UserManager<Account> users, SignInManager<Account> signIn, IPasswordHasher<Account> hasher, SecondFactors factors, TwoFactorPolicy policy, PendingSignIns pending,
    IMembershipSource memberships, Database database, AuditLog audit, TimeProvider time, SignInGuard guard)
{
    private const string MarkSignIn = "UPDATE account SET last_sign_in_at = @now WHERE id = @id";

    private static string? dummyHash;

    /// <summary>How long the last try has to wait before any password is checked; null when it was checked.</summary>
    public TimeSpan? Wait { get; private set; }

    /// <summary>Signs the person in, or says which step comes next; refused for whatever reason looks the same.</summary>
    /// <param name="userName">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="remember">Stay signed in after the browser closes.</param>
    /// <param name="returnUrl">Address on this site to go to after a second step, or null.</param>
    /// <param name="cancel">Gives up before the commit.</param>
    public async Task<SignInOutcome> SignInAsync(string userName, string password, bool remember, string? returnUrl, CancellationToken cancel)
    {
        var account = await users.FindByNameAsync(userName.Trim());
        var attempt = await guard.BeginAsync(signIn.Context.Request, userName, account?.Id, cancel);
        if (attempt.Wait is not null)
        {
            Wait = attempt.Wait;
            return SignInOutcome.Refused;
        }

        if (account is not { CanSignIn: true })
        {
            // As much work as a real check, so that the answer's time tells nothing.
            hasher.VerifyHashedPassword(new Account(), dummyHash ??= hasher.HashPassword(new Account(), Guid.NewGuid().ToString()), password);
            return SignInOutcome.Refused;
        }

        if (!await users.CheckPasswordAsync(account, password))
        {
            return SignInOutcome.Refused;
        }

        await guard.PassedAsync(attempt, cancel);
        return await AdmitAsync(account, remember, returnUrl, cancel);
    }

    /// <summary>After a right password or one-time link: lets the person in, or begins the second step.</summary>
    public async Task<SignInOutcome> AdmitAsync(Account account, bool remember, string? returnUrl, CancellationToken cancel)
    {
        var state = await factors.StateAsync(account.Id, cancel);
        if (state.IsOn || policy.Requires(await memberships.OfAccountAsync(account.Id, cancel)))
        {
            await pending.StartAsync(account, remember, returnUrl);

            // Where there is a passkey, a stolen password must not be enough to set up the app of somebody else.
            return state.IsThere ? SignInOutcome.NeedsCode : SignInOutcome.NeedsEnrolment;
        }

        await EnterAsync(account, remember, cancel);
        return SignInOutcome.Entered;
    }

    /// <summary>Where a page goes on after an outcome that is no refusal.</summary>
    public static string AddressAfter(SignInOutcome outcome, string? returnUrl) => outcome switch
    {
        SignInOutcome.NeedsCode => "/sign-in/code",
        SignInOutcome.NeedsEnrolment => "/sign-in/enrol",
        _ => returnUrl ?? "/",
    };

    /// <summary>All steps are done: sets the cookie.</summary>
    public async Task EnterAsync(Account account, bool remember, CancellationToken cancel)
    {
        // Wrong passwords that were typed where a page asks for it again.
        if (account.FailedCount > 0)
        {
            await users.ResetAccessFailedCountAsync(account);
        }

        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(MarkSignIn, new { id = account.Id, now = time.GetUtcNow() });
                await audit.RecordAsync(session, new Actor(account.Id, account.UserName), new AuditEntry("account.signed-in", "account", account.Id.ToString(CultureInfo.InvariantCulture)));
            },
            cancel);
        await signIn.SignInAsync(account, remember);
    }

    /// <summary>Name of the sign-in that the request came with; null without one. It stays for as long as its cookie is renewed: a phone that left while offline ends that
    /// one, and no later one of the same person.</summary>
    public static async Task<string?> SessionAsync(HttpContext context) =>
        (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Succeeded ? SessionCheck.KeyOf(context) : null;

    public Task SignOutAsync() => signIn.SignOutAsync();
}
