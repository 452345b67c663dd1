using System.Net;
#if PACKAGES_FULL
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
#endif
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Jobs;

/// <summary>Who gets at <c>/hangfire</c>: administrators in the full package set, nobody in the basic one, which has no such page.</summary>
[Collection("jobs")]
public sealed class DashboardTests
{
#if PACKAGES_FULL
    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("commune-officer", HttpStatusCode.Forbidden)]
    [InlineData("administrator", HttpStatusCode.OK)]
    public async Task The_dashboard_opens_for_administrators_only(string? role, HttpStatusCode expected)
    {
        await using var host = await JobHost.StartAsync(_ => { }, middleware: app => app.Use((context, next) =>
        {
            if (role is not null)
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test"));
            }

            return next(context);
        }));
        using var client = new HttpClient { BaseAddress = new Uri(host.Url) };

        using var page = await client.GetAsync(new Uri("/hangfire/recurring", UriKind.Relative));

        page.StatusCode.ShouldBe(expected);
        (await page.Content.ReadAsStringAsync()).Contains("Campaign 111", StringComparison.Ordinal).ShouldBe(expected == HttpStatusCode.OK);
    }
#else
    [Fact]
    public async Task The_basic_package_set_has_no_dashboard()
    {
        await using var host = await JobHost.StartAsync(_ => { });
        using var client = new HttpClient { BaseAddress = new Uri(host.Url) };

        using var page = await client.GetAsync(new Uri("/hangfire", UriKind.Relative));

        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
#endif
}
