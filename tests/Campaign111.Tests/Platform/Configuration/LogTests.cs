using System.Security.Claims;
using System.Text.Json;
using Campaign111.Platform.Configuration;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaign111.Tests.Platform.Configuration;

/// <summary>Log lines: readable by machines, with the request's id, without anything that was asked or typed.</summary>
public sealed class LogTests
{
    [Fact]
    public void A_line_says_when_what_who_and_where()
    {
        var line = JsonDocument.Parse(Written("Job {Name} failed", "sweep", Request())).RootElement;

        line.GetProperty("time").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        line.GetProperty("level").GetString().ShouldBe("Warning");
        line.GetProperty("category").GetString().ShouldBe("Campaign111.Probe");
        line.GetProperty("message").GetString().ShouldBe("Job sweep failed");
        line.GetProperty("values").GetProperty("Name").GetString().ShouldBe("sweep");
        line.GetProperty("request").GetString().ShouldBe("0af7651916cd43dd8448eb211c80319c");
        line.GetProperty("route").GetString().ShouldBe("GET join/{secret}");
        line.GetProperty("account").GetString().ShouldBe("42");
        line.ToString().ShouldNotContain("THESECRET");
    }

    [Fact]
    public void A_line_break_in_a_value_stays_one_line()
    {
        var written = Written("Said {Name}", "một\r\n{\"level\":\"forged\"}", null);

        written.TrimEnd('\n', '\r').ShouldNotContain("\n");
        JsonDocument.Parse(written).RootElement.GetProperty("values").GetProperty("Name").GetString()!.ShouldContain("forged");
    }

    [Fact]
    public async Task No_secret_address_agent_or_query_reaches_the_log()
    {
        var folder = Directory.CreateTempSubdirectory("campaign111-log-").FullName;
        var environment = new Dictionary<string, string> { ["Campaign111__Logs"] = "json", ["Logging__LogLevel__Default"] = "Information" };
        await using var product = await ProductProcess.ServeAsync(folder, demo: false, environment);
        using var client = new HttpClient { BaseAddress = product.Address };
        client.DefaultRequestHeaders.Add("User-Agent", "Agent-THESECRET");
        client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");

        using var missing = await client.GetAsync(new Uri("/nowhere-THESECRET?q=THESECRET", UriKind.Relative));
        (await missing.Content.ReadAsStringAsync()).ShouldContain("mã yêu cầu 0af7651916cd43dd8448eb211c80319c");
        using var problem = await client.GetAsync(new Uri("/api/v1/coverage?unit=THESECRET", UriKind.Relative));
        (await problem.Content.ReadAsStringAsync()).ShouldContain("\"requestId\":\"0af7651916cd43dd8448eb211c80319c\"");
        foreach (var path in new[] { "/q/THESECRET00", "/111?x=THESECRET", "/join/THESECRET", "/calendar/THESECRET.ics" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        }

        using var token = new HttpRequestMessage(HttpMethod.Get, "/api/v1/coverage") { Headers = { { "Authorization", "Bearer C111-THESECRET" } } };
        using var refused = await client.SendAsync(token);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "campaign111.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = new Microsoft.Data.Sqlite.SqliteCommand("ALTER TABLE one_time_link RENAME TO gone", connection);
            await command.ExecuteNonQueryAsync();
        }

        using var broken = await client.GetAsync(new Uri("/join/THESECRET?again=THESECRET", UriKind.Relative));

        ((int)broken.StatusCode).ShouldBe(503);
        var lines = product.Output.Split('\n').Where(line => line.StartsWith('{')).ToList();
        lines.ShouldContain(line => line.Contains("\"category\":\"Campaign111.Security\"", StringComparison.Ordinal) && line.Contains("token-refused", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("GET join/{secret} failed", StringComparison.Ordinal));
        lines.ForEach(line => JsonDocument.Parse(line).Dispose());
        product.Output.ShouldNotContain("THESECRET");
        product.Output.ShouldNotContain("203.0.113.77");
    }

    private static DefaultHttpContext Request()
    {
        var context = new DefaultHttpContext
        {
            TraceIdentifier = "0af7651916cd43dd8448eb211c80319c",
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "42"), new Claim(ClaimTypes.Name, "nguyen.an")], "test")),
        };
        context.Request.Method = "GET";
        context.Request.Path = "/join/THESECRET";
        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("join/{secret}"), 0, null, null));
        return context;
    }

    private static string Written(string template, string value, HttpContext? context)
    {
        using var output = new StringWriter();
        IReadOnlyList<KeyValuePair<string, object?>> state = [new("Name", value), new("{OriginalFormat}", template)];
        var entry = new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(
            LogLevel.Warning, "Campaign111.Probe", new EventId(7, "Probe"), state, null, (values, _) => template.Replace("{Name}", (string?)values[0].Value, StringComparison.Ordinal));
        new JsonLines(new HttpContextAccessor { HttpContext = context }, TimeProvider.System).Write(entry, null, output);
        return output.ToString();
    }
}
