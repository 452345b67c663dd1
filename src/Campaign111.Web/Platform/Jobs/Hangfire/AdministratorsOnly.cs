using Campaign111.Platform.Security;
using Hangfire.Dashboard;

namespace Campaign111.Platform.Jobs.Hangfire;

/// <summary>
/// Lets administrators, and nobody else, into the dashboard: it can run and delete jobs. Hangfire's own default admits the local machine.
/// Asks for the roles in force now, so that a revoked administrator is out at once.
/// </summary>
public sealed class AdministratorsOnly : IDashboardAsyncAuthorizationFilter
{
    /// <inheritdoc/>
    public async Task<bool> AuthorizeAsync(DashboardContext context)
    {
        var http = context.GetHttpContext();
        var user = http.RequestServices.GetRequiredService<CurrentUser>();
        return http.User.Identity?.IsAuthenticated == true
            && (await user.MembershipsAsync(http.RequestAborted)).Any(membership => membership.Role == Role.Administrator);
    }
}
