using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Campaign111.Features.Accounts;
using Campaign111.Features.Coverage;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>The coverage API of a running demo, as a phone with a token uses it.</summary>
internal static class CoverageApp
{
    public const string Entries = "/api/v1/coverage/entries";

    public static async Task<HttpClient> PhoneAsync(this AppFactory app, string userName)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(app, userName));
        return client;
    }

    public static object Entry(string place = "25318/thon-1", int households = 1, string? household = null, string outcome = "reached", string capturedAt = "2020-08-31T09:00:00+07:00") => new
    {
        key = Guid.CreateVersion7(), campaign = "binh-phuoc-2020", place, household, outcome, method = "door", households, leaflets = 1, capturedAt, note = "", voids = (string?)null,
    };

    public static async Task<(System.Net.HttpStatusCode Status, JsonElement Body)> SendAsync(this HttpClient client, params object[] entries)
    {
        using var response = await client.PostAsJsonAsync(new Uri(Entries, UriKind.Relative), new { entries });
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldNotBeEmpty($"{response.StatusCode}");
        return (response.StatusCode, JsonDocument.Parse(body).RootElement);
    }

    public static async Task<JsonElement> FigureAsync(this HttpClient client, string unit)
    {
        using var response = await client.GetAsync(new Uri($"/api/v1/coverage?campaign=binh-phuoc-2020&unit={unit}", UriKind.Relative));
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("unit");
    }

    public static async Task AgreeAsync(this AppFactory app) =>
        (await app.Services.GetRequiredService<CoverageRecount>().CompareAsync()).ShouldBeEmpty();

    private static async Task<string> TokenAsync(AppFactory app, string userName)
    {
        var database = app.Services.GetRequiredService<Database>();
        await using var connection = await database.OpenAsync();
        var account = await connection.ExecuteScalarAsync<long>("SELECT id FROM account WHERE user_name = @userName", new { userName });
        return await app.Services.GetRequiredService<ApiTokenService>().CreateAsync(Actor.System, account, "test");
    }
}
