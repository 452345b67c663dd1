using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.Identity;
using Campaign111.Features.Accounts.Passkeys;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace Campaign111.Tests.Features.Accounts;

public class AccountStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 2, 3, 4, TimeSpan.Zero);

    [Theory, OnEachDatabase]
    public async Task What_is_stored_comes_back_by_id_name_and_address(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        using var store = StoreOf(test.Database);
        var account = NewAccount("Xa.1");
        account.LockedUntil = Now.AddMinutes(15);
        account.EmailConfirmed = true;

        (await store.CreateAsync(account, default)).Succeeded.ShouldBeTrue();
        (await store.UpdateAsync(account, default)).Succeeded.ShouldBeTrue();

        foreach (var found in new[]
                 {
                     await store.FindByIdAsync($"{account.Id}", default),
                     await store.FindByNameAsync("XA.1", default),
                     await store.FindByEmailAsync("OFFICE@EXAMPLE.COM", default),
                 })
        {
            found.ShouldNotBeNull();
            found.UserName.ShouldBe("xa.1");
            found.DisplayName.ShouldBe("Cán bộ xã Một");
            found.LockedUntil.ShouldBe(Now.AddMinutes(15));
            found.CreatedAt.ShouldBe(Now);
            found.ClosedAt.ShouldBeNull();
            found.EmailConfirmed.ShouldBeTrue();
        }

        (await store.FindByIdAsync("not a number", default)).ShouldBeNull();
        (await store.FindByNameAsync("xa.1", default)).ShouldBeNull("the key is binary");
    }

    [Theory, OnEachDatabase]
    public async Task A_name_is_given_once(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        using var store = StoreOf(test.Database);
        await store.CreateAsync(NewAccount("xa.1"), default);

        var result = await store.CreateAsync(NewAccount("XA.1"), default);

        result.Errors.Single().Code.ShouldBe("DuplicateUserName");
    }

    [Theory, OnEachDatabase]
    public async Task Of_two_who_change_the_same_account_the_second_is_told(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        using var store = StoreOf(test.Database);
        await store.CreateAsync(NewAccount("xa.1"), default);
        var one = (await store.FindByNameAsync("XA.1", default))!;
        var two = (await store.FindByNameAsync("XA.1", default))!;
        one.DisplayName = "Một";
        two.DisplayName = "Hai";

        (await store.UpdateAsync(one, default)).Succeeded.ShouldBeTrue();
        (await store.UpdateAsync(two, default)).Errors.Single().Code.ShouldBe("ConcurrencyFailure");

        (await store.FindByNameAsync("XA.1", default))!.DisplayName.ShouldBe("Một");
        (await store.DeleteAsync(two, default)).Succeeded.ShouldBeFalse();
        (await store.DeleteAsync(one, default)).Succeeded.ShouldBeTrue();
        (await store.FindByNameAsync("XA.1", default)).ShouldBeNull();
    }

    [Theory, OnEachDatabase]
    public async Task A_change_is_audited_by_field_names_without_the_secret(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        using var store = StoreOf(test.Database);
        var account = NewAccount("xa.1");
        await store.CreateAsync(account, default);
        account.PasswordHash = "the-hash";
        await store.UpdateAsync(account, default);

        var events = await test.Database.ReadAsync(session => session.QueryAsync<string>(
            "SELECT CONCAT(action, ' ', after_json) FROM audit_event WHERE subject_type = 'account' ORDER BY id"));

        events[0].ShouldStartWith("account.created");
        events[1].ShouldBe("""account.updated {"fields":["PasswordHash"]}""");
    }

    [Theory, OnEachDatabase]
    public async Task Roles_and_people_follow_memberships_in_force(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var unit = await TestUnits.InsertAsync(test.Database, "nation", "VN", null);
        var account = NewAccount("xa.1");
        account.PasswordHash = "x";
        var id = await test.Database.WriteAsync(async session =>
        {
            var inserted = await AccountRows.InsertAsync(session, account);
            await AccountRows.GrantAsync(session, inserted, new Membership(Role.CommuneOfficer, unit.Id, unit.Path), Now);
            await AccountRows.GrantAsync(session, inserted, new Membership(Role.PressOffice, unit.Id, unit.Path, 7), Now);
            return inserted;
        });
        var cache = new AccessCache(TimeProvider.System);
        var memberships = new AccountMemberships(test.Database, cache);
        var people = new People(test.Database);

        (await memberships.OfAccountAsync(id, default)).ShouldBe(
            [new Membership(Role.CommuneOfficer, unit.Id, unit.Path), new Membership(Role.PressOffice, unit.Id, unit.Path, 7)]);
        (await people.AtAsync([unit.Id, 999]))[unit.Id].Select(person => (person.UserName, person.Role, person.OrganisationId))
            .ShouldBe([("xa.1", Role.CommuneOfficer, null), ("xa.1", Role.PressOffice, 7L)]);

        await test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE membership SET ended_at = @Now WHERE role = 'press-office'", new { Now }));
        cache.Forget();
        (await memberships.OfAccountAsync(id, default)).Count.ShouldBe(1);
        (await people.AtAsync([unit.Id]))[unit.Id].Count().ShouldBe(1);

        await test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE account SET closed_at = @Now", new { Now }));
        cache.Forget();
        (await memberships.OfAccountAsync(id, default)).ShouldBeEmpty();
        (await people.AtAsync([unit.Id]))[unit.Id].ShouldBeEmpty();
    }

    internal static AccountStore StoreOf(Database database) => new(
        database, new AccessCache(TimeProvider.System), new AuditLog(TimeProvider.System),
        new CurrentUser(new HttpContextAccessor(), new AccountMemberships(database, new AccessCache(TimeProvider.System))), new IdentityTexts(),
        TwoFactor.SecondFactorTests.FactorsOf(database, TimeProvider.System), new PasskeyBook(database, new AuditLog(TimeProvider.System), TimeProvider.System));

    private static Account NewAccount(string userName) => AccountRows.New(userName, "Cán bộ xã Một", "office@example.com", Now);
}
