using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.Sessions;

/// <summary>Asks at each request whether the cookie's session is still there, then whether the account's stamp is still its own.</summary>
public static class SessionCheck
{
    /// <summary>Where the cookie keeps the session's key, for as long as it is renewed; the request keeps it under the same name.</summary>
    public const string Item = "campaign111.session";

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var book = context.HttpContext.RequestServices.GetRequiredService<SessionBook>();
        if (context.Properties.Items.TryGetValue(Item, out var key) && key is not null
            && long.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var account)
            && await book.IsAliveAsync(key, account, context.HttpContext.RequestAborted))
        {
            context.HttpContext.Items[Item] = key;
            await SecurityStampValidator.ValidatePrincipalAsync(context);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>The session that the request came with, once it has been checked; null when signed out, and with an API token.</summary>
    public static string? KeyOf(HttpContext context) => context.Items.TryGetValue(Item, out var key) ? key as string : null;
}
