using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Campaign111.Features.Accounts.Sessions;

/// <summary>Identity's sign-in with a session's row for every cookie, whichever way it comes about, and without it when somebody leaves.</summary>
public sealed class AccountSignIn(
    UserManager<Account> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> claims, IOptions<IdentityOptions> options, ILogger<SignInManager<Account>> log,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, SessionBook sessions)
    : SignInManager<Account>(users, http, claims, options, log, schemes, confirmation)
{
    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var properties = authenticationProperties ?? new AuthenticationProperties();
        if (!properties.Items.ContainsKey(SessionCheck.Item))
        {
            // Signing in over a session that is open here: that one is over.
            await EndCurrentAsync();
            var key = Guid.NewGuid().ToString("N");
            await sessions.BeginAsync(user.Id, key, DeviceLabel.Of(Context.Request.Headers.UserAgent), Context.RequestAborted);
            properties.Items[SessionCheck.Item] = key;
        }

        await base.SignInWithClaimsAsync(user, properties, additionalClaims);
    }

    public override async Task SignOutAsync()
    {
        await EndCurrentAsync();
        await base.SignOutAsync();
    }

    private async Task EndCurrentAsync()
    {
        if (SessionCheck.KeyOf(Context) is { } key)
        {
            Context.Items.Remove(SessionCheck.Item);
            await sessions.SignOutAsync(key);
        }
    }
}
