using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.DataProtection;

namespace Campaign111.Features.Accounts.Guard;

/// <summary>A browser in which somebody signed in before. A cookie says so, protected with the installation's keys and bound to the accounts that signed in there: with it
/// strangers' wrong tries elsewhere cannot keep the owner out. It opens nothing by itself.</summary>
public sealed class KnownDevice(IDataProtectionProvider protection, IConfiguration configuration)
{
    /// <summary>Its name where the site has no https address; else with the prefix of <see cref="SiteCookies"/>.</summary>
    public const string CookieName = "campaign111.device";

    // As long as browsers keep a cookie (RFC 6265bis); each sign-in begins it anew.
    private static readonly TimeSpan Life = TimeSpan.FromDays(400);

    // A computer that a whole office uses.
    private const int MostAccounts = 40;

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Campaign111.KnownDevice").ToTimeLimitedDataProtector();

    private string Cookie => SiteCookies.Name(configuration, CookieName);

    /// <summary>The device's own number when this account signed in on it, else null.</summary>
    public string? IdFor(HttpRequest request, long account) => Read(request) is var (id, accounts) && accounts.Contains(account) ? id : null;

    /// <summary>After a sign-in: this browser knows the account from now on.</summary>
    public void Remember(HttpContext context, ClaimsPrincipal person)
    {
        if (!long.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var account))
        {
            return;
        }

        var (id, accounts) = Read(context.Request) ?? (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), []);
        var known = string.Join(',', accounts.Where(other => other != account).Prepend(account).Take(MostAccounts));
        context.Response.Cookies.Append(Cookie, protector.Protect($"{id}:{known}", Life), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", Secure = SiteCookies.MustBeSecure(configuration, context.Request), MaxAge = Life, IsEssential = true,
        });
    }

    private (string Id, IReadOnlyList<long> Accounts)? Read(HttpRequest request)
    {
        if (request.Cookies[Cookie] is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            var parts = protector.Unprotect(text).Split(':');
            return (parts[0], [.. parts[1].Split(',').Select(part => long.Parse(part, CultureInfo.InvariantCulture))]);
        }
        catch (CryptographicException)
        {
            // Too old, altered, or of another installation: a stranger's browser.
            return null;
        }
    }
}
