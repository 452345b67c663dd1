using System.Security.Claims;
using Hangfire.Dashboard;

namespace Campaign111.Platform.Jobs.Hangfire;

/// <summary>Lets administrators, and nobody else, into the dashboard: it can run and delete jobs. Hangfire's own default admits the local machine.</summary>
public sealed class AdministratorsOnly : IDashboardAuthorizationFilter
{
    /// <summary>Value of the role claim (<see cref="ClaimTypes.Role"/>) of an administrator.</summary>
    public const string Role = "administrator";

    /// <inheritdoc/>
    public bool Authorize(DashboardContext context)
    {
        var user = context.GetHttpContext().User;
        return user.Identities.Any(i => i.IsAuthenticated && i.HasClaim(ClaimTypes.Role, Role));
    }
}
