using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>Somebody whose password was right, and who is not signed in yet.</summary>
/// <param name="Account">Who.</param>
/// <param name="Remember">Stay signed in after the browser closes.</param>
/// <param name="ReturnUrl">Address on this site to go to afterwards, or null.</param>
public sealed record PendingSignIn(Account Account, bool Remember, string? ReturnUrl);

/// <summary>Keeps the state between the two steps of signing in, in Identity's cookie for it: protected, ten minutes, and of no use after the password has changed.
/// It opens the second step and nothing else: no other address looks at it.</summary>
public sealed class PendingSignIns(IHttpContextAccessor http, UserManager<Account> users)
{
    /// <summary>The cookie's scheme.</summary>
    public static readonly string Scheme = IdentityConstants.TwoFactorUserIdScheme;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private const string Stamp = "stamp";
    private const string Remember = "remember";
    private const string Return = "return";

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("Only within a request.");

    public Task StartAsync(Account account, bool remember, string? returnUrl)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, account.Id.ToString(CultureInfo.InvariantCulture)), new Claim(Stamp, account.SecurityStamp)], Scheme);
        var properties = new AuthenticationProperties { AllowRefresh = false };
        properties.SetString(Return, returnUrl);
        properties.SetString(Remember, remember ? "1" : null);
        return Context.SignInAsync(Scheme, new ClaimsPrincipal(identity), properties);
    }

    /// <summary>Null when nobody's password was right here lately.</summary>
    public async Task<PendingSignIn?> FindAsync()
    {
        var result = await Context.AuthenticateAsync(Scheme);
        if (result.Principal?.FindFirstValue(ClaimTypes.Name) is not { } id || await users.FindByIdAsync(id) is not { CanSignIn: true } account
            || result.Principal.FindFirstValue(Stamp) != account.SecurityStamp)
        {
            return null;
        }

        return new PendingSignIn(account, result.Properties!.GetString(Remember) is not null, result.Properties.GetString(Return));
    }

    public Task EndAsync() => Context.SignOutAsync(Scheme);
}
