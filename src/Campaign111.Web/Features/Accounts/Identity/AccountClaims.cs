using System.Security.Claims;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Campaign111.Features.Accounts.Identity;

/// <summary>What the cookie says of a person: id, user name, name as shown, and the role "administrator", which the job dashboard asks for.
/// All other roles are read at each request.</summary>
public sealed class AccountClaims(UserManager<Account> users, IOptions<IdentityOptions> options, IMembershipSource memberships)
    : UserClaimsPrincipalFactory<Account>(users, options)
{
    public const string AdministratorRole = "administrator";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account account)
    {
        var identity = await base.GenerateClaimsAsync(account);
        identity.AddClaim(new Claim(ClaimTypes.GivenName, account.DisplayName));
        var roles = await memberships.OfAccountAsync(account.Id, CancellationToken.None);
        if (roles.Any(membership => membership.Role == Role.Administrator))
        {
            identity.AddClaim(new Claim(identity.RoleClaimType, AdministratorRole));
        }

        return identity;
    }
}
