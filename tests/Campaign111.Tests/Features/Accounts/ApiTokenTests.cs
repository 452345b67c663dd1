using Campaign111.Features.Accounts;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Accounts;

public class ApiTokenTests
{
    [Theory, OnEachDatabase]
    public async Task A_token_opens_until_it_expires_or_is_revoked_and_is_stored_as_a_hash(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var clock = new SettableTime(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var tokens = new ApiTokenService(test.Database, new AccessCache(clock), new AuditLog(clock), clock);
        var owner = await OwnerAsync(test, clock.GetUtcNow());

        var secret = await tokens.CreateAsync(Actor.System, owner, "điện thoại", days: 10);
        var other = await tokens.CreateAsync(Actor.System, owner, "máy tính", days: 20);

        (await tokens.OwnerAsync(secret, default))!.AccountId.ShouldBe(owner);
        (await tokens.OwnerAsync(secret[..^1] + (secret[^1] == '0' ? '1' : '0'), default)).ShouldBeNull();
        (await tokens.OwnerAsync("", default)).ShouldBeNull();
        var dump = string.Concat(await test.Database.ReadAsync(session => session.QueryAsync<string>(
            "SELECT CONCAT(prefix, token_hash, label) FROM api_token UNION ALL SELECT after_json FROM audit_event WHERE after_json IS NOT NULL")));
        dump.ShouldContain(SecretToken.HashOf(secret));
        dump.ShouldNotContain(secret);

        clock.Now = clock.Now.AddDays(10);
        (await tokens.OwnerAsync(secret, default)).ShouldBeNull();
        (await tokens.OwnerAsync(other, default))!.AccountId.ShouldBe(owner);

        var id = (await tokens.OfAccountAsync(owner)).Single(token => token.Label == "máy tính").Id;
        (await tokens.RevokeAsync(Actor.System, owner + 1, id)).ShouldBeFalse("somebody else's");
        (await tokens.RevokeAsync(Actor.System, owner, id)).ShouldBeTrue();
        (await tokens.OwnerAsync(other, default)).ShouldBeNull();
    }

    [Theory, OnEachDatabase]
    public async Task The_last_use_is_noted_once_an_hour_at_most(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var clock = new SettableTime(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var cache = new AccessCache(clock);
        var tokens = new ApiTokenService(test.Database, cache, new AuditLog(clock), clock);
        var owner = await OwnerAsync(test, clock.Now);
        var secret = await tokens.CreateAsync(Actor.System, owner, "thử");
        async Task<DateTimeOffset?> UsedAfterAsync(int minutes)
        {
            clock.Now = clock.Now.AddMinutes(minutes);
            cache.Forget();
            (await tokens.OwnerAsync(secret, default)).ShouldNotBeNull();
            return (await tokens.OfAccountAsync(owner)).Single().LastUsedAt;
        }

        var first = await UsedAfterAsync(1);
        first.ShouldBe(clock.Now);
        (await UsedAfterAsync(59)).ShouldBe(first);
        (await UsedAfterAsync(2)).ShouldBe(clock.Now);
    }

    [Theory, OnEachDatabase]
    public async Task A_token_ends_with_the_last_role_of_its_owner_however_that_ended(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var clock = new SettableTime(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var cache = new AccessCache(clock);
        var tokens = new ApiTokenService(test.Database, cache, new AuditLog(clock), clock);
        var secret = await tokens.CreateAsync(Actor.System, await OwnerAsync(test, clock.Now), "thử");
        (await tokens.OwnerAsync(secret, default)).ShouldNotBeNull();

        await test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE membership SET ended_at = @now", new { now = clock.Now }));
        cache.Forget();

        (await tokens.OwnerAsync(secret, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Days_and_scopes_are_held()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        var clock = new SettableTime(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var tokens = new ApiTokenService(test.Database, new AccessCache(clock), new AuditLog(clock), clock);
        var owner = await OwnerAsync(test, clock.Now);

        await tokens.CreateAsync(Actor.System, owner, "tất cả");
        await tokens.CreateAsync(Actor.System, owner, "ít", days: 400, scopes: [ApiScopes.FiguresRead, ApiScopes.CoverageRead, ApiScopes.FiguresRead]);
        await Should.ThrowAsync<ArgumentException>(() => tokens.CreateAsync(Actor.System, owner, "lâu", days: 401));
        await Should.ThrowAsync<ArgumentException>(() => tokens.CreateAsync(Actor.System, owner, "không", scopes: []));
        await Should.ThrowAsync<ArgumentException>(() => tokens.CreateAsync(Actor.System, owner, "lạ", scopes: ["everything"]));

        var made = await tokens.OfAccountAsync(owner);
        made.Select(token => token.Label).ShouldBe(["ít", "tất cả"]);
        made[0].ScopeList.ShouldBe([ApiScopes.CoverageRead, ApiScopes.FiguresRead]);
        made[1].ScopeList.ShouldBe(ApiScopes.All);
        made[1].ExpiresAt.ShouldBe(clock.Now.AddDays(180));
        made[1].EndsSoon(clock.Now.AddDays(165)).ShouldBeFalse();
        made[1].EndsSoon(clock.Now.AddDays(166)).ShouldBeTrue();
        made[1].EndsSoon(clock.Now.AddDays(180)).ShouldBeFalse("it has ended");
    }

    [Fact]
    public void Secrets_are_long_random_and_read_in_any_case()
    {
        var secrets = Enumerable.Range(0, 1000).Select(_ => SecretToken.Create()).ToList();

        secrets.Select(secret => secret.Text).Distinct().Count().ShouldBe(1000);
        secrets.ShouldAllBe(secret => secret.Text.Length == 32 && secret.Hash.Length == 64 && !secret.Text.Contains('O'));
        SecretToken.HashOf($" {secrets[0].Text.ToLowerInvariant()} ").ShouldBe(secrets[0].Hash);
    }

    /// <summary>An account with a role at a unit.</summary>
    internal static async Task<long> OwnerAsync(TestDatabase test, DateTimeOffset now)
    {
        var unit = await TestUnits.InsertAsync(test.Database, "commune", "90001", null);
        return await test.Database.WriteAsync(async session =>
        {
            var id = await AccountRows.InsertAsync(session, AccountRows.New("xa.1", "Xã Một", null, now));
            await AccountRows.GrantAsync(session, id, new Membership(Role.CommuneOfficer, unit.Id, unit.Path), now);
            return id;
        });
    }
}
