using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Architecture;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts;

/// <summary>Every address of the API names the scope that a token needs there, and refuses a token without it.</summary>
public class ApiScopeTests
{
    [Fact]
    public async Task Every_address_of_the_API_names_a_scope_and_the_documentation_the_same()
    {
        await using var app = await DemoApp.CreateAsync();
        var routes = Routes(app);
        using var openApi = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Source.Web, "wwwroot", "openapi", "v1.json")));

        routes.Count.ShouldBeGreaterThan(7);
        routes.Where(route => route.Scope is null || !ApiScopes.All.Contains(route.Scope)).Select(route => route.Pattern).ShouldBeEmpty("these name no scope");
        ApiScopes.All.Except(routes.Select(route => route.Scope!)).ShouldBeEmpty("these open nothing");
        ApiScopes.All.ShouldAllBe(scope => ScopeTexts.Name(scope) != scope);
        foreach (var (method, pattern, scope) in routes)
        {
            var operation = openApi.RootElement.GetProperty("paths").GetProperty($"/{pattern}").GetProperty(method.ToLowerInvariant());
            operation.GetProperty("security")[0].GetProperty("bearer").EnumerateArray().Select(one => one.GetString()).ShouldBe([scope], $"{method} {pattern}");
        }
    }

    [Fact]
    public async Task A_token_without_the_scope_is_refused_everywhere_and_one_with_it_alone_is_not()
    {
        await using var app = await DemoApp.CreateAsync();
        var routes = Routes(app);
        foreach (var scope in ApiScopes.All)
        {
            using var with = await ClientAsync(app, [scope]);
            using var without = await ClientAsync(app, [.. ApiScopes.All.Where(other => other != scope)]);
            foreach (var (method, pattern, _) in routes.Where(route => route.Scope == scope))
            {
                (await RefusedAsync(with, method, pattern)).ShouldBeFalse($"{scope} at {method} {pattern}");
                (await RefusedAsync(without, method, pattern)).ShouldBeTrue($"all but {scope} at {method} {pattern}");
            }
        }
    }

    [Fact]
    public async Task The_command_takes_scopes_and_days_and_says_what_it_does_not_know()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = app.CreateClient();
        using var scope = app.Services.CreateScope();
        var command = scope.ServiceProvider.GetServices<Campaign111.Platform.Cli.ICliCommand>().Single(candidate => candidate.Name == "token");
        using var output = new StringWriter();
        Task<int> RunAsync(params string[] arguments) => command.RunAsync(new Campaign111.Platform.Cli.CliArguments(arguments), output, default);

        (await RunAsync("--user", "xa.25318", "--scopes", "figures:read,coverage:read", "--days", "400")).ShouldBe(0);
        var owner = await app.Services.GetRequiredService<ApiTokenService>().OwnerAsync(output.ToString().Trim(), default);
        owner!.Scopes.ShouldBe("coverage:read figures:read");
        (await Should.ThrowAsync<Campaign111.Platform.Cli.CliException>(() => RunAsync("--user", "xa.25318", "--scopes", "figures"))).Message.ShouldContain("figures:read");
        await Should.ThrowAsync<Campaign111.Platform.Cli.CliException>(() => RunAsync("--user", "xa.25318", "--days", "401"));
    }

    private static List<(string Method, string Pattern, string? Scope)> Routes(AppFactory app) =>
    [
        .. from route in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let pattern = Regex.Replace(route.RoutePattern.RawText!.Trim('/'), @":\w+\}", "}")
           where pattern.StartsWith("api/", StringComparison.OrdinalIgnoreCase)
           from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select (method, pattern, route.Metadata.GetMetadata<ApiScopeAttribute>()?.Scope),
    ];

    private static async Task<HttpClient> ClientAsync(AppFactory app, IReadOnlyCollection<string> scopes)
    {
        var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var id = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = 'xa.25318'"));
        var token = await app.Services.GetRequiredService<ApiTokenService>().CreateAsync(Actor.System, id, "thử", scopes: scopes);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<bool> RefusedAsync(HttpClient client, string method, string pattern)
    {
        var address = pattern.Replace("{receipt}", "R-000000", StringComparison.Ordinal).Replace("{kind}", "progress", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"/{address}?campaign=binh-phuoc-2020&unit=25318", UriKind.Relative));
        using var response = await client.SendAsync(request);
        var refused = response.Headers.WwwAuthenticate.ToString().Contains("insufficient_scope", StringComparison.Ordinal);
        if (refused)
        {
            response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        }
        else
        {
            response.StatusCode.ShouldNotBe(HttpStatusCode.Forbidden, $"{method} {pattern}");
        }

        return refused;
    }
}
