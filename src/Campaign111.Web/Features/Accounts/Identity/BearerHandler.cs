using System.Security.Claims;
using System.Text.Encodings.Web;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Campaign111.Features.Accounts.Identity;

/// <summary>Authenticates API requests by a token of <see cref="ApiTokenService"/>.</summary>
public sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder,
    ApiTokenService tokens, UserManager<Account> users, IUserClaimsPrincipalFactory<Account> claims)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var owner = await tokens.OwnerAsync(header[Prefix.Length..], Context.RequestAborted);
        var account = owner is null ? null : await users.FindByIdAsync(owner.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (account is not { ClosedAt: null })
        {
            return AuthenticateResult.Fail("Unknown, expired or revoked token.");
        }

        var cookie = (ClaimsIdentity)(await claims.CreateAsync(account)).Identity!;
        var identity = new ClaimsIdentity(cookie.Claims, SignInSchemes.Bearer, cookie.NameClaimType, cookie.RoleClaimType);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SignInSchemes.Bearer;
        return ApiProblem.UnauthorizedAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiProblem.ForbiddenAsync(Context);
}
