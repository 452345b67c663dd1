using System.Net;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Platform.Security;

/// <summary>What every answer carries, and what is never served.</summary>
public sealed class SecurityHeaderTests
{
    [Fact]
    public async Task Every_answer_carries_the_policy_and_no_framing()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        foreach (var path in new[] { "/", "/sign-in", "/privacy", "/healthz", "/nowhere", "/css/site.css", "/openapi/v1.json", "/api/v1/coverage?campaign=binh-phuoc-2020&unit=25318", "/people/1/erasure" })
        {
            using var answer = await browser.GetAsync(path);
            var headers = answer.Headers.ToDictionary(header => header.Key, header => string.Join(' ', header.Value));
            headers["X-Content-Type-Options"].ShouldBe("nosniff", path);
            headers["Referrer-Policy"].ShouldBe("same-origin", path);
            foreach (var directive in new[] { "default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'" })
            {
                headers["Content-Security-Policy"].ShouldContain(directive, Case.Sensitive, path);
            }

            headers["Content-Security-Policy"].ShouldNotContain("unsafe");
            (answer.Content.Headers.ContentType?.MediaType is not "text/html" || answer.Content.Headers.ContentType.CharSet == "utf-8").ShouldBeTrue(path);
        }
    }

    [Fact]
    public async Task Pages_of_people_are_kept_by_nobody()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        foreach (var path in new[] { "/account", "/account/data", "/inbox", "/units/25318" })
        {
            using var answer = await browser.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
        }
    }

    [Fact]
    public async Task No_listing_no_trace_and_no_folder_of_ours_is_served()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("quantri");
        foreach (var path in new[] { "/css/", "/lib/", "/App_Data/campaign111.db", "/campaign111.db", "/appsettings.json", "/.git/config", "/keys/", "/mail/", "/../campaign111.db", "/css/..%2f..%2fappsettings.json" })
        {
            using var answer = await browser.GetAsync(path);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        }

        using var trace = new HttpRequestMessage(HttpMethod.Trace, "/sign-in");
        using var refused = await browser.Client.SendAsync(trace);
        refused.StatusCode.ShouldBeOneOf(HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotFound);
    }
}
