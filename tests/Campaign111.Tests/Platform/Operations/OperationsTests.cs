using System.Net;
using System.Net.Http.Headers;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Platform.Operations.Backup;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaign111.Tests.Platform.Operations;

/// <summary>What whoever runs the product relies on: numbers, a copy before the schema changes, words for what goes wrong.</summary>
public class OperationsTests
{
    [Fact]
    public async Task Metrics_answer_the_token_and_nobody_else()
    {
        await using var app = new AppFactory(demo: false, more: new Dictionary<string, string?> { ["Campaign111:Metrics:Token"] = "bí-mật" });
        using var client = app.CreateClient();
        (await client.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer khac");
        (await client.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Metrics_are_in_the_text_format_and_do_not_exist_without_a_token()
    {
        await using var app = new AppFactory(demo: false, more: new Dictionary<string, string?> { ["Campaign111:Metrics:Token"] = "thu" });
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "thu");
        (await client.GetAsync(new Uri("/sign-in", UriKind.Relative))).EnsureSuccessStatusCode();
        await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        var text = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        foreach (var name in new[] { "campaign111_outbox_waiting 0", "campaign111_sync_entries 0", "campaign111_jobs_failing 0", "campaign111_database_bytes ", "http_server_request_duration" })
        {
            text.ShouldContain(name);
        }

        await using var closed = new AppFactory(demo: false);
        using var stranger = closed.CreateClient();
        (await stranger.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Before_the_schema_changes_a_copy_is_made_and_two_stay()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        var migrator = TestDatabase.MigratorFor(test.Database);
        var time = new SettableTime(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        var copy = new MigrationCopy(test.Options, migrator, time, NullLogger<MigrationCopy>.Instance);
        (await copy.MakeAsync(default)).ShouldBeNull("nothing is missing");
        await test.Database.WriteAsync(session => session.ExecuteAsync("DELETE FROM schema_migration WHERE name LIKE '0034%'"));
        for (var round = 0; round < 3; round++)
        {
            time.Now += TimeSpan.FromMinutes(1);
            var path = (await copy.MakeAsync(default)).ShouldNotBeNull();
            (await SqliteCopy.ProblemAsync(path, quick: false, default)).ShouldBeNull();
        }

        Directory.GetFiles(Path.Combine(test.Options.Folder, "before-migration")).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(5, "locked by another process")]
    [InlineData(8, "may not be written")]
    [InlineData(11, "damaged")]
    [InlineData(13, "disk is full")]
    [InlineData(14, "cannot be opened")]
    [InlineData(26, "damaged")]
    public void A_failure_of_the_database_says_what_to_do(int code, string words) =>
        Failure.Explain(new SqliteException("SQLite Error", code)).ShouldNotBeNull().ShouldContain(words);

    [Fact]
    public void A_fault_of_the_product_keeps_its_stack() => Failure.Explain(new InvalidOperationException("x")).ShouldBeNull();
}
