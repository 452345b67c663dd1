using System.Net;
using System.Net.Http.Headers;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts;

/// <summary>An API of this test's own, behind the gate that every feature's API uses.</summary>
[ApiController]
[ApiAuthorize(Permission.LogCoverage)]
[ApiScope(ApiScopes.CoverageWrite)]
public sealed class TrialApiController(CurrentUser user) : ControllerBase
{
    [HttpGet("/api/trial"), HttpPost("/api/trial")]
    public string Who() => user.UserName;

    [HttpPost("/api/trial/elsewhere")]
    public async Task Elsewhere() => await user.DemandAsync(Permission.LogCoverage, "/nowhere/");
}

public class ApiRulesTests
{
    private const string Trial = "/api/trial";

    [Fact]
    public async Task Without_credentials_the_answer_is_a_problem_and_never_a_page()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = ClientOf(app);

        await ShouldRefuseAsync(await client.PostAsync(Of(Trial), null), HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "C111-WRONG");
        using var wrong = await client.PostAsync(Of(Trial), null);
        wrong.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        await ShouldRefuseAsync(wrong, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_acts_as_its_owner_within_the_owners_permissions()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = ClientOf(app);

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(app, "xa.25318"));
        using var allowed = await client.PostAsync(Of(Trial), null);
        (await allowed.Content.ReadAsStringAsync()).ShouldBe("xa.25318");
        await ShouldRefuseAsync(await client.PostAsync(Of("/api/trial/elsewhere"), null), HttpStatusCode.Forbidden);

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(app, "baochi.binhphuoc"));
        await ShouldRefuseAsync(await client.PostAsync(Of(Trial), null), HttpStatusCode.Forbidden);

        // A token is for the API alone.
        using var page = await client.GetAsync(Of("/account"));
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("POST", "1", "http://localhost", HttpStatusCode.OK)]
    [InlineData("POST", null, "http://localhost", HttpStatusCode.Forbidden)]
    [InlineData("POST", "1", null, HttpStatusCode.Forbidden)]
    [InlineData("POST", "1", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("POST", "1", "http://localhost:8080", HttpStatusCode.Forbidden)]
    [InlineData("POST", "1", "null", HttpStatusCode.Forbidden)]
    [InlineData("POST", "0", "http://localhost", HttpStatusCode.Forbidden)]
    [InlineData("GET", "1", null, HttpStatusCode.OK)]
    [InlineData("GET", null, null, HttpStatusCode.Forbidden)]
    [InlineData("GET", "1", "http://evil.example", HttpStatusCode.Forbidden)]
    public async Task Under_the_cookie_a_request_shows_where_it_comes_from(string method, string? header, string? origin, HttpStatusCode answer)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = new Browser(ClientOf(app));
        using var signedIn = await browser.SignInAsync("xa.25318", DemoAccounts.Password);
        using var request = new HttpRequestMessage(new HttpMethod(method), Of(Trial));
        if (header is not null)
        {
            request.Headers.Add(ApiAuthorizeAttribute.HeaderName, header);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await browser.Client.SendAsync(request);

        response.StatusCode.ShouldBe(answer);
        if (answer != HttpStatusCode.OK)
        {
            await ShouldRefuseAsync(response, answer);
        }
    }

    [Theory]
    [InlineData("https://111.example.vn", null)]
    [InlineData("https://111.example.vn.evil.example", "only pages of this site")]
    public void Behind_a_proxy_the_public_address_is_the_own_one(string origin, string? refusal)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Campaign111:PublicBaseUrl"] = "https://111.example.vn/" }).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Method = "POST";
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("10.0.0.5:5111");
        http.Request.Headers[ApiAuthorizeAttribute.HeaderName] = "1";
        http.Request.Headers.Origin = origin;

        if (refusal is null)
        {
            ApiAuthorizeAttribute.CookieRefusal(http.Request).ShouldBeNull();
        }
        else
        {
            ApiAuthorizeAttribute.CookieRefusal(http.Request)!.ShouldContain(refusal);
        }
    }

    [Fact]
    public async Task The_command_prints_a_token_that_works()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = ClientOf(app);
        using var scope = app.Services.CreateScope();
        var command = scope.ServiceProvider.GetServices<Campaign111.Platform.Cli.ICliCommand>().Single(candidate => candidate.Name == "token");
        using var output = new StringWriter();

        (await command.RunAsync(new Campaign111.Platform.Cli.CliArguments(["--user", "xa.25318"]), output, default)).ShouldBe(0);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", output.ToString().Trim());
        using var response = await client.GetAsync(Of(Trial));
        (await response.Content.ReadAsStringAsync()).ShouldBe("xa.25318");
        await Should.ThrowAsync<Campaign111.Platform.Cli.CliException>(
            () => command.RunAsync(new Campaign111.Platform.Cli.CliArguments(["--user", "nobody"]), output, default));
    }

    private static HttpClient ClientOf(AppFactory app) => app
        .WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddControllers().AddApplicationPart(typeof(TrialApiController).Assembly)))
        .CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    private static async Task<string> TokenAsync(AppFactory app, string userName)
    {
        var id = await app.Services.GetRequiredService<Database>().ReadAsync(
            session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = @userName", new { userName }));
        return await app.Services.GetRequiredService<ApiTokenService>().CreateAsync(Actor.System, id, "thử");
    }

    private static async Task ShouldRefuseAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync()).ShouldContain($"\"status\":{(int)status}");
    }

    private static Uri Of(string path) => new(path, UriKind.Relative);
}
