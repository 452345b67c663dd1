using System.Net;
using System.Text.RegularExpressions;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Pdf;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>Leaflets of the demo's communes as paper and as pages.</summary>
public sealed partial class LeafletPrintTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Slug = "binh-phuoc-2020";
    private const string Page = $"/campaigns/{Slug}/leaflets";

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_commune_s_leaflet_names_it_and_leads_to_its_own_address_even_photocopied(bool mono, bool imposed)
    {
        await using var app = await DemoApp.CreateAsync();
        var (campaign, unit) = await PlaceAsync(app, "25318");
        var printer = app.Services.GetRequiredService<LeafletPrinter>();
        var design = app.Services.GetRequiredService<LeafletDesigns>().Get(LeafletDesigns.Default);

        var pdf = lab.Scratch("pdf");
        await File.WriteAllBytesAsync(pdf, await printer.PdfAsync(campaign, unit, new LeafletChoice(design, Mono: mono, Form: imposed ? SheetForm.Imposed : SheetForm.Trim), Actor.System, CancellationToken.None));

        PdfLab.Text(pdf).ShouldContain("Xã Tân Thành");
        PdfLab.Text(pdf).ShouldContain("Huyện Bù Đốp");
        PdfLab.Run("pdfinfo", pdf).ShouldContain(imposed ? "841.89 x 595.276 pts (A4)" : "419.528 x 595.276 pts");
        // The run's own code, not the standing one.
        var token = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.FirstAsync<string>("SELECT token FROM qr_run_token WHERE unit_id = @id ORDER BY id DESC", new { id = unit.Id }));
        var expected = $"HTTPS://DEMO.CAMPAIGN111.EXAMPLE/Q/{token}";
        var print = lab.Picture(pdf, 2);
        lab.Decode(print).Distinct().ShouldBe([expected]);
        lab.Decode(print).Length.ShouldBe(imposed ? 2 : 1);
        lab.Decode(print.Photocopy(seed: 111)).Distinct().ShouldBe([expected]);
    }

    [Fact]
    public async Task Every_commune_has_a_token_of_its_own_and_keeps_it()
    {
        await using var app = await DemoApp.CreateAsync();
        var (campaign, _) = await PlaceAsync(app, "25318");
        var communes = await app.Services.GetRequiredService<UnitDirectory>().BelowAsync(campaign.UnitPath, UnitLevel.Commune, campaign.TreeDate);
        var tokens = app.Services.GetRequiredService<QrTokens>();

        var first = await tokens.EnsureAsync(campaign, communes, "vi", Actor.System);
        var again = await tokens.EnsureAsync(campaign, communes, "vi", Actor.System);

        first.Count.ShouldBe(111);
        first.Values.Distinct().Count().ShouldBe(111);
        first.Values.ShouldAllBe(token => TokenForm().IsMatch(token));
        again.ShouldBe(first);
    }

    [Fact]
    public async Task An_officer_prints_by_the_page_and_the_run_and_its_audit_event_are_there()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        var page = await browser.PageAsync(Page);
        page.QuerySelector("dd.address")!.TextContent.ShouldStartWith("https://demo.campaign111.example/q/");
        page.QuerySelectorAll("img.preview").Length.ShouldBe(2);

        using var response = await browser.SubmitAsync(page, "print", ("mono", "true"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("25318-tan-thanh.pdf");
        (await CountAsync(app, "SELECT COUNT(*) FROM leaflet_run WHERE variant = 'mono' AND form = 'pdf' AND printed_by = 'xa.25318'")).ShouldBe(1);
        (await CountAsync(app, "SELECT COUNT(*) FROM audit_event WHERE action = 'leaflet.printed' AND actor = 'xa.25318'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_preview_shows_the_page_and_records_nothing()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        var before = await CountAsync(app, "SELECT COUNT(*) FROM leaflet_run");

        using var svg = await browser.GetAsync($"{Page}/25318/preview/1.svg");
        using var png = await browser.GetAsync($"{Page}/25318/preview/2.png");

        (await svg.Content.ReadAsStringAsync()).ShouldContain("Xã Tân Thành");
        svg.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        png.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await CountAsync(app, "SELECT COUNT(*) FROM leaflet_run")).ShouldBe(before);
    }

    [Fact]
    public async Task A_commune_officer_neither_sees_nor_prints_another_commune_s_leaflet_and_approves_nothing()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        var page = await browser.PageAsync(Page);

        using var foreign = await browser.SubmitAsync(page, "print", ("unit", "25195"));
        using var preview = await browser.GetAsync($"{Page}/25195/preview/1.svg");
        using var list = await browser.GetAsync($"{Page}?unit=70");

        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        preview.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        list.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        page.QuerySelector($"form[action='{Page}/approve'], form[action='{Page}/recall']").ShouldBeNull();
        (await CountAsync(app, "SELECT COUNT(*) FROM leaflet_run r JOIN unit u ON u.id = r.unit_id WHERE u.code = '25195'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_recalled_design_prints_no_more_and_says_why()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        using var recalled = await committee.SubmitAsync(Page, $"{Page}/recall", ("reason", "Sai số Zalo"));
        recalled.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var runs = await CountAsync(app, "SELECT COUNT(*) FROM leaflet_run");

        using var officer = await app.SignedInAsync("xa.25318");
        var page = await officer.PageAsync(Page);
        using var refused = await officer.SubmitAsync(page, "print");

        page.QuerySelector(".alert")!.TextContent.ShouldContain("Sai số Zalo");
        page.QuerySelector("#print button")!.HasAttribute("disabled").ShouldBeTrue();
        refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await CountAsync(app, "SELECT COUNT(*) FROM leaflet_run")).ShouldBe(runs);
    }

    [Fact]
    public async Task The_province_lists_its_communes_with_search_by_name_without_diacritics()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");

        var all = await browser.PageAsync(Page);
        var found = await browser.PageAsync($"{Page}?unit=70&q=tan%20thanh");

        all.QuerySelector("caption")!.TextContent.ShouldContain("111");
        all.QuerySelectorAll("tbody tr").Length.ShouldBe(40);
        found.QuerySelectorAll("tbody tr").Length.ShouldBeInRange(1, 10);
        found.QuerySelectorAll("tbody th").ShouldContain(cell => cell.TextContent.Contains("Xã Tân Thành"));
    }

    [Fact]
    public async Task The_command_writes_one_file_a_commune_of_a_district_and_refuses_a_file_for_many()
    {
        await using var app = await DemoApp.CreateAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var command = scope.ServiceProvider.GetServices<ICliCommand>().Single(known => known.Name == "leaflets");
        var folder = Path.Combine(app.Folder, "out");
        CliArguments Arguments(string target) => new(["--campaign", Slug, "--unit", "693", "--mono", "--out", target], "mono", "impose");

        (await command.RunAsync(Arguments(folder), TextWriter.Null, CancellationToken.None)).ShouldBe(0);
        var refused = await Should.ThrowAsync<CliException>(() => command.RunAsync(Arguments($"{folder}.pdf"), TextWriter.Null, CancellationToken.None));

        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldContain("25318-tan-thanh.pdf");
        Directory.GetFiles(folder).Length.ShouldBe(7);
        Directory.GetFiles(folder).ShouldAllBe(file => SafeName().IsMatch(Path.GetFileName(file)));
        refused.Message.ShouldContain("give a folder");
        File.Exists($"{folder}.pdf").ShouldBeFalse();
    }

    [Fact]
    public async Task As_a_command_line_bleed_and_imposing_are_words_without_a_value()
    {
        await using var app = await DemoApp.CreateAsync();
        var (bleed, imposed) = (Path.Combine(app.Folder, "b.pdf"), Path.Combine(app.Folder, "i.pdf"));

        (await CliRunner.RunAsync(app.Services, ["leaflets", "--campaign", Slug, "--unit", "25318", "--bleed", "--out", bleed])).ShouldBe(0);
        (await CliRunner.RunAsync(app.Services, ["leaflets", "--campaign", Slug, "--unit", "25318", "--impose", "--out", imposed])).ShouldBe(0);

        PdfBoxesTests.Boxes(bleed).ShouldAllBe(page => Math.Abs(page.Trim.Width - 148) < 0.1 && Math.Abs(page.Media.Width - 164) < 0.1);
        PdfBoxesTests.Boxes(imposed).ShouldAllBe(page => Math.Abs(page.Media.Width - 297) < 0.1);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("http://111.tinh.gov.vn", false)]
    [InlineData("https://localhost", false)]
    [InlineData("https://111", false)]
    [InlineData("https://192.168.1.5", false)]
    [InlineData("https://[fd00::1]", false)]
    [InlineData("https://may-chu.local", false)]
    [InlineData("https://111.example", false)]
    [InlineData("https://a.b.test", false)]
    [InlineData("https://111.tinh.gov.vn/app", false)]
    [InlineData("https://111.tinh.gov.vn?x=1", false)]
    [InlineData("111.tinh.gov.vn", false)]
    [InlineData("https://111.tinh.gov.vn", true)]
    [InlineData("https://111.tinh.gov.vn/", true)]
    public void Outside_the_demo_only_a_public_https_origin_is_printed(string address, bool printed)
    {
        var refusal = LeafletAddress.Check(address, demo: false);

        (refusal is null).ShouldBe(printed);
        refusal?.Message.ShouldContain(LeafletAddress.Setting);
    }

    [Fact]
    public async Task Outside_the_demo_nothing_prints_and_no_token_is_made_before_the_address_is_set()
    {
        await using var app = new AppFactory(demo: false);
        using var client = app.CreateClient();
        var unit = (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync("25318", new DateOnly(2020, 7, 28)))!;
        var province = (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync("70", new DateOnly(2020, 7, 28)))!;
        var campaign = new Campaign { Id = 1, Slug = Slug, UnitId = province.Id, UnitPath = province.Path, TreeDate = new DateOnly(2020, 7, 28) };
        var design = app.Services.GetRequiredService<LeafletDesigns>().Get(LeafletDesigns.Default);
        await app.Services.GetRequiredService<DesignRegister>().ApproveAsync(campaign, design, Actor.System);

        var refused = await Should.ThrowAsync<LeafletRefusedException>(
            () => app.Services.GetRequiredService<LeafletPrinter>().PdfAsync(campaign, unit, new LeafletChoice(design), Actor.System, CancellationToken.None));

        refused.Message.ShouldContain("https công khai");
        (await CountAsync(app, "SELECT COUNT(*) FROM qr_token")).ShouldBe(0);
        (await CountAsync(app, "SELECT COUNT(*) FROM leaflet_run")).ShouldBe(0);
    }

    private static async Task<(Campaign Campaign, Unit Unit)> PlaceAsync(AppFactory app, string code)
    {
        var campaign = (await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync(Slug))!;
        return (campaign, (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync(code, campaign.TreeDate))!);
    }

    private static Task<long> CountAsync(AppFactory app, string sql) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>(sql));

    [GeneratedRegex("^[23456789ABCDEFGHJKMNPQRSTWXYZ]{10}$")]
    private static partial Regex TokenForm();

    [GeneratedRegex("^[0-9]{5}(-[a-z0-9]+)+\\.pdf$")]
    private static partial Regex SafeName();
}
