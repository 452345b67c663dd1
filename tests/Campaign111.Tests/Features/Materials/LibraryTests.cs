using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Campaign111.Features.Reminders;
using Campaign111.Platform.Data;
using Campaign111.Platform.Pdf;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Pdf;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Materials;

/// <summary>The library: uploads, embargo, audience, search, press kit, news of versions and recalls.</summary>
public class LibraryTests
{
    private const string Upload = "/materials/upload";
    private const string Banner = """<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="30mm" viewBox="0 0 60 30"><rect width="60" height="30" fill="#d9411e"/></svg>""";

    [Fact]
    public async Task An_uploaded_material_is_found_with_its_preview_and_never_opens_as_a_page()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        using var sent = await UploadAsync(committee, "Băng rôn cổng xã", "bang-ron.svg", Banner);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());

        using var press = await app.SignedInAsync("baochi.binhphuoc");
        var found = (await press.PageAsync("/materials?q=bang+ron&kind=banner&language=vi")).QuerySelectorAll("section.shelf").Single();
        found.TextContent.ShouldContain("Băng rôn cổng xã");
        using var file = await press.GetAsync(found.QuerySelector("a[download]")!.GetAttribute("href")!);
        using var preview = await press.GetAsync(found.QuerySelector("img.shelf-picture")!.GetAttribute("src")!);

        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        file.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        file.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        preview.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await press.PageAsync("/materials?q=khong+co+gi+nhu+the")).QuerySelectorAll("section.shelf").ShouldBeEmpty();
        (await press.PageAsync("/materials?language=km")).QuerySelectorAll("section.shelf").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hostile_SVG_is_refused_with_the_reason_nothing_is_stored_and_the_server_stays_up()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        var before = await CountAsync(app, "SELECT COUNT(*) FROM material_version");
        foreach (var attack in HostileSvg.Names)
        {
            var (svg, reason) = HostileSvg.Make(attack, Banner);
            using var refused = await UploadAsync(committee, "Ảnh xấu", "xau.svg", svg);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, attack);
            var words = (await Browser.ParseAsync(refused)).QuerySelector("[role=alert]")!.TextContent;
            words.ShouldContain("Không nhận tệp “xau.svg”");
            words.ShouldContain(reason, Case.Insensitive, attack);
        }

        (await CountAsync(app, "SELECT COUNT(*) FROM material_version")).ShouldBe(before);
        (await committee.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_PDF_shows_its_first_page_and_what_cannot_be_drawn_a_card_of_its_kind()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        using var lab = new PdfLab();
        var pdf = await File.ReadAllBytesAsync(lab.Write(PdfLab.Leaflet(false, "Xã Tân Thành", QrMatrix.Create("HTTPS://111.EXAMPLE.VN/Q/7K2M9QX4TB"))));

        var whole = await PreviewAsync(committee, "Tờ rơi PDF", "to-roi.pdf", pdf);
        var broken = await PreviewAsync(committee, "PDF hỏng", "hong.pdf", "%PDF-1.4\n%%EOF"u8.ToArray());
        var sound = await PreviewAsync(committee, "Lời phát thanh MP3", "loi.mp3", [.. "ID3"u8, .. new byte[2000]]);

        // The leaflet's hero is red on white; the cards are squares.
        ((double)whole.Height / whole.Width).ShouldBe(210.0 / 148, 0.01);
        Enumerable.Range(0, whole.Width).ShouldContain(x => whole[x, whole.Height * 3 / 10] == 0xC83714);
        (broken.Width, sound.Width).ShouldBe((broken.Height, sound.Height));
    }

    private static async Task<PixelPicture> PreviewAsync(Browser committee, string title, string name, byte[] content)
    {
        using var sent = await committee.UploadAsync(Upload, "upload", "Files", name, content, [("Title", title), ("TitleEn", title), ("Kind", "banner")]);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        var shelf = (await committee.PageAsync($"/materials?q={Uri.EscapeDataString(title)}")).QuerySelector("section.shelf")!;
        using var picture = await committee.GetAsync(shelf.QuerySelector("img.shelf-picture")!.GetAttribute("src")!);
        return PixelPicture.Decode(await picture.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Under_embargo_the_press_sees_the_title_and_gets_no_file_before_the_day()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        using var sent = await UploadAsync(committee, "Ảnh ngày hội", "hoi.svg", Banner, ("EmbargoOn", "5/9/2020"));
        using var press = await app.SignedInAsync("baochi.binhphuoc");

        var shelf = (await press.PageAsync("/materials?q=ngay+hoi")).QuerySelectorAll("section.shelf").Single();
        var href = (await committee.PageAsync("/materials?q=ngay+hoi")).QuerySelector("section.shelf a[download]")!.GetAttribute("href")!;

        shelf.QuerySelector("a[download], img").ShouldBeNull();
        shelf.TextContent.ShouldContain("5/9/2020");
        (await press.GetAsync(href)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await press.GetAsync(href + "/preview.png")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await committee.GetAsync(href)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await press.Client.GetStringAsync(new Uri("/materials/feed.xml", UriKind.Relative))).ShouldNotContain("Ảnh ngày hội");
        (await EntriesAsync(press)).ShouldNotContain(name => name.Contains("hoi.svg", StringComparison.Ordinal));
        using var moved = await committee.SubmitAsync("/demo", "/demo", ("Day", "5/9/2020"));
        app.Services.GetRequiredService<Campaign111.Platform.Time.BusinessClock>().Forget();
        (await press.GetAsync(href)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await press.Client.GetStringAsync(new Uri("/materials/feed.xml", UriKind.Relative))).ShouldContain("Ảnh ngày hội");
    }

    [Fact]
    public async Task What_is_for_the_press_alone_is_not_there_for_a_commune_and_the_other_way_round()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        using var one = await UploadAsync(committee, "Chỉ báo", "bao.svg", Banner, ("Audience", "press"));
        using var other = await UploadAsync(committee, "Chỉ xã", "xa.svg", Banner, ("Audience", "offices"));
        using var press = await app.SignedInAsync("baochi.binhphuoc");
        using var commune = await app.SignedInAsync("xa.25318");
        var forPress = (await press.PageAsync("/materials?q=chi+bao")).QuerySelector("section.shelf a[download]")!.GetAttribute("href")!;

        (await press.PageAsync("/materials?q=chi+xa")).QuerySelectorAll("section.shelf").ShouldBeEmpty();
        (await commune.PageAsync("/materials?q=chi+bao")).QuerySelectorAll("section.shelf").ShouldBeEmpty();
        (await commune.PageAsync("/materials?q=chi+xa")).QuerySelectorAll("section.shelf").Length.ShouldBe(1);
        (await commune.GetAsync(forPress)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_press_kit_holds_every_current_file_with_its_hash_and_counts_each_by_organisation()
    {
        await using var app = await DemoApp.CreateAsync();
        using var press = await app.SignedInAsync("baochi.binhphuoc");
        var hashes = (await press.PageAsync("/materials")).QuerySelectorAll("section.shelf tbody code").Select(code => code.TextContent).ToHashSet();
        using var response = await press.GetAsync("/materials/kit.zip");
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        var inside = zip.Entries.Where(entry => entry.Name != "DOC-TRUOC.txt").Select(entry => Convert.ToHexStringLower(SHA256.HashData(entry.Open()))).ToHashSet();
        inside.SetEquals(hashes).ShouldBeTrue();
        new StreamReader(zip.GetEntry("DOC-TRUOC.txt")!.Open()).ReadToEnd().ShouldContain(hashes.First());
        (await CountAsync(app, "SELECT COUNT(*) FROM material_download WHERE organisation_id IS NOT NULL")).ShouldBe(inside.Count);
        (await CountAsync(app, "SELECT COUNT(*) FROM audit_event WHERE action = 'material.kit'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_version_is_told_to_the_press_and_a_recall_to_exactly_those_who_had_it_in_the_app_and_by_mail()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        using var press = await app.SignedInAsync("baochi.binhphuoc");
        using var sent = await UploadAsync(committee, "Ảnh lễ hội", "le.svg", Banner);
        var shelf = (await press.PageAsync("/materials?q=le+hoi")).QuerySelector("section.shelf")!;
        (await press.GetAsync(shelf.QuerySelector("a[download]")!.GetAttribute("href")!)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await press.PageAsync("/inbox")).Body!.TextContent.ShouldContain("Tài liệu mới: Ảnh lễ hội");

        using var recalled = await committee.SubmitAsync("/materials?q=le+hoi", $"/materials/{shelf.Id![1..]}/1/recall", ("reason", "Sai logo"));
        recalled.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await app.Services.CreateScope().ServiceProvider.GetRequiredService<Dispatcher>().RunAsync(CancellationToken.None);

        (await press.PageAsync("/inbox")).Body!.TextContent.ShouldContain("Bạn đã tải phiên bản này: xin ngừng dùng. Lý do: Sai logo. Chưa có bản thay thế.");
        (await CountAsync(app, "SELECT COUNT(DISTINCT o.account_id) FROM notice n JOIN notice_message m ON m.notice_id = n.id JOIN outbox o ON o.id = m.outbox_id WHERE n.news_key LIKE 'material/recalled/%'")).ShouldBe(1);
        var mails = Directory.GetFiles(Path.Combine(app.Folder, "mail"));
        mails.Length.ShouldBe(2);
        // Each part of a mail is base64.
        mails.ShouldContain(mail => Encoding.UTF8.GetString(File.ReadAllBytes(mail)).Replace("\r\n", "").Contains("baochi.binhphuoc@example.com"));
        (await CountAsync(app, "SELECT COUNT(*) FROM outbox WHERE channel = 'urgent' AND state = 'sent'")).ShouldBe(1);
    }

    [Fact]
    public async Task The_feed_links_to_the_public_address_whatever_Host_was_asked_for()
    {
        await using var app = await DemoApp.CreateAsync(new Dictionary<string, string?> { ["Campaign111:PublicBaseUrl"] = "https://111.example.com/" });
        using var nobody = app.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/materials/feed.xml");
        request.Headers.Host = "evil.example";
        using var feed = await nobody.Client.SendAsync(request);

        var text = await feed.Content.ReadAsStringAsync();
        text.ShouldContain("https://111.example.com/materials");
        text.ShouldNotContain("evil.example");
    }

    internal static Task<HttpResponseMessage> UploadAsync(Browser browser, string title, string name, string content, params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] fields = [("Title", title), ("TitleEn", title + " (en)"), ("Kind", "banner"), .. more];
        return browser.UploadAsync(Upload, "upload", "Files", name, Encoding.UTF8.GetBytes(content), fields);
    }

    private static async Task<IReadOnlyList<string>> EntriesAsync(Browser browser)
    {
        using var response = await browser.GetAsync("/materials/kit.zip");
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static Task<long> CountAsync(AppFactory app, string sql) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>(sql));
}
