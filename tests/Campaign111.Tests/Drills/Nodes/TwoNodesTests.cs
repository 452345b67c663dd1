using System.Net;
using System.Text;
using Campaign111.Features.Accounts;
using Campaign111.Features.Leaflets.Landing;
using Campaign111.Features.Reports.Exports;
using Campaign111.Platform.Files;
using Campaign111.Platform.Jobs;
using Campaign111.Tests.Features.Reports.Exports;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Drills.Nodes;

/// <summary>What is done at one node counts at the other, and what is to be done once is done once.</summary>
public sealed class TwoNodesTests(Nodes nodes) : IClassFixture<Nodes>
{
    // A busy machine, on top of the age that is promised.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_session_and_a_form_of_one_node_are_the_other_s_too()
    {
        var (_, there) = await nodes.SignedInAsync("tinh.binhphuoc");
        (await there.PageAsync("/account")).Body!.TextContent.ShouldContain("tinh.binhphuoc");

        // The form of the one, sent to the other with a wrong password: the page says so, and is not stale.
        var jar = new CookieContainer();
        using var here = Nodes.At(nodes.One, jar);
        var form = await here.PageAsync("/sign-in");
        using var elsewhere = Nodes.At(nodes.Other, jar);
        using var taken = await elsewhere.SubmitAsync(form, "sign-in", ("UserName", "tinh.binhphuoc"), ("Password", "khong-phai"));
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);

        // The control: an installation with other keys does not know the form.
        await using var stranger = new AppFactory(demo: false);
        using var other = stranger.Browse();
        other.Client.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", jar.GetCookieHeader(nodes.One.Address));
        using var refused = await other.SubmitAsync(form, "sign-in", ("UserName", "tinh.binhphuoc"), ("Password", "khong-phai"));
        refused.Headers.Location?.OriginalString.ShouldContain(StaleFormAttribute.Query);
        refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_role_that_ends_at_one_node_ends_at_the_other_within_seconds()
    {
        var (_, officer) = await nodes.SignedInAsync("xa.25321");
        var page = $"/campaigns/{Nodes.Slug}/units/25321";
        (await officer.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var account = await nodes.AskAsync<long>("SELECT id FROM account WHERE user_name = 'xa.25321'");
        var role = await nodes.AskAsync<long>($"SELECT MIN(id) FROM membership WHERE account_id = {account}");
        // The last role of an account is not ended: this one has another commune's, too.
        await nodes.WriteAsync(database => database.WriteAsync(session => session.ExecuteAsync(
            "INSERT INTO membership (account_id, unit_id, unit_path, role, created_at) SELECT @account, m.unit_id, m.unit_path, m.role, m.created_at FROM membership m JOIN account a ON a.id = m.account_id WHERE a.user_name = 'xa.25318'",
            new { account })));
        var (administrator, _) = await nodes.SignedInAsync("quantri");
        var person = await administrator.PageAsync($"/people/{account}");

        (await officer.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, "kept there a moment ago");
        using var ended = await administrator.SubmitAsync(person, $"/people/{account}/roles/{role}/end");

        ended.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Nodes.UntilAsync("the role to end at the other node", AccessCache.Fresh + Slack, async () => (await officer.GetAsync(page)).StatusCode != HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_uploaded_at_one_node_is_handed_out_by_the_other()
    {
        var (here, there) = await nodes.SignedInAsync("tinh.binhphuoc");
        var scan = Encoding.Latin1.GetBytes("%PDF-1.4\n" + new string('x', 300_000));
        using var stored = await here.UploadAsync($"/campaigns/{Nodes.Slug}/dispatches/new", "dispatch", "Scan", "công văn.pdf", scan,
            ("Number", "111/TB"), ("IssuedOn", "1/8/2020"), ("Issuer", "Cơ quan ban hành"), ("Subject", "Giới thiệu Tổng đài 111"), ("Wording", ""), ("LastDay", ""));
        stored.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var link = (await there.PageAsync($"/campaigns/{Nodes.Slug}")).QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).First(href => href.EndsWith("/file", StringComparison.Ordinal));
        (await there.Client.GetByteArrayAsync(new Uri(link, UriKind.Relative))).ShouldBe(scan);
        Directory.Exists(Path.Combine(nodes.Folder, "dispatches")).ShouldBeFalse("it lies in the database");
    }

    [Fact]
    public async Task A_long_export_asked_for_at_one_node_is_made_by_the_job_server_and_downloaded_at_the_other()
    {
        var (here, there) = await nodes.SignedInAsync("tinh.binhphuoc");
        using var asked = await here.ExportAsync("25315", "entries", "csv");
        asked.Headers.Location!.OriginalString.ShouldBe(ExportLinks.Mine);

        string? link = null;
        await Nodes.UntilAsync("the export", TimeSpan.FromSeconds(90), async () =>
            (link = (await there.PageAsync(ExportLinks.Mine)).QuerySelectorAll("a").Select(a => a.GetAttribute("href")).FirstOrDefault(href => href?.EndsWith("/file", StringComparison.Ordinal) is true)) is not null);
        (await there.Client.GetByteArrayAsync(new Uri(link!, UriKind.Relative))).Length.ShouldBeGreaterThan(500_000);
        (await nodes.AskAsync<string>("SELECT node FROM job_state WHERE job = 'exports'"))!.ShouldEndWith($":{nodes.Jobs.Id}");
        (await nodes.AskAsync<long>("SELECT COUNT(*) FROM file_blob WHERE name LIKE 'exports/%'")).ShouldBe(1);
    }

    [Fact]
    public async Task Jobs_run_on_the_job_server_alone_which_shows_nobody_a_page()
    {
        using var client = new HttpClient { BaseAddress = nodes.Jobs.Address };
        foreach (var (path, expected) in new[] { ("/healthz", HttpStatusCode.OK), ("/readyz", HttpStatusCode.OK), ("/", HttpStatusCode.NotFound), ("/sign-in", HttpStatusCode.NotFound), ("/q/23456789AB", HttpStatusCode.NotFound) })
        {
            (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(expected, path);
        }

        await Nodes.UntilAsync("the first sweep", TimeSpan.FromSeconds(60), async () => await nodes.AskAsync<string>("SELECT outcome FROM job_state WHERE job = 'sweep'") == "done");
        var (administrator, _) = await nodes.SignedInAsync("quantri");
        var runs = await nodes.AskAsync<long>("SELECT runs FROM job_state WHERE job = 'questions'");
        using var asked = await administrator.SubmitAsync("/admin/jobs", "/admin/jobs/questions/run");
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Nodes.UntilAsync("the job that was asked for at a web node", TimeSpan.FromSeconds(60), async () => await nodes.AskAsync<long>("SELECT runs FROM job_state WHERE job = 'questions'") == runs + 1);

        (await nodes.AskAsync<long>($"SELECT COUNT(*) FROM job_state WHERE node NOT LIKE '%:{nodes.Jobs.Id}'")).ShouldBe(0);
        (await nodes.AskAsync<long>("SELECT runs FROM job_state WHERE job = 'sweep'")).ShouldBe(1, "three processes started, one sweeps");
        (await nodes.AskAsync<long>("SELECT COUNT(*) FROM job_request")).ShouldBe(0);
    }

    [Fact]
    public async Task A_job_that_two_nodes_ask_for_is_taken_once()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        var requests = new JobRequests(test.Database, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => requests.AskAsync("sweep")));
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => requests.TakeAsync(default)));
        taken.Sum(jobs => jobs.Count).ShouldBe(1);
    }

    [Fact]
    public async Task A_language_of_the_landing_page_reaches_every_node()
    {
        var areas = new FileAreas([new FileArea(LandingTexts.Area)]);
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
        await nodes.WriteAsync(database => new DatabaseFiles(database, areas, TimeProvider.System).WriteAsync("landing/sti.yaml", stream => stream.WriteAsync(Encoding.UTF8.GetBytes(yaml)).AsTask()));

        foreach (var node in new[] { nodes.One, nodes.Other })
        {
            using var client = new HttpClient { BaseAddress = node.Address };
            await Nodes.UntilAsync("the language", LandingRefresh.Every + Slack, async () =>
                (await client.GetStringAsync(new Uri("/111?lang=sti", UriKind.Relative))).Contains("HOTLINE-X", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Scans_at_both_nodes_are_all_counted_once()
    {
        const string All = "SELECT COALESCE(SUM(scans), 0) FROM scan_day";
        var token = await nodes.AskAsync<string>("SELECT t.token FROM qr_token t JOIN unit u ON u.id = t.unit_id WHERE u.code = '25318' ORDER BY t.id LIMIT 1");
        var before = await nodes.AskAsync<long>(All);
        foreach (var (node, times) in new[] { (nodes.One, 5), (nodes.Other, 7) })
        {
            using var client = new HttpClient { BaseAddress = node.Address };
            client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (Linux; Android 9; SM-J400F) AppleWebKit/537.36 Chrome/100 Mobile Safari/537.36");
            for (var time = 0; time < times; time++)
            {
                (await client.GetAsync(new Uri($"/q/{token}", UriKind.Relative))).EnsureSuccessStatusCode();
            }
        }

        await Nodes.UntilAsync("the scans", Slack, async () => await nodes.AskAsync<long>(All) >= before + 12);
        (await nodes.AskAsync<long>(All)).ShouldBe(before + 12);
    }
}
