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
        var owner = await test.Database.WriteAsync(session => AccountRows.InsertAsync(session, AccountRows.New("xa.1", "Xã Một", null, clock.GetUtcNow())));

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

    [Fact]
    public void Secrets_are_long_random_and_read_in_any_case()
    {
        var secrets = Enumerable.Range(0, 1000).Select(_ => SecretToken.Create()).ToList();

        secrets.Select(secret => secret.Text).Distinct().Count().ShouldBe(1000);
        secrets.ShouldAllBe(secret => secret.Text.Length == 32 && secret.Hash.Length == 64 && !secret.Text.Contains('O'));
        SecretToken.HashOf($" {secrets[0].Text.ToLowerInvariant()} ").ShouldBe(secrets[0].Hash);
    }
}
