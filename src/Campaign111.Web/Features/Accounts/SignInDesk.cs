using System.Globalization;
using Campaign111.Features.Accounts.Guard;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts;

/// <summary>Checks names and passwords. An unknown name, a wrong password and a closed account all look the same from outside,
/// in words and in time; how often may be tried is SignInGuard's.</summary>
public sealed class SignInDesk(UserManager<Account> users, SignInManager<Account> signIn, IPasswordHasher<Account> hasher, Database database, AuditLog audit, TimeProvider time, SignInGuard guard)
{
    // Names one sign-in for as long as its cookie is renewed: a phone that left while offline ends that one, and no later one of the same person.
    private const string Session = "campaign111.session";

    private const string MarkSignIn = "UPDATE account SET last_sign_in_at = @now WHERE id = @id";

    private static string? dummyHash;

    /// <summary>How long the last try has to wait before any password is checked; null when it was checked.</summary>
    public TimeSpan? Wait { get; private set; }

    /// <summary>Signs the person in and sets the cookie; false when refused, for whatever reason.</summary>
    public async Task<bool> SignInAsync(string userName, string password, bool remember, CancellationToken cancel)
    {
        var account = await users.FindByNameAsync(userName.Trim());
        var attempt = await guard.BeginAsync(signIn.Context.Request, userName, account?.Id, cancel);
        if (attempt.Wait is not null)
        {
            Wait = attempt.Wait;
            return false;
        }

        if (account is not { CanSignIn: true })
        {
            // As much work as a real check, so that the answer's time tells nothing.
            hasher.VerifyHashedPassword(new Account(), dummyHash ??= hasher.HashPassword(new Account(), Guid.NewGuid().ToString()), password);
            return false;
        }

        if (!await users.CheckPasswordAsync(account, password))
        {
            return false;
        }

        await guard.PassedAsync(attempt, cancel);
        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(MarkSignIn, new { id = account.Id, now = time.GetUtcNow() });
                await audit.RecordAsync(session, new Actor(account.Id, account.UserName), new AuditEntry("account.signed-in", "account", account.Id.ToString(CultureInfo.InvariantCulture)));
            },
            cancel);
        await signIn.SignInAsync(account, new AuthenticationProperties { IsPersistent = remember, Items = { [Session] = Guid.NewGuid().ToString("N") } });
        return true;
    }

    /// <summary>Name of the sign-in that the request came with; null without one.</summary>
    public static async Task<string?> SessionAsync(HttpContext context) =>
        (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties?.Items.TryGetValue(Session, out var name) is true ? name : null;

    public Task SignOutAsync() => signIn.SignOutAsync();
}
