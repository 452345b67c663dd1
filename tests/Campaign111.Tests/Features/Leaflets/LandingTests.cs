using System.Collections.Concurrent;
using System.Net;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Landing;
using Campaign111.Platform.Data;
using Campaign111.Platform.Files;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>The public page behind the code.</summary>
public class LandingTests
{
    private const string Phone = "Mozilla/5.0 (Linux; Android 9; SM-J400F) AppleWebKit/537.36 Chrome/100 Mobile Safari/537.36 Zalo/22.01";

    [Fact]
    public async Task It_is_small_calls_111_by_one_tap_names_the_commune_and_sets_no_cookie()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = Client(app);
        using var response = await client.GetAsync($"/q/{await TokenAsync(app)}");
        var body = await response.Content.ReadAsByteArrayAsync();
        var page = await Browser.ParseAsync(response);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        body.Length.ShouldBeLessThan(15 * 1024);
        page.QuerySelector("a.call")!.GetAttribute("href").ShouldBe("tel:111");
        page.QuerySelector(".place")!.TextContent.ShouldBe("Tờ rơi của Xã Tân Thành, Huyện Bù Đốp, Tỉnh Bình Phước");
        // Its one script stands in the page and is named by its hash; everything works without it.
        page.QuerySelectorAll("script").ShouldHaveSingleItem().HasAttribute("src").ShouldBeFalse();
        page.QuerySelectorAll("[src], form, iframe").ShouldBeEmpty();
        page.QuerySelector("a.exit")!.GetAttribute("href")!.ShouldStartWith("https://");
        page.QuerySelectorAll("ol li").Length.ShouldBe(LandingTexts.Vietnamese.Steps.Count);
        HotlineFacts.Services.ShouldAllBe(fact => page.Body!.TextContent.Contains(fact.Vi));
        HotlineFacts.Channels.ShouldAllBe(way => page.QuerySelector($"a[href='{way.Href}']") != null);
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldMatch("^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:;");
    }

    [Fact]
    public async Task English_is_one_tap_away_and_does_not_count_twice()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = Client(app);
        var token = await TokenAsync(app);
        var before = await ScansAsync(app);
        using var response = await client.GetAsync($"/q/{token}?lang=en");
        var page = await Browser.ParseAsync(response);

        page.DocumentElement.GetAttribute("lang").ShouldBe("en");
        page.QuerySelector("h1")!.TextContent.ShouldBe("National child-protection hotline");
        (await ScansAsync(app)).ShouldBe(before);
    }

    [Fact]
    public async Task Any_case_of_the_token_counts_by_the_unit_and_the_day()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = Client(app);
        var token = await TokenAsync(app);
        var before = await ScansAsync(app);

        foreach (var path in new[] { $"/q/{token}", $"/Q/{token.ToLowerInvariant()}", $"/q/{token[..5].ToLowerInvariant()}{token[5..]}" })
        {
            (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await ScansAsync(app)).ShouldBe(before + 3);
        var campaign = await CampaignAsync(app);
        var unit = (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync("25318", campaign.TreeDate))!;
        var day = new DateOnly(2020, 9, 1);
        (await app.Services.GetRequiredService<ScanCounts>().ByUnitAsync(campaign.Id, campaign.UnitPath, day, day)).ShouldBe(new Dictionary<long, long> { [unit.Id] = 3 });
        (await app.Services.GetRequiredService<ScanCounts>().ByDayAsync(campaign.Id, unit.Path, day, day))[day].ShouldBe(3);
    }

    [Theory]
    [InlineData("/q/23456789AB")]
    [InlineData("/q/x")]
    [InlineData("/q/%3Cscript%3E")]
    [InlineData("/111")]
    public async Task Without_a_known_token_the_same_help_stands_there_and_nothing_is_counted(string path)
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = Client(app);
        var before = await ScansAsync(app);
        using var response = await client.GetAsync(path);
        var page = await Browser.ParseAsync(response);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelector("a.call")!.GetAttribute("href").ShouldBe("tel:111");
        page.QuerySelector(".place").ShouldBeNull();
        (await ScansAsync(app)).ShouldBe(before);
    }

    [Theory]
    [InlineData("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("WhatsApp/2.23.20.0")]
    [InlineData("ZaloBot/1.0")]
    [InlineData("")]
    public async Task Link_previews_and_HEAD_are_answered_and_not_counted(string agent)
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = Client(app, agent);
        var token = await TokenAsync(app);
        var before = await ScansAsync(app);
        using var head = new HttpRequestMessage(HttpMethod.Head, $"/q/{token}");
        head.Headers.TryAddWithoutValidation("User-Agent", Phone);

        (await client.GetAsync($"/q/{token}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.SendAsync(head)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await ScansAsync(app)).ShouldBe(before);
    }

    [Theory]
    [InlineData("Sec-Purpose", "prefetch;prerender", 0)]
    [InlineData("Purpose", "prefetch", 0)]
    [InlineData("X-Purpose", "preview", 0)]
    [InlineData("X-Moz", "prefetch", 0)]
    [InlineData("Sec-Fetch-Dest", "image", 0)]
    [InlineData("Sec-Fetch-Dest", "document", 1)]
    public async Task What_a_browser_fetches_ahead_is_not_counted(string header, string value, long counted)
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = Client(app);
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        var token = await TokenAsync(app);
        var before = await ScansAsync(app);

        (await client.GetAsync($"/q/{token}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await ScansAsync(app)).ShouldBe(before + counted);
    }

    [Fact]
    public async Task Each_print_run_has_codes_of_its_own_and_its_scans_are_told_apart_while_old_codes_keep_working()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = Client(app);
        var (campaign, old) = (await CampaignAsync(app), await TokenAsync(app));
        var tokens = app.Services.GetRequiredService<QrTokens>();
        var unit = (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync("25318", campaign.TreeDate))!;
        var first = await tokens.OpenRunAsync(campaign, [unit], "vi", Campaign111.Platform.Audit.Actor.System);
        var second = await tokens.OpenRunAsync(campaign, [unit], "en", Campaign111.Platform.Audit.Actor.System);
        new[] { old, first.Tokens[unit.Id], second.Tokens[unit.Id] }.Distinct().Count().ShouldBe(3);

        foreach (var token in new[] { old, first.Tokens[unit.Id], second.Tokens[unit.Id], second.Tokens[unit.Id] })
        {
            (await client.GetAsync($"/q/{token}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var english = await client.GetAsync($"/q/{second.Tokens[unit.Id]}");
        english.Content.Headers.ContentLanguage.ShouldBe(["en"]);
        await ScansAsync(app);
        var day = new DateOnly(2020, 9, 1);
        var runs = await app.Services.GetRequiredService<ScanCounts>().ByRunAsync(campaign.Id, unit.Path, day, day);
        runs.Select(run => (run.RunId, run.Language, run.Scans)).ShouldBe([(second.Id, "en", 3), (first.Id, "vi", 1), (0, "vi", 1)]);
    }

    [Fact]
    public async Task A_table_in_the_data_folder_adds_a_language_and_says_so_until_somebody_has_reviewed_it()
    {
        var vi = LandingTexts.Vietnamese;
        var yaml = $"""
            name: Xtiêng
            title: t
            hotline: HOTLINE-X
            leaflet_of: "L {"{0}"}"
            tap_to_call: c
            leave_quickly: e
            exit_to: https://example.com/
            promises: [{string.Join(", ", vi.Promises.Select(_ => "p"))}]
            when_you_call: w
            steps: [{string.Join(", ", vi.Steps.Select(_ => "s"))}]
            what_it_does: d
            services: [{string.Join(", ", vi.Services.Select(_ => "v"))}]
            other_ways: o
            ways: {"{"}{string.Join(", ", vi.Ways.Keys.Select(key => $"{key}: {key}"))}{"}"}
            privacy: y
            """;
        var options = new DataOptions { Folder = Directory.CreateTempSubdirectory("campaign111-landing-").FullName };
        await File.WriteAllTextAsync(Path.Combine(options.Sub("landing"), "sti.yaml"), yaml);
        await File.WriteAllTextAsync(Path.Combine(options.Sub("landing"), "km.yaml"), "name: half");
        var texts = new LandingTexts(new FolderFiles(new FilesOptions { Kind = FilesOptions.InFolder, Folder = options.Folder }, new FileAreas([new FileArea(LandingTexts.Area)])), Microsoft.Extensions.Logging.Abstractions.NullLogger<LandingTexts>.Instance);
        await texts.RefreshAsync();
        var page = new LandingPage(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build(), texts).In("sti");

        texts.All.Select(text => text.Code).ShouldBe(["vi", "en", "sti"]);
        System.Text.Encoding.UTF8.GetString(page.Head).ShouldContain("HOTLINE-X");
        System.Text.Encoding.UTF8.GetString(page.Tail).ShouldContain("Bản dịch chưa rà soát");
        File.Delete(Path.Combine(options.Folder, "landing", "km.yaml"));
    }

    [Fact]
    public async Task It_serves_when_the_database_is_gone()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = Client(app);
        var token = await TokenAsync(app);
        using var there = await client.GetAsync($"/q/{token}");
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(app.Folder, "campaign111.db*"))
        {
            File.Move(file, Path.Combine(app.Folder, "moved-" + Path.GetFileName(file)));
        }

        // What would be opened anew is not even a file.
        Directory.CreateDirectory(Path.Combine(app.Folder, "campaign111.db"));
        using var gone = await client.GetAsync($"/q/{token}");
        using var unknown = await client.GetAsync("/q/23456789AB");
        using var plain = await client.GetAsync("/111");

        gone.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gone.Content.ReadAsStringAsync()).ShouldBe(await there.Content.ReadAsStringAsync());
        unknown.StatusCode.ShouldBe(HttpStatusCode.OK);
        plain.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Neither_the_address_nor_the_user_agent_of_a_reader_reaches_a_log_at_any_level()
    {
        var lines = new ConcurrentQueue<string>();
        await using var plain = await DemoApp.CreateAsync();
        await using var app = plain.WithWebHostBuilder(builder => builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter(_ => true).AddProvider(new Collector(lines))));
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "SecretAgent/7");
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.77");

        (await client.GetAsync("/111")).StatusCode.ShouldBe(HttpStatusCode.OK);

        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => !line.Contains("SecretAgent") && !line.Contains("203.0.113.77"));
    }

    [Fact]
    public async Task Guessed_tokens_cost_a_bounded_number_of_look_ups()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = Client(app);
        var table = app.Services.GetRequiredService<TokenTable>();
        var known = table.Count;

        for (var i = 0; i < 200; i++)
        {
            (await table.FindAsync($"23456789{"ABCDEFGHJK"[i % 10]}{"MNPQRSTWXYZABCDEFGHJ"[i / 10]}")).ShouldBeNull();
        }

        table.Count.ShouldBe(known);
        table.LookUps.ShouldBeLessThan(200);
    }

    private static HttpClient Client(AppFactory app, string agent = Phone)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        return client;
    }

    private static async Task<Campaign> CampaignAsync(AppFactory app) => (await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync("binh-phuoc-2020"))!;

    private static async Task<string> TokenAsync(AppFactory app)
    {
        var campaign = await CampaignAsync(app);
        var unit = (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync("25318", campaign.TreeDate))!;
        return (await app.Services.GetRequiredService<QrTokens>().FindAsync(campaign, [unit], "vi"))[unit.Id];
    }

    private static async Task<long> ScansAsync(AppFactory app)
    {
        await app.Services.GetRequiredService<ScanFlusher>().FlushAsync();
        return await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>("SELECT SUM(scans) FROM scan_day"));
    }

    private sealed class Collector(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue(formatter(state, exception));

        public void Dispose() { }
    }
}
