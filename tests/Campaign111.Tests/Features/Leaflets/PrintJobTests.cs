using System.IO.Compression;
using System.Net;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Files;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Pdf;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>Print jobs of the demo: made in the background, taken up again, stopped, downloaded.</summary>
public sealed class PrintJobTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Slug = "binh-phuoc-2020";
    private const string Page = $"/campaigns/{Slug}/leaflets";
    private const string District = "693";

    [Fact]
    public async Task A_district_asks_for_its_communes_and_gets_one_zip_named_by_official_codes_with_a_list_on_top()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");

        using var started = await browser.SubmitAsync($"{Page}?unit={District}", "print", ("form", "Bleed"));
        started.Headers.Location!.ToString().ShouldBe(LeafletLinks.Jobs(Slug));
        var job = await EndedAsync(app);
        using var answer = await browser.GetAsync(LeafletLinks.JobFile(Slug, job.Id));

        job.State.ShouldBe(PrintState.Done, job.Problem);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        zip.Entries.Select(entry => entry.Name).First().ShouldBe(PrintNames.Cover);
        zip.Entries.Select(entry => entry.Name).ShouldContain("25318-tan-thanh.pdf");
        zip.Entries.Count.ShouldBe(8);
        var cover = Extract(zip, PrintNames.Cover);
        PdfLab.Text(cover).ShouldContain("Xã Tân Thành");
        PdfLab.Text(cover).ShouldContain("Số liệu minh hoạ");
        foreach (var (media, bleed, trim) in PdfBoxesTests.Boxes(Extract(zip, "25318-tan-thanh.pdf")))
        {
            (media.X, media.Y, media.Width, media.Height).ShouldBeNear((0, 0, 164, 226));
            (bleed.X, bleed.Y, bleed.Width, bleed.Height).ShouldBeNear((5, 5, 154, 216));
            (trim.X, trim.Y, trim.Width, trim.Height).ShouldBeNear((8, 8, 148, 210));
        }

        (await CountAsync(app, "SELECT COUNT(*) FROM leaflet_run WHERE sheet = 'bleed' AND printed_by = 'tinh.binhphuoc'")).ShouldBe(7);
        (await CountAsync(app, "SELECT COUNT(*) FROM audit_event WHERE action = 'leaflet.job'")).ShouldBe(1);
    }

    [Fact]
    public async Task Picked_communes_and_hamlets_each_with_a_code_of_its_own()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");

        using var started = await browser.SubmitAsync(Page, "print", ("each", "Hamlet"), ("output", "Png"));
        var job = await EndedAsync(app);
        using var answer = await browser.GetAsync(LeafletLinks.JobFile(Slug, job.Id));

        job.State.ShouldBe(PrintState.Done, job.Problem);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var backs = zip.Entries.Where(entry => entry.Name.EndsWith("-2.png", StringComparison.Ordinal)).ToList();
        backs.Select(entry => entry.Name).ShouldContain("25318-tan-thanh-thon-3-2.png");
        backs.Count.ShouldBe(job.Total);
        backs.Take(3).Select(back => Decoded(zip, back.Name)).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task What_a_dead_process_had_finished_is_not_made_again()
    {
        await using var app = await DemoApp.CreateAsync();
        var (campaign, unit) = await PlaceAsync(app);
        var jobs = app.Services.GetRequiredService<PrintJobs>();
        var folder = app.Services.GetRequiredService<PrintFolder>();
        var design = app.Services.GetRequiredService<LeafletDesigns>().Get(LeafletDesigns.Default);
        // The file that the dead process left is told apart from one made now.
        var id = await jobs.AddAsync(campaign, new PrintWish(unit, [], UnitLevel.Commune, new LeafletChoice(design)), 7, Actor.System);
        folder.Write(id, "25318-tan-thanh.pdf", output => output.Write("from before"u8));

        var job = await EndedAsync(app);

        job.State.ShouldBe(PrintState.Done, job.Problem);
        using var zip = new ZipArchive((await app.Services.GetRequiredService<IFileStore>().OpenAsync(PrintFolder.ZipOf(id)))!);
        zip.Entries.Count.ShouldBe(8);
        using var reader = new StreamReader(zip.GetEntry("25318-tan-thanh.pdf")!.Open());
        (await reader.ReadToEndAsync()).ShouldBe("from before");
        zip.Entries.Count(entry => entry.Length < 100).ShouldBe(1);
    }

    [Theory, OnEachDatabase]
    public async Task A_job_is_one_worker_s_until_its_lease_runs_out_and_a_stopped_one_is_nobody_s(string dialect)
    {
        var time = new SettableTime(new DateTimeOffset(2020, 9, 1, 8, 0, 0, TimeSpan.FromHours(7)));
        await using var store = await TestDatabase.CreateAsync(dialect);
        var jobs = new PrintJobs(store.Database, new AuditLog(time), time);
        var unit = await TestUnits.InsertAsync(store.Database, "province", "70", null);
        var id = await jobs.AddAsync(new Campaign { Id = 1, Slug = Slug, UnitId = unit.Id, UnitPath = unit.Path }, new PrintWish(unit, ["25318"], UnitLevel.Commune, new LeafletChoice(PdfLab.A5)), 1, Actor.System);

        var first = await jobs.ClaimAsync("a", CancellationToken.None);
        var second = await jobs.ClaimAsync("b", CancellationToken.None);
        time.Now += PrintJobs.Lease + TimeSpan.FromSeconds(1);
        var third = await jobs.ClaimAsync("b", CancellationToken.None);

        (first?.Id, second, third?.Id).ShouldBe((id, null, id));
        (await jobs.ForwardAsync(first!, "a", 1)).ShouldBeFalse();
        (await jobs.ForwardAsync(third!, "b", 1)).ShouldBeTrue();
        (await jobs.CancelAsync(third!, Actor.System)).ShouldBeTrue();
        (await jobs.DoneAsync(third!, "b", 1, _ => Task.CompletedTask)).ShouldBeFalse();
        (await jobs.FindAsync(id))!.State.ShouldBe(PrintState.Cancelled);
    }

    [Fact]
    public async Task Another_commune_s_job_is_neither_seen_nor_downloaded_nor_stopped()
    {
        await using var app = await DemoApp.CreateAsync();
        var (campaign, unit) = await PlaceAsync(app);
        var design = app.Services.GetRequiredService<LeafletDesigns>().Get(LeafletDesigns.Default);
        var id = await app.Services.GetRequiredService<PrintJobs>().AddAsync(campaign, new PrintWish(unit, [], UnitLevel.Commune, new LeafletChoice(design)), 7, Actor.System);
        using var browser = await app.SignedInAsync("xa.25318");

        using var file = await browser.GetAsync(LeafletLinks.JobFile(Slug, id));
        var list = await browser.PageAsync(LeafletLinks.Jobs(Slug));

        file.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        list.QuerySelectorAll("section.card").Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_commune_s_own_line_is_printed_and_one_that_is_too_long_is_refused()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        const string line = "Cán bộ trẻ em: UBND xã Tân Thành";

        using var saved = await browser.SubmitAsync(Page, LeafletLinks.LocalLine(Slug), ("line", line));
        using var refused = await browser.SubmitAsync(Page, LeafletLinks.LocalLine(Slug), ("line", new string('x', LocalLines.Longest + 1)));
        foreach (var unfit in new[] { "Xem https://bit.ly/111", "Gọi 1900 1234", "Gọi <b>111</b>" })
        {
            using var not = await browser.SubmitAsync(Page, LeafletLinks.LocalLine(Slug), ("line", unfit));
            not.StatusCode.ShouldBe(refused.StatusCode, unfit);
        }

        using var answer = await browser.SubmitAsync(Page, "print");

        var pdf = lab.Scratch("pdf");
        await File.WriteAllBytesAsync(pdf, await answer.Content.ReadAsByteArrayAsync());
        PdfLab.Text(pdf).ShouldContain(line);
        (await CountAsync(app, "SELECT COUNT(*) FROM audit_event WHERE action = 'leaflet.local-line'")).ShouldBe(1);
    }

    private static async Task<PrintJob> EndedAsync(AppFactory app)
    {
        var jobs = app.Services.GetRequiredService<PrintJobs>();
        var (campaign, _) = await PlaceAsync(app);
        var press = app.Services.GetRequiredService<PrintPress>();
        for (var tries = 0; tries < 600; tries++)
        {
            if ((await jobs.BelowAsync(campaign, campaign.UnitPath, 1)).FirstOrDefault() is { State: not PrintState.Waiting } ended)
            {
                return ended;
            }

            press.Wake();
            await Task.Delay(100);
        }

        throw new TimeoutException("The print job did not end within a minute.");
    }

    private static async Task<(Campaign Campaign, Unit District)> PlaceAsync(AppFactory app)
    {
        var campaign = (await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync(Slug))!;
        return (campaign, (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync(District, campaign.TreeDate))!);
    }

    private string Extract(ZipArchive zip, string name)
    {
        var path = lab.Scratch(name.Split('.')[^1]);
        zip.GetEntry(name)!.ExtractToFile(path);
        return path;
    }

    private string Decoded(ZipArchive zip, string name) => PdfLab.Run("zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", Extract(zip, name)).Trim();

    private static Task<long> CountAsync(AppFactory app, string sql) => app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>(sql));
}
