using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Pdf;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>A version's way: uploaded or reworded, checked, looked at, submitted, approved, superseded, recalled. And what hostile or damaged files come to.</summary>
public sealed class DesignVersionsTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Slug = "binh-phuoc-2020";
    private const string Sticker = "bien-lac-111";
    private static readonly string List = LeafletLinks.Designs(Slug);

    [Fact]
    public async Task An_uploaded_version_is_checked_approved_and_printed_and_a_recalled_one_says_what_replaces_it()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var design = new DesignFixture(Sticker);
        Reword(design, "Trẻ em gặp nạn? Gọi");

        using var uploaded = await browser.UploadAsync(List, "upload", "file", "bien-lac.zip", Zip(design));
        uploaded.Headers.Location!.ToString().ShouldBe(LeafletLinks.Version(Slug, Sticker, 2));
        var draft = await browser.PageAsync(LeafletLinks.Version(Slug, Sticker, 2));
        draft.Body!.TextContent.ShouldContain("bản nháp");
        draft.Body.TextContent.ShouldContain("Không có lỗi");
        // Two languages that came with it and the demo's draft stay as they are: every page has its picture, and each picture is there.
        var pictures = draft.QuerySelectorAll("img.preview").Select(picture => picture.GetAttribute("src")!).ToList();
        pictures.Count.ShouldBe(4);
        using var picture = await browser.GetAsync(pictures[0]);
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");

        (await PrintedAsync(app, null)).ShouldContain("Trẻ em cần giúp? Gọi");
        (await ActAsync(browser, 2, "approve")).ShouldContain("chưa gửi duyệt");
        await ActAsync(browser, 2, "submit");
        (await ActAsync(browser, 2, "approve")).ShouldContain("Đã duyệt");
        (await PrintedAsync(app, null)).ShouldContain("Trẻ em gặp nạn? Gọi");
        (await browser.PageAsync(LeafletLinks.Version(Slug, Sticker, 1))).Body!.TextContent.ShouldContain("Đã thay bằng phiên bản 2");
        (await Should.ThrowAsync<LeafletRefusedException>(() => PrintedAsync(app, 1))).English.ShouldContain("replaced by version 2");

        await ActAsync(browser, 2, "recall", ("reason", "Sai số"));
        (await browser.PageAsync(LeafletLinks.Version(Slug, Sticker, 2))).Body!.TextContent.ShouldContain("Thay bằng phiên bản 1");
        (await Should.ThrowAsync<LeafletRefusedException>(() => PrintedAsync(app, 2))).English.ShouldContain("Version 1 replaces it");
        (await PrintedAsync(app, null)).ShouldContain("Trẻ em cần giúp? Gọi");
        var audit = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.QueryAsync<string>("SELECT action FROM audit_event WHERE subject_id = 'bien-lac-111/2' ORDER BY id"));
        audit.ShouldBe(["leaflet.version-made", "leaflet.version-submitted", "leaflet.approved", "leaflet.recalled"]);
    }

    [Fact]
    public async Task A_job_asked_for_before_the_newer_version_still_prints_its_own()
    {
        await using var app = await DemoApp.CreateAsync();
        var (campaign, design, register) = (await CampaignAsync(app), app.Services.GetRequiredService<LeafletDesigns>().Get(Sticker), app.Services.GetRequiredService<DesignRegister>());
        using var changed = new DesignFixture(Sticker);
        Reword(changed, "Trẻ em gặp nạn? Gọi");
        await ApprovedAsync(app, campaign, DesignFiles.FromZip(Zip(changed)));

        await Should.ThrowAsync<LeafletRefusedException>(() => register.RequireApprovedAsync(campaign, design));
        (await register.RequireApprovedAsync(campaign, design, begun: true)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Findings_are_shown_and_stand_in_the_way_until_they_are_mended()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var design = new DesignFixture(Sticker);
        Reword(design, "Trẻ em cần giúp? Hãy gọi ngay cho tổng đài bảo vệ trẻ em của chúng tôi, lúc nào cũng được");

        using var uploaded = await browser.UploadAsync(List, "upload", "file", "x.zip", Zip(design));
        var page = await browser.PageAsync(uploaded.Headers.Location!.ToString());

        page.Body!.TextContent.ShouldContain("Phải sửa");
        page.Forms.ShouldNotContain(form => form.GetAttribute("action")!.EndsWith("/submit", StringComparison.Ordinal));
        var row = (await app.Services.GetRequiredService<DesignVersions>().FindAsync(await CampaignAsync(app), Sticker, 2))!;
        await Should.ThrowAsync<LeafletRefusedException>(async () => await app.Services.GetRequiredService<DesignDrafts>().SubmitAsync(await CampaignAsync(app), row, Actor.System));

        using var mended = await browser.SubmitAsync(LeafletLinks.Version(Slug, Sticker, 2, "edit"), "edit", (WordingModel.Field("vi", "call"), "Trẻ em gặp nạn? Gọi"));
        mended.Headers.Location!.ToString().ShouldBe(LeafletLinks.Version(Slug, Sticker, 2));
        (await browser.PageAsync(LeafletLinks.Version(Slug, Sticker, 2))).Body!.TextContent.ShouldContain("Không có lỗi");
    }

    [Fact]
    public async Task Rewording_an_approved_version_makes_a_new_one_and_its_translation_waits_for_a_review()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        var edit = LeafletLinks.Version(Slug, Sticker, 1, "edit");

        using var same = await browser.SubmitAsync(edit, "edit");
        same.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var empty = await browser.SubmitAsync(edit, "edit", (WordingModel.Field("vi", "call"), " "));
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var saved = await browser.SubmitAsync(edit, "edit", (WordingModel.Field("vi", "call"), "Trẻ em gặp nạn? Gọi"));

        saved.Headers.Location!.ToString().ShouldBe(LeafletLinks.Version(Slug, Sticker, 2));
        var made = await app.Services.GetRequiredService<DesignVersions>().GetAsync(await CampaignAsync(app), Sticker, 2);
        made.Texts["en"].Review.ShouldBe(TextReview.Draft);
        made.Original.Texts["call"].ShouldBe("Trẻ em gặp nạn? Gọi");
        made.Original.Texts["free"].ShouldBe("Miễn phí");
        // The folder opens in Inkscape with the new words, and can come back as it is.
        var zip = await browser.Client.GetByteArrayAsync(new Uri(LeafletLinks.Version(Slug, Sticker, 2, "folder.zip"), UriKind.Relative));
        DesignFiles.FromZip(zip).Text("sticker.svg").ShouldContain("Trẻ em gặp nạn? Gọi");
    }

    [Fact]
    public async Task Whoever_may_not_decide_sees_no_draft_and_changes_nothing()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");

        var list = await browser.PageAsync(List);
        list.Body!.TextContent.ShouldNotContain("chờ duyệt");
        list.Forms.ShouldNotContain(form => form.Id == "upload");
        var waiting = app.Services.GetRequiredService<LeafletDesigns>().Get("the-hoc-sinh-a6").Version + 1;
        using var draft = await browser.GetAsync(LeafletLinks.Version(Slug, "the-hoc-sinh-a6", waiting));
        draft.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var picture = await browser.GetAsync(LeafletLinks.Version(Slug, "the-hoc-sinh-a6", waiting, "preview/1.png"));
        picture.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var edit = await browser.GetAsync(LeafletLinks.Version(Slug, Sticker, 1, "edit"));
        edit.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "script", "script" }, { "path", "tên hoặc chỗ" }, { "bomb", "lớn hơn" }, { "text", "không phải ZIP" }, { "empty", "không có design.yaml" },
        { "yaml", "design.yaml" }, { "deep", "design.yaml" }, { "hole", "bỏ trống" }, { "latin", "UTF-8" }, { "twice", "hai lần" }, { "noqr", "qr.page" }, { "id", "id" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Hostile_folders_are_refused_with_the_reason_and_nothing_is_kept(string kind, string reason)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        var before = await KeptAsync(app);

        using var answer = await browser.UploadAsync(List, "upload", "file", "x.zip", Bad(kind));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(answer)).QuerySelector(".alert-danger")!.TextContent.ShouldContain(reason);
        (await KeptAsync(app)).ShouldBe(before);
    }

    [Fact]
    public async Task Damaged_folders_never_break_the_server_and_leave_nothing_half_written()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var design = new DesignFixture(Sticker);
        var whole = DesignFiles.FromFolder(design.Home);
        var random = new Random(20201111);
        for (var round = 0; round < 24; round++)
        {
            // Every third time the ZIP itself, else a file in it.
            var zip = round % 3 == 0 ? Mutate(Zip(design), random) : Damaged(whole, random);
            using var answer = await browser.UploadAsync(List, "upload", "file", "x.zip", zip);
            ((int)answer.StatusCode).ShouldBeOneOf(302, 422);
        }

        Directory.GetDirectories(Path.Combine(app.Folder, "designs"), "*.part").ShouldBeEmpty();
        (await browser.PageAsync(List)).Body!.TextContent.ShouldContain("Mẫu tờ rơi");
    }

    [Fact]
    public async Task Files_that_were_changed_in_the_data_folder_do_not_print()
    {
        await using var app = await DemoApp.CreateAsync();
        var campaign = await CampaignAsync(app);
        using var design = new DesignFixture(Sticker);
        Reword(design, "Trẻ em gặp nạn? Gọi");
        await ApprovedAsync(app, campaign, DesignFiles.FromZip(Zip(design)));
        var file = Directory.GetFiles(Path.Combine(app.Folder, "designs"), "texts.vi.csv", SearchOption.AllDirectories).First(path => path.Contains(Sticker, StringComparison.Ordinal));
        await File.AppendAllTextAsync(file, "\n");

        var fresh = new DesignVersions(app.Services.GetRequiredService<Database>(), app.Services.GetRequiredService<LeafletDesigns>(), app.Services.GetRequiredService<DesignVault>(), new DesignReader(lab.Fonts));
        (await Should.ThrowAsync<LeafletRefusedException>(() => fresh.GetAsync(campaign, Sticker))).English.ShouldContain("SHA-256");
    }

    internal static async Task<Campaign> CampaignAsync(AppFactory app) => (await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync(Slug))!;

    internal static async Task ApprovedAsync(AppFactory app, Campaign campaign, DesignFiles files)
    {
        var (drafts, versions) = (app.Services.GetRequiredService<DesignDrafts>(), app.Services.GetRequiredService<DesignVersions>());
        var made = await drafts.CreateAsync(campaign, files, "upload", null, Actor.System);
        made.Report.Problems.ShouldNotContain(problem => !problem.IsWarning);
        await drafts.SubmitAsync(campaign, (await versions.FindAsync(campaign, made.Design, made.Version!.Value))!, Actor.System);
        await app.Services.GetRequiredService<DesignRegister>().ApproveAsync(campaign, await versions.GetAsync(campaign, made.Design, made.Version), Actor.System);
    }

    // A byte changed, a piece cut out, or a piece doubled.
    internal static byte[] Mutate(byte[] file, Random random)
    {
        var copy = file.ToArray();
        for (var change = 0; change < 1 + random.Next(6); change++)
        {
            copy[random.Next(copy.Length)] = (byte)random.Next(256);
        }

        return random.Next(3) switch { 0 => copy[..random.Next(1, copy.Length)], 1 => [.. copy, .. copy[random.Next(copy.Length)..]], _ => copy };
    }

    private static void Reword(DesignFixture design, string call)
    {
        design.Replace("texts.vi.csv", "Trẻ em cần giúp? Gọi", call).Replace("texts.en.csv", "Trẻ em cần giúp? Gọi", call).Replace("sticker.svg", "Trẻ em cần giúp? Gọi", call).Replace("sticker.mono.svg", "Trẻ em cần giúp? Gọi", call);
    }

    private static byte[] Zip(DesignFixture design) => DesignFiles.FromFolder(design.Home).ToZip(Sticker);

    private static byte[] Damaged(DesignFiles files, Random random)
    {
        var broken = files.All.ToDictionary();
        var name = broken.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(broken.Count));
        broken[name] = Mutate(broken[name], random);
        return DesignFiles.Of(broken).ToZip(Sticker);
    }

    private static byte[] Bad(string kind)
    {
        using var design = new DesignFixture(Sticker);
        switch (kind)
        {
            case "script": return Zip(design.Replace("sticker.svg", "</svg>", "<script>alert(1)</script></svg>"));
            case "yaml": return Zip(design.Replace("design.yaml", "bleed_mm: 3", "bleed_mm: [3"));
            case "deep": return Zip(design.Replace("design.yaml", "editable: [call]", $"editable: {new string('[', 20_000)}"));
            case "hole": return Zip(design.Replace("design.yaml", "colour: { pages: { default: [sticker.svg] } }", "colour:"));
            case "noqr": return Zip(design.Replace("design.yaml", "page: 1", "page: 2"));
            case "id": return Zip(design.Replace("design.yaml", "id: bien-lac-111", "id: ../../bien-lac"));
            case "latin": return DesignFiles.Of(new Dictionary<string, byte[]>(DesignFiles.FromFolder(design.Home).All) { ["texts.vi.csv"] = [0xC3, 0x28] }).ToZip(Sticker);
            case "text": return Encoding.UTF8.GetBytes("PK nothing");
            default: break;
        }

        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, size) in kind switch { "path" => new[] { ("../../evil.svg", 10) }, "bomb" => [("big.svg", 90_000_000)], "twice" => [("design.yaml", 5), ("x/design.yaml", 5)], _ => [] })
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(new byte[size].AsSpan());
            }
        }

        return zip.ToArray();
    }

    private static async Task<string> ActAsync(Browser browser, int version, string act, params (string, string)[] fields)
    {
        // The page offers a form only when the act is possible; the address must refuse by itself.
        var page = await browser.PageAsync(LeafletLinks.Version(Slug, Sticker, version));
        var target = LeafletLinks.Version(Slug, Sticker, version, act);
        var form = page.Forms.FirstOrDefault(known => known.GetAttribute("action") == target) ?? page.Forms.First(known => known.QuerySelector("[name=__RequestVerificationToken]") is not null);
        form.SetAttribute("action", target);
        form.Id = "act";
        using var answer = await browser.SubmitAsync(page, "act", fields);
        return (await browser.PageAsync(answer.Headers.Location!.ToString())).Body!.TextContent;
    }

    private static async Task<(long Versions, int Folders)> KeptAsync(AppFactory app) => (
        await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>("SELECT COUNT(*) FROM leaflet_version")),
        Directory.Exists(Path.Combine(app.Folder, "designs")) ? Directory.GetFileSystemEntries(Path.Combine(app.Folder, "designs")).Length : 0);

    private async Task<string> PrintedAsync(AppFactory app, int? version)
    {
        var campaign = await CampaignAsync(app);
        var unit = (await app.Services.GetRequiredService<Campaign111.Features.Hierarchy.UnitDirectory>().FindByCodeAsync("25318", campaign.TreeDate))!;
        var design = await app.Services.GetRequiredService<DesignVersions>().GetAsync(campaign, Sticker, version);
        var pdf = lab.Scratch("pdf");
        await File.WriteAllBytesAsync(pdf, await app.Services.GetRequiredService<LeafletPrinter>().PdfAsync(campaign, unit, new LeafletChoice(design), Actor.System, CancellationToken.None));
        return PdfLab.Text(pdf);
    }
}
