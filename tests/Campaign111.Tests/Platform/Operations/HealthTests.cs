using System.Net;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Platform.Operations;

/// <summary>Liveness says that the process answers, readiness that its pages will work.</summary>
public class HealthTests
{
    [Fact]
    public async Task A_started_product_is_alive_and_ready_to_anybody()
    {
        await using var app = new AppFactory(demo: false);
        using var browser = app.Browse();
        (await StatusAsync(browser, "/healthz")).ShouldBe((HttpStatusCode.OK, "Healthy"));
        (await StatusAsync(browser, "/readyz")).ShouldBe((HttpStatusCode.OK, "Healthy"));
    }

    [Fact]
    public async Task A_missing_migration_is_not_ready_but_alive()
    {
        await using var app = new AppFactory(demo: false);
        using var browser = app.Browse();
        await StatusAsync(browser, "/healthz");
        await app.Services.GetRequiredService<Database>().WriteAsync(session =>
            session.ExecuteAsync("DELETE FROM schema_migration WHERE name = (SELECT MAX(name) FROM schema_migration)"));

        (await StatusAsync(browser, "/readyz")).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy: database"));
        (await StatusAsync(browser, "/healthz")).ShouldBe((HttpStatusCode.OK, "Healthy"));
    }

    [Fact]
    public async Task A_database_without_its_tables_is_not_ready()
    {
        await using var app = new AppFactory(demo: false);
        using var browser = app.Browse();
        await StatusAsync(browser, "/healthz");
        await app.Services.GetRequiredService<Database>().WriteAsync(session => session.ExecuteAsync("DROP TABLE schema_migration"));

        (await StatusAsync(browser, "/readyz")).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy: database"));
    }

    private static async Task<(HttpStatusCode Status, string Body)> StatusAsync(Browser browser, string path)
    {
        using var response = await browser.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
