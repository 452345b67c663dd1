using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Audit.Seals;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaign111.Tests.Platform.Audit;

/// <summary>The chain over the trail: it finds what was changed, removed or slipped in, and nothing else.</summary>
public sealed class AuditSealTests
{
    [Theory, OnEachDatabase]
    public async Task A_trail_that_nobody_touched_is_whole_and_grows(string dialect)
    {
        await using var trail = await Trail.CreateAsync(dialect);
        (await trail.Verifier.VerifyAsync()).Head.ShouldBeNull();
        await trail.WriteAsync(2500);
        (await trail.Sealer.SealAsync()).ShouldBe(2500);
        (await trail.Sealer.SealAsync()).ShouldBe(0);
        await trail.WriteAsync(3);

        var verdict = await trail.Verifier.VerifyAsync();

        verdict.Faults.ShouldBeEmpty();
        (verdict.Sealed, verdict.Waiting).ShouldBe((2500, 3));
        (await trail.Sealer.SealAsync()).ShouldBe(3);
        (await trail.Verifier.VerifyAsync()).Head.ShouldNotBe(verdict.Head);
    }

    [Theory]
    [InlineData("UPDATE audit_event SET actor = 'xa.25319' WHERE id = 5", 5L, "changed")]
    [InlineData("UPDATE audit_event SET after_json = '{\"households\":999}' WHERE id = 5", 5L, "changed")]
    [InlineData("UPDATE audit_event SET before_json = '' WHERE id = 5", 5L, "changed")]
    [InlineData("UPDATE audit_event SET reason = NULL WHERE id = 5", 5L, "changed")]
    [InlineData("UPDATE audit_event SET at = '2020-01-01 00:00:00.000' WHERE id = 5", 5L, "changed")]
    [InlineData("UPDATE audit_event SET subject_id = '6' WHERE id = 5", 5L, "changed")]
    [InlineData("UPDATE audit_event SET account_id = 8 WHERE id = 5", 5L, "changed")]
    [InlineData("DELETE FROM audit_event WHERE id = 5", 5L, "removed")]
    [InlineData("DELETE FROM audit_event WHERE id = 5; DELETE FROM audit_seal WHERE event_id = 5", null, "seals 5 to 5 were removed")]
    [InlineData("UPDATE audit_seal SET actor_salt = NULL WHERE event_id = 5", 5L, "changed")]
    [InlineData("UPDATE audit_seal SET text_salt = NULL WHERE event_id = 5; UPDATE audit_event SET before_json = NULL, after_json = '{}', reason = NULL WHERE id = 5", 5L, "changed")]
    [InlineData("UPDATE audit_seal SET content_hash = hash WHERE seq = 5", 5L, "chain breaks")]
    [InlineData("DELETE FROM audit_event WHERE id > 15; DELETE FROM audit_seal WHERE seq > 15", null, "its end was cut off")]
    public async Task What_was_tampered_with_is_named(string sql, long? eventId, string problem)
    {
        await using var trail = await Trail.CreateAsync("sqlite");
        await trail.WriteAsync(20);
        await trail.Sealer.SealAsync();

        await trail.RunAsync(sql);

        var faults = (await trail.Verifier.VerifyAsync()).Faults;
        faults.ShouldContain(fault => fault.EventId == eventId && fault.Problem.Contains(problem, StringComparison.Ordinal), string.Join("; ", faults));
    }

    [Fact]
    public async Task An_event_slipped_in_among_sealed_ones_is_never_sealed_and_is_found()
    {
        await using var trail = await Trail.CreateAsync("sqlite");
        await trail.WriteAsync(10);
        await trail.RunAsync("DELETE FROM audit_event WHERE id = 4");
        await trail.Sealer.SealAsync();
        trail.Time.Now += TimeSpan.FromHours(1);
        await trail.WriteAsync(2);
        await trail.Sealer.SealAsync();

        await trail.RunAsync("INSERT INTO audit_event (id, at, actor, action, subject_type, subject_id) VALUES (4, '2020-09-01 01:00:00.000', 'xa.25318', 'coverage.record', 'batch', '1')");
        (await trail.Sealer.SealAsync()).ShouldBe(0);

        (await trail.Verifier.VerifyAsync()).Faults.ShouldHaveSingleItem().EventId.ShouldBe(4);
    }

    [Fact]
    public async Task An_event_that_commits_behind_a_later_one_is_still_sealed()
    {
        await using var trail = await Trail.CreateAsync("sqlite");
        await trail.WriteAsync(10);
        await trail.RunAsync("CREATE TABLE late AS SELECT * FROM audit_event WHERE id = 4; DELETE FROM audit_event WHERE id = 4");
        await trail.Sealer.SealAsync();
        trail.Time.Now += TimeSpan.FromSeconds(20);
        await trail.RunAsync("INSERT INTO audit_event SELECT * FROM late");

        (await trail.Sealer.SealAsync()).ShouldBe(1);
        (await trail.Verifier.VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_chain_that_was_computed_anew_differs_from_what_was_written_down()
    {
        await using var trail = await Trail.CreateAsync("sqlite");
        await trail.WriteAsync(10);
        await trail.Sealer.SealAsync();
        await trail.RunAsync("UPDATE audit_event SET actor = 'ai khác' WHERE id = 2; DELETE FROM audit_seal");
        await trail.Sealer.SealAsync();
        (await trail.Verifier.VerifyAsync()).Faults.ShouldContain(fault => fault.Problem.Contains("computed anew", StringComparison.Ordinal));

        // The safeguard taken away: without the lines outside the database nothing is seen.
        File.Delete(trail.Anchors.Path);
        (await trail.Verifier.VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Theory, OnEachDatabase]
    public async Task A_person_is_erased_and_the_chain_stays_whole(string dialect)
    {
        await using var trail = await Trail.CreateAsync(dialect);
        await trail.WriteAsync(10);
        await trail.AboutAsync(7);
        await trail.Sealer.SealAsync();

        await trail.Database.WriteAsync(session => AuditErasure.EraseAsync(session, 7, []));

        (await trail.Verifier.VerifyAsync()).Faults.ShouldBeEmpty();
        (await trail.CountAsync("SELECT COUNT(*) FROM audit_event WHERE actor = 'xa.25318' OR after_json LIKE '%Ng_y%'")).ShouldBe(0);
        (await trail.CountAsync("SELECT COUNT(*) FROM audit_event WHERE after_json LIKE '%households%'")).ShouldBe(10, "what was done stays");
        await trail.RunAsync("UPDATE audit_event SET actor = 'ai khác' WHERE id = 2");
        (await trail.Verifier.VerifyAsync()).Faults.ShouldHaveSingleItem().EventId.ShouldBe(2);
    }

    [Theory, OnEachDatabase]
    public async Task Old_events_go_by_the_rule_and_only_by_it(string dialect)
    {
        await using var trail = await Trail.CreateAsync(dialect);
        await trail.WriteAsync(10);
        trail.Time.Now += TimeSpan.FromDays(4 * 366);
        await trail.WriteAsync(5);

        await trail.Retention("3").RunAsync(default);
        await trail.Retention("3").RunAsync(default);
        await trail.Sealer.SealAsync();

        (await trail.CountAsync("SELECT COUNT(*) FROM audit_event")).ShouldBe(6);
        var verdict = await trail.Verifier.VerifyAsync();
        verdict.Faults.ShouldBeEmpty();
        verdict.Removed.ShouldBe(10);
        await trail.RunAsync("DELETE FROM audit_event WHERE id = 12");
        (await trail.Verifier.VerifyAsync()).Faults.ShouldHaveSingleItem().EventId.ShouldBe(12);
    }

    [Fact]
    public async Task Without_a_number_of_years_or_with_too_few_nothing_goes()
    {
        await using var trail = await Trail.CreateAsync("sqlite");
        await trail.WriteAsync(10);
        trail.Time.Now += TimeSpan.FromDays(4000);
        await trail.Retention(null).RunAsync(default);
        await trail.Retention("1").RunAsync(default);
        (await trail.CountAsync("SELECT COUNT(*) FROM audit_event")).ShouldBe(10);
    }

    private sealed class Trail : IAsyncDisposable
    {
        private readonly TestDatabase test;
        private readonly AuditLog log;

        private Trail(TestDatabase test)
        {
            this.test = test;
            log = new AuditLog(Time);
            Anchors = new AuditAnchors(test.Options, NullLogger<AuditAnchors>.Instance);
            Sealer = new AuditSealer(Database, Anchors, Time);
            Verifier = new AuditVerifier(Database, Anchors);
        }

        public SettableTime Time { get; } = new(new DateTimeOffset(2020, 9, 1, 1, 0, 0, TimeSpan.Zero));

        public Campaign111.Platform.Data.Database Database => test.Database;

        public AuditAnchors Anchors { get; }

        public AuditSealer Sealer { get; }

        public AuditVerifier Verifier { get; }

        public static async Task<Trail> CreateAsync(string dialect) => new(await TestDatabase.CreateAsync(dialect));

        public AuditRetention Retention(string? years) => new(
            Database, log, Sealer, new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Campaign111:Audit:KeepYears"] = years }).Build(), Time);

        public Task WriteAsync(int events) => Database.WriteAsync(async session =>
        {
            for (var i = 1; i <= events; i++)
            {
                await log.RecordAsync(session, new Actor(7, "xa.25318"), new AuditEntry("coverage.record", "batch", i.ToString(CultureInfo.InvariantCulture))
                {
                    UnitId = null, Before = new { households = i }, After = new { households = i + 1 }, Reason = "Ghi bổ sung",
                });
            }
        });

        public Task AboutAsync(long account) => Database.WriteAsync(session => log.RecordAsync(
            session, Actor.System, new AuditEntry("account.updated", "account", account.ToString(CultureInfo.InvariantCulture)) { After = new { name = "Người mẫu Nguyễn Văn Nguỵ" } }));

        public Task<int> RunAsync(string sql) => Database.WriteAsync(session => session.ExecuteAsync(sql));

        public Task<long> CountAsync(string sql) => Database.ReadAsync(session => session.ScalarAsync<long>(sql));

        public ValueTask DisposeAsync() => test.DisposeAsync();
    }
}
