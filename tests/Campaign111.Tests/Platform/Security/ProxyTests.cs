using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.Guard;
using Campaign111.Platform.Security;
using Campaign111.Platform.Security.Proxies;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Platform.Security;

/// <summary>Says whom the product takes for its caller.</summary>
[ApiController]
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class OriginProbeController : ControllerBase
{
    [HttpGet("/probe/origin"), HttpGet("/q/probe/origin")]
    public string Origin() => $"{HttpContext.Connection.RemoteIpAddress} {Request.Scheme}";
}

/// <summary>Proxies that are named are believed, nobody else; with a public https address cookies and pages stay on https.</summary>
public class ProxyTests
{
    private static readonly Dictionary<string, string?> Https = new() { ["Campaign111:PublicBaseUrl"] = "https://111.example.vn" };

    [Theory]
    [InlineData(null, "10.1.2.3", "203.0.113.9", "https", "10.1.2.3 http")]
    [InlineData("10.1.0.0/16", "10.1.2.3", "203.0.113.9", "https", "203.0.113.9 https")]
    [InlineData("10.1.0.0/16", "198.51.100.1", "203.0.113.9", "https", "198.51.100.1 http")]
    [InlineData("10.1.0.0/16", "10.1.2.3", "127.0.0.1, 203.0.113.9", "https", "203.0.113.9 https")]
    [InlineData("10.1.0.0/16, 192.0.2.8", "10.1.2.3", "203.0.113.9, 192.0.2.8", "https", "203.0.113.9 https")]
    public async Task A_caller_is_who_a_named_proxy_says_and_nobody_elses_word_counts(string? known, string from, string forwardedFor, string proto, string expected)
    {
        await using var world = await CreateAsync(new Dictionary<string, string?> { [ProxyNetworks.Setting] = known });
        using var browser = world.Browse(from);
        browser.Client.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        browser.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", proto);

        (await TextAsync(browser, "/probe/origin")).ShouldBe(expected);
    }

    [Fact]
    public async Task Behind_a_leaflets_code_the_address_is_not_even_read()
    {
        await using var world = await CreateAsync(new Dictionary<string, string?> { [ProxyNetworks.Setting] = "10.1.0.0/16" });
        using var browser = world.Browse("10.1.2.3");
        browser.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        browser.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        (await TextAsync(browser, "/q/probe/origin")).ShouldBe("10.1.2.3 https");
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("proxy.example.vn")]
    public void A_setting_that_cannot_be_read_is_named(string text)
    {
        var networks = ProxyNetworks.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [ProxyNetworks.Setting] = text }).Build());

        networks.Networks.ShouldBeEmpty();
        networks.Problem!.ShouldContain(text);
        networks.Problem!.ShouldContain(ProxyNetworks.Setting);
    }

    [Fact]
    public async Task With_a_public_https_address_every_page_says_so_and_without_one_none()
    {
        await using (var secure = await OriginWorld.CreateAsync(Https))
        {
            foreach (var path in new[] { "/sign-in", "/111", "/healthz", "/css/site.css", "/none" })
            {
                using var response = await secure.Browse("198.51.100.1", https: true).GetAsync(path);
                response.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem().ShouldBe("max-age=31536000", path);
            }
        }

        await using var open = await OriginWorld.CreateAsync();
        using var plain = await open.Browse("198.51.100.1").GetAsync("/sign-in");
        plain.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Fact]
    public async Task With_a_public_https_address_every_cookie_is_of_this_host_over_https_and_hidden_from_scripts()
    {
        await using var world = await OriginWorld.CreateAsync(Https);
        var cookies = await CookiesAsync(world.Browse("198.51.100.1", https: true));

        cookies.Select(Name).Distinct().Order(StringComparer.Ordinal).ShouldBe(
            ["__Host-campaign111.device", "__Host-campaign111.flash", "__Host-campaign111.form", "__Host-campaign111.session", "campaign111.lang"], ignoreOrder: true);
        foreach (var cookie in cookies)
        {
            cookie.ShouldContain("; secure", Case.Insensitive);
            cookie.ShouldContain("; httponly", Case.Insensitive);
            cookie.ShouldContain("; path=/", Case.Insensitive);
            cookie.ShouldNotContain("domain=", Case.Insensitive);
            cookie.ShouldMatch("(?i); samesite=(lax|strict)");
        }
    }

    [Fact]
    public async Task Without_https_the_demo_keeps_working_with_plain_names()
    {
        await using var world = await OriginWorld.CreateAsync();
        var cookies = await CookiesAsync(world.Browse("198.51.100.1"));

        cookies.ShouldContain(cookie => cookie.StartsWith($"{KnownDevice.CookieName}=", StringComparison.Ordinal));
        cookies.ShouldAllBe(cookie => !cookie.StartsWith("__Host-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_a_proxy_that_nobody_named_the_public_host_is_https_all_the_same()
    {
        await using var world = await OriginWorld.CreateAsync(Https);
        using var browser = world.Browse("10.1.2.3");
        browser.Client.DefaultRequestHeaders.Host = "111.example.vn";

        using var page = await browser.GetAsync("/sign-in");

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("172.31.255.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("203.0.113.9", false)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("2001:db8::1", false)]
    public void Addresses_of_the_own_network_are_known(string address, bool inside) => ClientAddress.IsInside(IPAddress.Parse(address)).ShouldBe(inside);

    // Signs in, changes something (a message for the next page), chooses a language.
    private static async Task<List<string>> CookiesAsync(Browser browser)
    {
        var cookies = new List<string>();
        void Keep(HttpResponseMessage response)
        {
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                cookies.AddRange(set);
            }
        }

        using var page = await browser.GetAsync("/sign-in");
        Keep(page);
        using var signedIn = await browser.SubmitAsync(await Browser.ParseAsync(page), "sign-in", ("UserName", "xa.25318"), ("Password", DemoAccounts.Password));
        Keep(signedIn);
        using var changed = await browser.SubmitAsync("/account", "password", ("Current", DemoAccounts.Password), ("Password", "xe đạp 17 tầng mây"), ("Again", "xe đạp 17 tầng mây"));
        Keep(changed);
        using var language = await browser.SubmitAsync("/account", "/language", ("lang", "en"));
        Keep(language);
        return cookies;
    }

    private static string Name(string cookie) => cookie.Split('=', 2)[0];

    private static Task<OriginWorld> CreateAsync(IReadOnlyDictionary<string, string?> settings) => OriginWorld.CreateAsync(
        settings, services => services.AddControllers().AddApplicationPart(typeof(OriginProbeController).Assembly));

    private static async Task<string> TextAsync(Browser browser, string path)
    {
        using var response = await browser.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }
}
