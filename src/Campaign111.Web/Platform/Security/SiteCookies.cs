using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Campaign111.Platform.Security;

/// <summary>What all cookies of the site have in common. With a public https address they are sent over https alone and bear the prefix __Host-, with which browsers take them
/// from nowhere but this very host (RFC 6265bis, 4.1.3.2): no neighbouring site can plant one.</summary>
public static class SiteCookies
{
    private const string Prefix = "__Host-";

    public static IServiceCollection AddSiteCookies(this IServiceCollection services)
    {
        services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, OfSessions>();
        services.AddOptions<AntiforgeryOptions>().PostConfigure<IConfiguration>((options, configuration) => Apply(options.Cookie, configuration));
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie.Name = "campaign111.flash");
        services.AddOptions<CookieTempDataProviderOptions>().PostConfigure<IConfiguration>((options, configuration) => Apply(options.Cookie, configuration));
        return services;
    }

    /// <summary>True when the public address is https.</summary>
    public static bool IsHttps(IConfiguration configuration) =>
        configuration["Campaign111:PublicBaseUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>The name of a cookie, with the prefix where it may have one.</summary>
    public static string Name(IConfiguration configuration, string name) => IsHttps(configuration) ? Prefix + name : name;

    /// <summary>The demo runs on http://localhost; an installation with a public https address never sends its cookies in the clear.</summary>
    public static bool MustBeSecure(IConfiguration configuration, HttpRequest request) => IsHttps(configuration) || request.IsHttps;

    private static void Apply(CookieBuilder cookie, IConfiguration configuration)
    {
        cookie.HttpOnly = true;
        cookie.SecurePolicy = IsHttps(configuration) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        if (IsHttps(configuration) && cookie.Name is { Length: > 0 } name && !name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            cookie.Name = Prefix + name;
            cookie.Path = "/";
            cookie.Domain = null;
        }
    }

    private sealed class OfSessions(IConfiguration configuration) : IPostConfigureOptions<CookieAuthenticationOptions>
    {
        public void PostConfigure(string? name, CookieAuthenticationOptions options) => Apply(options.Cookie, configuration);
    }
}
