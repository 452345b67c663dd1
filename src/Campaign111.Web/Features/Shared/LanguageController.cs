using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Shared;

/// <summary>Keeps the reader's language in a cookie for a year, and with the account for its mails.</summary>
[AllowAnonymous]
public sealed class LanguageController(IConfiguration configuration, IEnumerable<IKeepsLanguage> keepers) : Controller
{
    /// <summary>Sets the language (<c>vi</c> or <c>en</c>) and returns to a local address; an unknown language is a 400.</summary>
    [HttpPost("/language")]
    [ValidateAntiForgeryToken]
    public async Task<IActionResult> Choose([FromForm] string? lang, [FromForm] string? back, CancellationToken cancel)
    {
        if (Cultures.Find(lang) is not { } culture)
        {
            return BadRequest();
        }

        foreach (var keeper in keepers)
        {
            await keeper.KeepAsync(culture.TwoLetterISOLanguageName, cancel);
        }

        Response.Cookies.Append(LocalisationSetup.CookieName, culture.TwoLetterISOLanguageName, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = SiteCookies.MustBeSecure(configuration, Request), IsEssential = true,
        });
        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }
}
