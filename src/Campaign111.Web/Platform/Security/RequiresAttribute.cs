using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Campaign111.Platform.Security;

/// <summary>The permission that a controller or action needs anywhere at all: the coarse gate before the action. The action itself then
/// demands it at the unit of the request (<see cref="CurrentUser.DemandAsync"/>). Signed out: to the sign-in page.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute(Permission permission) : AuthorizeAttribute, IAsyncAuthorizationFilter
{
    public Permission Permission { get; } = permission;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var user = context.HttpContext.RequestServices.GetRequiredService<CurrentUser>();
        if (!user.IsSignedIn)
        {
            context.Result = new ChallengeResult();
        }
        else if (!await user.MayAnywhereAsync(Permission))
        {
            context.Result = new ForbidResult();
        }
    }
}
