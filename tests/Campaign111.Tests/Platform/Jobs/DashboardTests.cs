using System.Net;
#if PACKAGES_FULL
using System.Security.Claims;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
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
    [InlineData(Role.CommuneOfficer, HttpStatusCode.Forbidden)]
    [InlineData(Role.Administrator, HttpStatusCode.OK)]
    public async Task The_dashboard_opens_for_administrators_only(Role? role, HttpStatusCode expected)
    {
        var accounts = Substitute.For<IMembershipSource>();
        accounts.OfAccountAsync(7, Arg.Any<CancellationToken>()).Returns(role is { } r ? [new Membership(r, 1, "/1/")] : []);
        await using var host = await JobHost.StartAsync(
            services => services.AddSingleton(accounts).AddHttpContextAccessor().AddScoped<CurrentUser>(),
            middleware: app => app.Use((context, next) =>
            {
                if (role is not null)
                {
                    context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "7")], "test"));
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
