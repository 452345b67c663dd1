using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security.Events;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaign111.Tests.Platform.Security;

/// <summary>What happens at the gate is noted, counted and bounded.</summary>
public sealed class SecurityEventTests
{
    [Fact]
    public async Task What_happens_at_the_gate_is_counted_and_shown_to_administrators()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        using var other = await app.SignedInAsync("xa.25318");
        using var admin = await app.SignedInAsync("quantri");
        using var stranger = app.Browse();
        for (var tries = 0; tries < 12; tries++)
        {
            (await stranger.SignInAsync("xa.25318", "wrong-THESECRET")).Dispose();
        }

        using (await officer.SubmitAsync("/account", "/account/sessions/end-others"))
        using (await officer.GetAsync("/admin/jobs?q=THESECRET"))
        using (await officer.Client.PostAsync(new Uri("/account/tokens", UriKind.Relative), new FormUrlEncodedContent([new("label", "THESECRET")])))
        using (var token = new HttpRequestMessage(HttpMethod.Get, "/api/v1/coverage") { Headers = { { "Authorization", "Bearer C111-THESECRET" } } })
        using (await stranger.Client.SendAsync(token))
        using (await officer.SubmitAsync("/account", "password", ("Current", DemoAccounts.Password), ("Password", "xe đạp 17 tầng mây"), ("Again", "xe đạp 17 tầng mây")))
        using (await stranger.GetAsync("/q/THESECRET0"))
        {
            await app.Services.GetRequiredService<SecurityWriter>().WriteAsync();
        }

        var found = await app.Services.GetRequiredService<SecurityEvents>().FindAsync(null, null, null, 100);
        var account = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = 'xa.25318'"));
        foreach (var kind in new[] { SecurityKind.SignedIn, SecurityKind.SignInFailed, SecurityKind.Denied, SecurityKind.FormRefused, SecurityKind.TokenRefused, SecurityKind.PasswordChanged, SecurityKind.SessionsEnded, SecurityKind.LockedOut })
        {
            found.ShouldContain(one => one.Kind == kind, kind);
        }

        found.ShouldContain(one => one.Kind == SecurityKind.Denied && one.AccountId == account && one.Route == "GET admin/jobs" && one.LastRequest.Length == 32);
        string.Concat(found.Select(one => one.Route + one.LastRequest)).ShouldNotContain("THESECRET");
        found.ShouldNotContain(one => one.Route.Contains("q/", StringComparison.Ordinal));
        (await admin.PageAsync("/admin/security?kind=denied")).Body!.TextContent.ShouldContain("GET admin/jobs");
        (await admin.PageAsync($"/admin/security?kind=signed-in&account={account}")).Body!.TextContent.ShouldNotContain("GET admin/jobs");
    }

    [Fact]
    public void A_million_knocks_fill_neither_the_log_nor_the_table()
    {
        var sink = new CountingLoggers();
        var log = new SecurityLog(sink, new SettableTime(new DateTimeOffset(2026, 1, 5, 3, 0, 0, TimeSpan.Zero)));

        for (var knock = 0; knock < 100_000; knock++)
        {
            log.Note(SecurityKind.Denied, knock % 5000, $"GET r{knock % 300}", "0");
        }

        sink.Lines.ShouldBe(SecurityLog.MostLines);
        var counts = log.Take();
        counts.Count.ShouldBe(SecurityLog.MostCells + 1, "the last one holds all the others");
        counts.Values.Sum(count => count.Times).ShouldBe(100_000, "none goes uncounted");
        log.Take().ShouldBeEmpty();
        log.Return(counts);
        log.Take().Values.Sum(count => count.Times).ShouldBe(100_000);
    }

    [Theory, OnEachDatabase]
    public async Task Counts_add_up_in_their_hour_and_old_ones_go(string dialect)
    {
        await using var database = await TestDatabase.CreateAsync(dialect);
        var time = new SettableTime(new DateTimeOffset(2026, 1, 5, 3, 10, 0, TimeSpan.Zero));
        var log = new SecurityLog(NullLoggerFactory.Instance, time);
        using var writer = new SecurityWriter(database.Database, log, time, NullLogger<SecurityWriter>.Instance);
        for (var hour = 0; hour < 2; hour++)
        {
            log.Note(SecurityKind.Denied, 7, "GET x", "a");
            await writer.WriteAsync();
            log.Note(SecurityKind.Denied, 7, "GET x", "b");
            await writer.WriteAsync();
            time.Now = time.Now.AddHours(1);
        }

        var events = new SecurityEvents(database.Database);
        (await events.FindAsync(SecurityKind.Denied, 7, null, 10)).Select(one => (one.Times, one.LastRequest)).ShouldBe([(2, "b"), (2, "b")]);
        (await events.FindAsync(SecurityKind.SignedIn, null, null, 10)).ShouldBeEmpty();
        time.Now = time.Now.AddDays(SecurityRetention.UsualDays).AddMinutes(-90);
        await new SecurityRetention(database.Database, new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build(), time).RunAsync(CancellationToken.None);
        (await events.FindAsync(null, null, null, 10)).ShouldHaveSingleItem();
    }

    private sealed class CountingLoggers : ILoggerFactory, ILogger
    {
        public int Lines { get; private set; }

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines++;

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
