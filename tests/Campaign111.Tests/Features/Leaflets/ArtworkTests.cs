using System.Net;
using System.Text;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Pdf;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Pdf;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>Official artwork: a page of the office's own with our box on it, through the same press; and what damaged, hostile or unfit files come to.</summary>
public sealed class ArtworkTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Slug = "binh-phuoc-2020";
    private const string Id = "chinh-thuc-to-trung-uong";
    private static readonly string Form = LeafletLinks.Artwork(Slug);

    public static TheoryData<string, string> Kinds => new() { { "pdf", "a5" }, { "svg", "a4" }, { "png", "a6" }, { "jpg", "a5" } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Artwork_prints_with_the_commune_s_own_code_in_the_box_that_the_office_placed(string kind, string size)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");

        using var uploaded = await UploadAsync(browser, Art(kind, size), size);
        uploaded.StatusCode.ShouldBe(HttpStatusCode.Redirect, await uploaded.Content.ReadAsStringAsync());
        var box = LeafletLinks.Version(Slug, Id, 1, "box");
        uploaded.Headers.Location!.ToString().ShouldBe(box);
        using var placed = await browser.SubmitAsync(box, "box-form", ("x", "20,5"), ("y", "30"), ("width", "74"), ("height", "32"));
        placed.Headers.Location!.ToString().ShouldBe(box);
        using var art = await browser.GetAsync((await browser.PageAsync(box)).GetElementById("box-art")!.GetAttribute("src")!);
        art.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        var design = await ApproveAsync(app);

        (design.Artwork!.BoxX, design.Artwork.BoxY, design.HasMono).ShouldBe((20.5, 30, false));
        foreach (var form in design.Paper.Name is "A4" ? new[] { SheetForm.Trim, SheetForm.Bleed } : [SheetForm.Trim, SheetForm.Bleed, SheetForm.Imposed])
        {
            var (pdf, address) = await PrintAsync(app, design, form);
            var picture = lab.Picture(pdf, 1, 200);
            lab.Decode(picture).Distinct().ShouldBe([address.ToUpperInvariant()], $"{kind} {form}");
            PdfLab.Text(pdf).ShouldContain("Xã Tân Thành");
            // The artwork itself is there: its dark field, left below.
            var inset = form == SheetForm.Bleed ? Imposition.MarksMm : 0;
            picture.Pixels[((int)((design.Paper.HeightMm - 12 + inset) / 25.4 * 200) * picture.Width) + (int)((12 + inset) / 25.4 * 200)].ShouldBeLessThan((byte)90, $"{kind} {form}");
        }
    }

    [Fact]
    public async Task The_box_is_refused_off_the_paper_and_when_its_code_or_words_get_too_small()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var uploaded = await UploadAsync(browser, Art("svg", "a5"), "a5");
        var box = LeafletLinks.Version(Slug, Id, 1, "box");
        async Task<string> Placed(string x, string y, string width, string height)
        {
            using var answer = await browser.SubmitAsync(box, "box-form", ("x", x), ("y", y), ("width", width), ("height", height));
            return (answer.StatusCode == HttpStatusCode.Redirect ? await browser.PageAsync(box) : await Browser.ParseAsync(answer)).Body!.TextContent;
        }

        (await Placed("120", "20", "42", "43")).ShouldContain("nằm ra ngoài giấy");
        (await Placed("20", "20", "30", "30")).ShouldContain("cần 22 mm");
        (await Placed("20", "20", "28", "60")).ShouldContain("tối thiểu 6 pt");
        (await Placed("20", "x", "42", "43")).ShouldContain("bốn số");
        (await Placed("1", "1", "42", "43")).ShouldContain("cách mép giấy dưới 4 mm");
        (await Placed("20", "20", "42", "43")).ShouldNotContain("Phải sửa");
    }

    [Fact]
    public async Task Sizes_and_contents_that_are_not_taken_are_refused_with_the_reason()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        async Task<string> Refused(byte[] file, string size = "a5")
        {
            using var answer = await UploadAsync(browser, file, size);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            return (await Browser.ParseAsync(answer)).QuerySelector(".alert-danger")!.TextContent;
        }

        (await Refused(Encoding.UTF8.GetBytes(Svg(130, 190)))).ShouldContain("130 × 190 mm");
        (await Refused(await File.ReadAllBytesAsync(lab.Write([new SvgPage(SvgTemplate.Parse(Svg(130, 190)))])))).ShouldContain("130 × 190 mm");
        (await Refused(Art("png", "a5"), "a4-ngang")).ShouldContain("không cùng hình dạng");
        (await Refused(Encoding.UTF8.GetBytes(Svg(148, 210).Replace("</svg>", "<script/></svg>", StringComparison.Ordinal)))).ShouldContain("<script>");
        (await Refused(Encoding.UTF8.GetBytes(Svg(148, 210).Replace("<rect", "<image href=\"file:///etc/passwd\"/><rect", StringComparison.Ordinal)))).ShouldContain("liên kết ra ngoài");
        (await Refused("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>"u8.ToArray())).ShouldContain("DTD");
        (await Refused("%PDF-1.7 nothing"u8.ToArray())).ShouldContain("Không đọc được PDF");
        (await Refused("GIF89a"u8.ToArray())).ShouldContain("không phải PDF, SVG, PNG hay JPEG");
        (await Refused(new byte[13 * 1024 * 1024])).ShouldContain("12 MB");
        (await Refused(await File.ReadAllBytesAsync(lab.Write(Enumerable.Range(0, 5).Select(_ => new SvgPage(SvgTemplate.Parse(Svg(148, 210)))))))).ShouldContain("1 đến 4 trang");
        (await Refused(await File.ReadAllBytesAsync(lab.Write([new SvgPage(SvgTemplate.Parse("""<svg xmlns="http://www.w3.org/2000/svg" width="148mm" height="210mm" viewBox="0 0 148 210"/>"""))])))).ShouldContain("màu trắng");
        (await Refused(Bomb())).ShouldContain("hỏng hoặc bị cắt cụt");
    }

    [Fact]
    public async Task Coarse_pictures_are_taken_with_a_warning()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");

        using var uploaded = await UploadAsync(browser, lab.Renderer.RenderPng(new SvgPage(SvgTemplate.Parse(Svg(148, 210))), 100), "a5");

        (await browser.PageAsync(uploaded.Headers.Location!.ToString())).Body!.TextContent.ShouldContain("nên từ 150");
    }

    [Fact]
    public async Task A_two_page_PDF_prints_both_sides_and_the_box_stands_on_the_page_that_was_chosen()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var uploaded = await UploadAsync(browser, await File.ReadAllBytesAsync(lab.Write([new SvgPage(SvgTemplate.Parse(Svg(154, 216))), new SvgPage(SvgTemplate.Parse(Svg(154, 216)))])), "a4");
        var box = LeafletLinks.Version(Slug, Id, 1, "box");
        using var placed = await browser.SubmitAsync(box, "box-form", ("page", "2"), ("x", "20"), ("y", "30"), ("width", "74"), ("height", "32"));
        var design = await ApproveAsync(app);

        // 154 × 216 is A5 with its bleed.
        (design.Paper.Name, design.Artwork!.Bleed, design.Paper.Duplex, design.QrPage).ShouldBe(("A5", true, true, 2));
        var (pdf, address) = await PrintAsync(app, design, SheetForm.Bleed);
        lab.Decode(lab.Picture(pdf, 1, 200)).ShouldBeEmpty();
        lab.Decode(lab.Picture(pdf, 2, 200)).ShouldBe([address.ToUpperInvariant()]);
    }

    [Theory]
    [InlineData("pdf")]
    [InlineData("svg")]
    [InlineData("png")]
    [InlineData("jpg")]
    public async Task Damaged_artwork_never_breaks_the_server_and_leaves_nothing_half_written(string kind)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        var whole = Art(kind, "a6");
        var random = new Random(kind.Length + kind[0]);
        for (var round = 0; round < 10; round++)
        {
            using var answer = await UploadAsync(browser, DesignVersionsTests.Mutate(whole, random), "a6", $"Tờ {kind} {round}");
            ((int)answer.StatusCode).ShouldBeOneOf(302, 422);
            if (answer.Headers.Location is { } next)
            {
                // What was taken can be looked at.
                await browser.PageAsync(next.ToString());
            }
        }

        var (rows, folders) = (
            await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>("SELECT COUNT(*) FROM leaflet_version")),
            Directory.GetFileSystemEntries(Path.Combine(app.Folder, "designs")).Length);
        ((long)folders).ShouldBe(rows);
    }

    private static Task<HttpResponseMessage> UploadAsync(Browser browser, byte[] file, string size, string title = "Tờ trung ương") =>
        browser.UploadAsync(Form, "artwork", "file", "anh.bin", file, ("title", title), ("size", size), ("language", "vi"));

    private byte[] Art(string kind, string size)
    {
        var (width, height) = size switch { "a4" => (210, 297), "a5" => (148, 210), _ => (105, 148) };
        var page = new SvgPage(SvgTemplate.Parse(Svg(width, height)));
        switch (kind)
        {
            case "svg": return Encoding.UTF8.GetBytes(Svg(width, height));
            case "pdf": return File.ReadAllBytes(lab.Write([page]));
            case "png": return lab.Renderer.RenderPng(page, 200);
            default:
                var (png, jpg) = (lab.Scratch("png"), lab.Scratch("jpg"));
                File.WriteAllBytes(png, lab.Renderer.RenderPng(page, 200));
                PdfLab.Run("convert", png, "-quality", "90", jpg);
                return File.ReadAllBytes(jpg);
        }
    }

    // A dark field over the lower half, a pale one above, no words: what an official leaflet is to us.
    private static string Svg(int width, int height) => FormattableString.Invariant($"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"><rect x="0" y="0" width="{width}" height="{height}" fill="#ffeedd"/><rect x="0" y="{height * 0.75}" width="{width}" height="{height * 0.25}" fill="#112244"/></svg>
        """);

    // The head says 100 × 141 pixels; 50 MB of zeros are packed behind it.
    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var deflate = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(new byte[50_000_000]);
        }

        static byte[] Chunk(string name, byte[] data) => [.. BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(data.Length)), .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 100, 0, 0, 0, 141, 8, 2, 0, 0, 0]), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static async Task<LeafletDesign> ApproveAsync(AppFactory app)
    {
        var campaign = await DesignVersionsTests.CampaignAsync(app);
        var versions = app.Services.GetRequiredService<DesignVersions>();
        var row = (await versions.FindAsync(campaign, Id, 1))!;
        row.Found.ShouldNotContain(problem => !problem.IsWarning);
        await app.Services.GetRequiredService<DesignDrafts>().SubmitAsync(campaign, row, Actor.System);
        var design = await versions.GetAsync(campaign, Id, 1);
        await app.Services.GetRequiredService<DesignRegister>().ApproveAsync(campaign, design, Actor.System);
        return design;
    }

    private async Task<(string Pdf, string Address)> PrintAsync(AppFactory app, LeafletDesign design, SheetForm form)
    {
        var campaign = await DesignVersionsTests.CampaignAsync(app);
        var unit = (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync("25318", campaign.TreeDate))!;
        var pdf = lab.Scratch("pdf");
        await File.WriteAllBytesAsync(pdf, await app.Services.GetRequiredService<LeafletPrinter>().PdfAsync(campaign, unit, new LeafletChoice(design, Form: form), Actor.System, CancellationToken.None));
        var address = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<string>("SELECT address FROM leaflet_run WHERE id = (SELECT MAX(id) FROM leaflet_run)"));
        return (pdf, address!);
    }
}
