using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaign111.Tests.Features.Accounts.TwoFactor;

public class SecondFactorTests
{
    private static readonly Actor Somebody = new(1, "xa.1");

    private readonly SettableTime time = new(new DateTimeOffset(2026, 3, 1, 2, 0, 10, TimeSpan.Zero));

    [Theory, OnEachDatabase]
    public async Task A_code_counts_once_however_many_send_it_at_once_and_none_before_it_after(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (factors, account) = (FactorsOf(test.Database, time), await AccountAsync(test.Database));
        var step = Totp.StepAt(time.Now);
        await factors.EnableAsync(Somebody, account, Totp.NewKey(), step - 5, replaces: false);

        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => factors.AcceptAsync(account, step)));

        tries.Count(accepted => accepted).ShouldBe(1);
        (await factors.AcceptAsync(account, step - 1)).ShouldBeFalse("the one before, read over a shoulder");
        (await factors.AcceptAsync(account, step + 1)).ShouldBeTrue();

        // The control: with what is kept of it taken away the same code counts again.
        await test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE account_authenticator SET last_step = 0"));
        (await factors.AcceptAsync(account, step)).ShouldBeTrue();
    }

    [Theory, OnEachDatabase]
    public async Task A_recovery_code_works_once_and_only_for_its_account(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var factors = FactorsOf(test.Database, time);
        var (mine, other) = (await AccountAsync(test.Database), await AccountAsync(test.Database, "xa.2"));
        var codes = (await factors.EnableAsync(Somebody, mine, Totp.NewKey(), 0, replaces: false))!;
        await factors.EnableAsync(Somebody, other, Totp.NewKey(), 0, replaces: false);

        (await factors.RedeemAsync(Somebody, other, codes[0])).ShouldBeFalse();
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => factors.RedeemAsync(Somebody, mine, codes[0])));
        tries.Count(redeemed => redeemed).ShouldBe(1);
        (await factors.StateAsync(mine)).CodesLeft.ShouldBe(9);

        var renewed = await factors.RenewCodesAsync(Somebody, mine);
        (await factors.RedeemAsync(Somebody, mine, codes[1])).ShouldBeFalse("the set of before is gone");
        (await factors.RedeemAsync(Somebody, mine, renewed[0])).ShouldBeTrue();
    }

    [Theory, OnEachDatabase]
    public async Task Neither_the_key_nor_the_codes_lie_in_the_database_as_they_are(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (factors, account, other) = (FactorsOf(test.Database, time), await AccountAsync(test.Database), await AccountAsync(test.Database, "xa.2"));
        var key = Totp.NewKey();
        var codes = (await factors.EnableAsync(Somebody, account, key, 0, replaces: false))!;

        var stored = await test.Database.ReadAsync(session => session.QueryAsync<string>(
            "SELECT protected_key FROM account_authenticator UNION ALL SELECT code_hash FROM account_recovery_code"));
        stored.Count.ShouldBe(11);
        stored.ShouldAllBe(text => !text.Contains(key, StringComparison.Ordinal) && !codes.Any(code => text.Contains(code, StringComparison.Ordinal)));
        (await factors.KeyAsync(account)).ShouldBe(key);

        await test.Database.WriteAsync(session => session.ExecuteAsync(
            "INSERT INTO account_authenticator (account_id, protected_key, last_step, tries, created_at) SELECT @other, protected_key, 0, 0, created_at FROM account_authenticator", new { other }));
        (await factors.KeyAsync(other)).ShouldBeNull("a key copied to another account is of no use there");
        (await FactorsOf(test.Database, time).KeyAsync(account)).ShouldBeNull("nor with other keys of the installation");
    }

    [Theory, OnEachDatabase]
    public async Task Five_wrong_codes_lock_for_a_quarter_of_an_hour(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (factors, account) = (FactorsOf(test.Database, time), await AccountAsync(test.Database));
        await factors.EnableAsync(Somebody, account, Totp.NewKey(), 0, replaces: false);

        var tries = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => factors.TakeTryAsync(account)));

        tries.CountBy(left => left).ToDictionary().ShouldBe(
            new Dictionary<CodeTry, int> { [CodeTry.Allowed] = 4, [CodeTry.Last] = 1, [CodeTry.Locked] = 15 }, ignoreOrder: true);
        time.Now += SecondFactors.LockTime;
        (await factors.TakeTryAsync(account)).ShouldBe(CodeTry.Allowed);
        await factors.ClearTriesAsync(account);
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => factors.TakeTryAsync(account)))).ShouldAllBe(left => left == CodeTry.Allowed);
    }

    [Theory, OnEachDatabase]
    public async Task A_second_app_needs_the_word_to_replace_the_first(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (factors, account) = (FactorsOf(test.Database, time), await AccountAsync(test.Database));
        var (first, second) = (Totp.NewKey(), Totp.NewKey());
        await factors.EnableAsync(Somebody, account, first, 0, replaces: false);

        (await factors.EnableAsync(Somebody, account, second, 0, replaces: false)).ShouldBeNull();
        (await factors.KeyAsync(account)).ShouldBe(first);
        (await factors.EnableAsync(Somebody, account, second, 0, replaces: true)).ShouldNotBeNull();
        (await factors.KeyAsync(account)).ShouldBe(second);

        await factors.TurnOffAsync(Somebody, account);
        (await factors.StateAsync(account)).ShouldBe(new SecondFactorState(null, 0, 0));
    }

    [Theory]
    [InlineData(null, false, "administrator,province-committee")]
    [InlineData(null, true, "")]
    [InlineData("none", false, "")]
    [InlineData("commune-officer, inspector", true, "commune-officer,inspector")]
    public void The_policy_names_roles(string? setting, bool demo, string roles)
    {
        var policy = PolicyOf(setting, demo);

        string.Join(',', policy.Roles.Select(role => role.Code())).ShouldBe(roles);
        policy.Requires([new Membership(Role.Department, 1, "/1/")]).ShouldBeFalse();
        policy.Requires([new Membership(Role.Department, 1, "/1/"), new Membership(Role.Administrator, 1, "/1/")]).ShouldBe(roles.Contains("administrator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_role_that_there_is_not_stops_the_start()
    {
        var error = await Should.ThrowAsync<CliException>(() => PolicyOf("administrator,comune-officer", false).RunAsync(default));

        error.Message.ShouldContain("comune-officer");
        error.Message.ShouldContain("commune-officer");
    }

    internal static SecondFactors FactorsOf(Database database, TimeProvider time) =>
        new(database, new EphemeralDataProtectionProvider(), new AuditLog(time), time, NullLogger<SecondFactors>.Instance);

    private static TwoFactorPolicy PolicyOf(string? setting, bool demo)
    {
        var mode = new ProductMode();
        mode.Set(demo);
        return new TwoFactorPolicy(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [TwoFactorPolicy.Key] = setting }).Build(), mode);
    }

    private Task<long> AccountAsync(Database database, string name = "xa.1") =>
        database.WriteAsync(session => AccountRows.InsertAsync(session, AccountRows.New(name, name, null, time.Now)));
}
