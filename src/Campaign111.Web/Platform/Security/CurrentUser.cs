using System.Globalization;
using System.Security.Claims;
using Campaign111.Platform.Audit;

namespace Campaign111.Platform.Security;

/// <summary>Gives the roles of an account; the Accounts feature answers.</summary>
public interface IMembershipSource
{
    /// <summary>Roles in force now; empty for an unknown or closed account. A lock after wrong passwords bars new sign-ins only: else anybody
    /// could silence an officer at work by guessing.</summary>
    Task<IReadOnlyList<Membership>> OfAccountAsync(long accountId, CancellationToken cancel);
}

/// <summary>The person behind the request and what they may do where. One per request.</summary>
public sealed class CurrentUser(IHttpContextAccessor http, IMembershipSource source)
{
    private IReadOnlyList<Membership>? memberships;

    private ClaimsPrincipal Principal => http.HttpContext?.User ?? new ClaimsPrincipal();

    public bool IsSignedIn => AccountId is not null;

    /// <summary>From the NameIdentifier claim, or null when signed out.</summary>
    public long? AccountId =>
        long.TryParse(Principal.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>User name (signs in), as written to the audit trail.</summary>
    public string UserName => Principal.FindFirstValue(ClaimTypes.Name) ?? "";

    /// <summary>Name as shown to people.</summary>
    public string DisplayName => Principal.FindFirstValue(ClaimTypes.GivenName) ?? UserName;

    public Actor Actor => AccountId is { } id ? new Actor(id, UserName) : Actor.System;

    public async Task<IReadOnlyList<Membership>> MembershipsAsync(CancellationToken cancel = default) =>
        memberships ??= AccountId is { } id ? await source.OfAccountAsync(id, cancel) : [];

    /// <summary>May this person do this at that unit?</summary>
    public async Task<bool> MayAsync(Permission permission, string unitPath) =>
        (await MembershipsAsync()).Any(membership => membership.Allows(permission, unitPath));

    /// <summary>May this person do this anywhere at all?</summary>
    public async Task<bool> MayAnywhereAsync(Permission permission) =>
        (await MembershipsAsync()).Any(membership => RoleGrants.Allows(membership.Role, permission));

    /// <summary>Refuses the request unless this person may do this at that unit.</summary>
    /// <exception cref="AccessDeniedException">Answered as 403 by the pipeline.</exception>
    public async Task DemandAsync(Permission permission, string unitPath)
    {
        if (!await MayAsync(permission, unitPath))
        {
            throw new AccessDeniedException(permission);
        }
    }

    /// <summary>The actor for a write at a unit. A superior who acts for a unit below is recorded as acting on its behalf.</summary>
    public async Task<Actor> ActorForAsync(long unitId, string unitName) =>
        (await MembershipsAsync()).Any(membership => membership.UnitId == unitId) ? Actor : Actor with { OnBehalfOf = unitName };
}

/// <summary>The signed-in person may not do this here.</summary>
public sealed class AccessDeniedException(Permission permission) : Exception($"Needs {permission}.")
{
    public Permission Permission { get; } = permission;
}

/// <summary>What a page asks for does not exist, or not for this person; answered as 404 by the pipeline.</summary>
public sealed class NotFoundException(string message) : Exception(message);
