using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Campaign111.Features.Accounts.Identity;

/// <summary>Authenticates API requests by a token of <see cref="ApiTokenService"/>.</summary>
public sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, ApiTokenService tokens)
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
        if (owner is null)
        {
            return AuthenticateResult.Fail("Unknown, expired or revoked token.");
        }

        // What the API asks for: who it is. Roles are read at each request; the job dashboard's one is for the cookie alone.
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, owner.AccountId.ToString(CultureInfo.InvariantCulture)),
                new Claim(ClaimTypes.Name, owner.UserName),
                new Claim(ClaimTypes.GivenName, owner.DisplayName),
                .. (owner.Scopes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(scope => new Claim(ApiScopes.Claim, scope)),
            ],
            SignInSchemes.Bearer);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SignInSchemes.Bearer;
        return ApiProblem.UnauthorizedAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiProblem.ForbiddenAsync(Context);
}
