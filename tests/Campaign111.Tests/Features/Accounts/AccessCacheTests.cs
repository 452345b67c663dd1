using System.Text.RegularExpressions;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Security;
using Campaign111.Tests.Architecture;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Accounts;

/// <summary>What is kept of tokens and roles must never outlive what this node changed.</summary>
public partial class AccessCacheTests
{
    private static readonly Membership Officer = new(Role.CommuneOfficer, 7, "/1/7/");

    [Fact]
    public void Roles_are_kept_until_something_changes()
    {
        var cache = new AccessCache(TimeProvider.System);
        cache.Keep(1, [Officer], cache.Version);

        cache.TryRoles(1, out var kept).ShouldBeTrue();
        kept.ShouldBe([Officer]);
        cache.TryRoles(2, out _).ShouldBeFalse();

        cache.Forget();
        cache.TryRoles(1, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_reading_that_was_overtaken_by_a_change_is_not_used()
    {
        var cache = new AccessCache(TimeProvider.System);
        var asOf = cache.Version;
        cache.Forget();
        cache.Keep(1, [Officer], asOf);
        cache.Keep("hash", new TokenOwner { AccountId = 1 }, asOf);

        cache.TryRoles(1, out _).ShouldBeFalse();
        cache.TryOwner("hash", out _).ShouldBeFalse();
    }

    [Theory, OnEachDatabase]
    public async Task A_token_revoked_here_stops_at_once_and_one_revoked_elsewhere_within_five_seconds(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var time = TimeProvider.System;
        var (here, there) = (new AccessCache(time), new AccessCache(time));
        var (tokens, other) = (new ApiTokenService(test.Database, here, new AuditLog(time), time), new ApiTokenService(test.Database, there, new AuditLog(time), time));
        var owner = await ApiTokenTests.OwnerAsync(test, time.GetUtcNow());
        var secret = await tokens.CreateAsync(Actor.System, owner, "điện thoại");
        (await tokens.OwnerAsync(secret, default)).ShouldNotBeNull();
        (await other.OwnerAsync(secret, default)).ShouldNotBeNull();

        var id = (await tokens.OfAccountAsync(owner)).Single().Id;
        (await tokens.RevokeAsync(Actor.System, owner, id)).ShouldBeTrue();

        (await tokens.OwnerAsync(secret, default)).ShouldBeNull();
        AccessCache.Fresh.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
        await Task.Delay(AccessCache.Fresh + TimeSpan.FromMilliseconds(100));
        (await other.OwnerAsync(secret, default)).ShouldBeNull();
    }

    [Fact]
    public void Every_class_that_changes_accounts_roles_or_tokens_forgets_what_is_kept()
    {
        var assembly = typeof(AccessCache).Assembly;
        var changing = SqlTexts.Statements(assembly).Where(sql => Changes().IsMatch(sql.Text)).Select(sql => sql.Place[..sql.Place.LastIndexOf('.')]).Distinct().ToList();
        changing.Count.ShouldBeGreaterThan(2, "the pattern finds the classes that are known to");

        changing.Where(name => !assembly.GetType($"Campaign111.{name}")!.GetConstructors()
            .Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(AccessCache)))).ShouldBeEmpty();
    }

    // Neither the last use, nor the last sign-in, nor a password, nor a language changes who may do what.
    [GeneratedRegex(@"UPDATE\s+(membership|account\s+SET\s+(?!last_sign_in_at|password_hash|language)|api_token\s+SET\s+(?!last_used_at))|DELETE\s+FROM\s+(membership|account|api_token)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Changes();
}
