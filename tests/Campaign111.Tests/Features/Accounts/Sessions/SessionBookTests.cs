using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.Sessions;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaign111.Tests.Features.Accounts.Sessions;

public class SessionBookTests
{
    private static readonly Actor Somebody = new(1, "xa.1");

    private readonly SettableTime time = new(new DateTimeOffset(2026, 3, 1, 2, 0, 0, TimeSpan.Zero));

    [Theory, OnEachDatabase]
    public async Task What_is_ended_here_is_over_at_once_and_on_another_node_within_a_minute(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (here, there, account) = (BookOf(test.Database), BookOf(test.Database), await AccountAsync(test.Database));
        await here.BeginAsync(account, "phone", "Chrome, Android");
        await here.BeginAsync(account, "office", "Edge, Windows");
        foreach (var key in new[] { "phone", "office" })
        {
            (await here.IsAliveAsync(key, account)).ShouldBeTrue();
            (await there.IsAliveAsync(key, account)).ShouldBeTrue();
        }

        var phone = (await here.OfAsync(account)).Single(session => session.Device == "Chrome, Android").Id;
        (await here.EndAsync(Somebody, account + 1, phone)).ShouldBeFalse("somebody else's");
        (await here.EndAsync(Somebody, account, phone)).ShouldBeTrue();

        (await here.IsAliveAsync("phone", account)).ShouldBeFalse();
        (await here.IsAliveAsync("office", account)).ShouldBeTrue("exactly that one");
        SessionBook.Fresh.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        time.Now += SessionBook.Fresh;
        (await there.IsAliveAsync("phone", account)).ShouldBeFalse();
        (await there.IsAliveAsync("office", account)).ShouldBeTrue();
    }

    [Theory, OnEachDatabase]
    public async Task A_key_counts_for_its_own_account_alone(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (book, account) = (BookOf(test.Database), await AccountAsync(test.Database));
        await book.BeginAsync(account, "phone", "");

        (await book.IsAliveAsync("phone", account)).ShouldBeTrue();
        (await book.IsAliveAsync("phone", account + 1)).ShouldBeFalse();
        (await book.IsAliveAsync("none", account)).ShouldBeFalse();
    }

    [Theory, OnEachDatabase]
    public async Task Use_is_noted_once_in_five_minutes(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (book, account) = (BookOf(test.Database), await AccountAsync(test.Database));
        var begun = time.Now;
        await book.BeginAsync(account, "phone", "");

        time.Now += TimeSpan.FromMinutes(4);
        await book.IsAliveAsync("phone", account);
        (await book.OfAsync(account)).Single().SeenAt.ShouldBe(begun);
        time.Now += TimeSpan.FromMinutes(2);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => book.IsAliveAsync("phone", account)));
        (await book.OfAsync(account)).Single().SeenAt.ShouldBe(begun.AddMinutes(6));
    }

    [Theory, OnEachDatabase]
    public async Task Old_sessions_are_taken_away_and_none_lives_for_ever(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (book, account) = (BookOf(test.Database), await AccountAsync(test.Database));
        await book.BeginAsync(account, "used", "");
        await book.BeginAsync(account, "idle", "");
        var end = time.Now + SessionBook.LongestLife;
        while (time.Now < end - TimeSpan.FromDays(7))
        {
            time.Now += TimeSpan.FromDays(7);
            (await book.IsAliveAsync("used", account)).ShouldBeTrue();
        }

        (await book.RemoveOldAsync()).ShouldBe(1, "the idle one");
        time.Now = end;
        (await book.IsAliveAsync("used", account)).ShouldBeFalse();
        (await book.RemoveOldAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36", "Chrome, Android")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/118.0 Chrome/112.0 Safari/537.36", "Coc Coc, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0", "Firefox, Linux")]
    [InlineData("curl/8.0", "")]
    [InlineData(null, "")]
    public void A_device_is_named_coarsely(string? agent, string label) => DeviceLabel.Of(agent).ShouldBe(label);

    private SessionBook BookOf(Database database) => new(database, new AuditLog(time), time, NullLogger<SessionBook>.Instance);

    private Task<long> AccountAsync(Database database) =>
        database.WriteAsync(session => AccountRows.InsertAsync(session, AccountRows.New("xa.1", "xa.1", null, time.Now)));
}
