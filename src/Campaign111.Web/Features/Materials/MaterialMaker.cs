using System.Text;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Materials;

/// <summary>Makes the materials of a campaign from its approved leaflet and the hotline's facts.</summary>
public sealed class MaterialMaker(LeafletPrinter printer, UnitDirectory units, IPdfRenderer renderer)
{
    private const int PrintDpi = 300;

    /// <summary>All materials, with their bytes.</summary>
    /// <exception cref="LeafletRefusedException">The leaflet is not approved, or its public address may not be printed.</exception>
    public async Task<IReadOnlyList<MaterialDraft>> MakeAsync(Campaign campaign, CancellationToken cancel)
    {
        var owner = await units.FindAsync(campaign.UnitId) ?? throw new InvalidOperationException("The campaign's unit is gone.");
        var (vi, en) = (owner.FullName, EnglishName(owner));
        // The page shows the newest first: the leaflet comes last.
        return [Loudspeaker(vi, en), Article(vi, en), Facts(vi), Radio(vi, en), Banner(), await LeafletAsync(campaign, owner, cancel)];
    }

    private async Task<MaterialDraft> LeafletAsync(Campaign campaign, Unit owner, CancellationToken cancel)
    {
        async Task<byte[]> PdfAsync(bool mono)
        {
            using var pdf = new MemoryStream();
            await printer.WritePdfAsync(campaign, owner, mono, pdf, cancel);
            return pdf.ToArray();
        }

        // The pictures take most of the time, and one does not wait for the other.
        var front = Task.Run(() => printer.PngAsync(campaign, owner, mono: false, page: 1, PrintDpi, cancel), cancel);
        var back = Task.Run(() => printer.PngAsync(campaign, owner, mono: false, page: 2, PrintDpi, cancel), cancel);
        var text = string.Join('\n', await printer.TextAsync(campaign, owner)) + "\n";
        return new MaterialDraft("to-roi", MaterialKinds.Artwork, "Tờ rơi 111, khổ A5", "Leaflet 111, A5",
        [
            new("to-roi-111-mau.pdf", "Bản màu để in, PDF", "Colour, for printing, PDF", "application/pdf", "vi", await PdfAsync(mono: false)),
            new("to-roi-111-den-trang.pdf", "Bản đen trắng để photocopy, PDF", "Black and white, for photocopiers, PDF", "application/pdf", "vi", await PdfAsync(mono: true)),
            new("to-roi-111-mat-truoc.png", "Mặt trước, ảnh PNG 300 dpi", "Front, PNG at 300 dpi", "image/png", "vi", await front),
            new("to-roi-111-mat-sau.png", "Mặt sau, ảnh PNG 300 dpi", "Back, PNG at 300 dpi", "image/png", "vi", await back),
            Plain("to-roi-111-loi.txt", "Lời trên tờ rơi", "The leaflet's text", "vi", text),
        ]);
    }

    private MaterialDraft Banner() => new("anh-mang-xa-hoi", MaterialKinds.Banner, "Ảnh cho mạng xã hội, 1200 × 630", "Social banner, 1200 × 630",
    [
        .. Banner("vi", "Tiếng Việt", "Vietnamese", BannerArt.Draw("Tổng đài điện thoại quốc gia bảo vệ trẻ em", ["Miễn phí", "24 giờ", "Giữ kín"], [HotlineFacts.SloganFirst, HotlineFacts.SloganSecond])),
        .. Banner("en", "Tiếng Anh", "English", BannerArt.Draw("National child-protection hotline of Viet Nam", ["Free", "24 hours", "Confidential"], ["SOMEBODY LISTENS, AT ANY HOUR,", "FOR EVERY CHILD"])),
    ]);

    private IEnumerable<FileDraft> Banner(string language, string vi, string en, string svg) =>
    [
        new($"111-{language}.png", $"{vi}, ảnh PNG", $"{en}, PNG", "image/png", language, renderer.RenderPng(new SvgPage(SvgTemplate.Parse(svg, placeholders: false)), BannerArt.Dpi)),
        new($"111-{language}.svg", $"{vi}, SVG để sửa cỡ", $"{en}, SVG for other sizes", "image/svg+xml", language, Encoding.UTF8.GetBytes(svg)),
    ];

    private static MaterialDraft Facts(string province) => new("thong-tin-111", MaterialKinds.PressText, "Thông tin về Tổng đài 111 để đăng tải", "Facts about hotline 111, ready to publish",
    [
        Plain("thong-tin-111.txt", "Tiếng Việt, văn bản", "Vietnamese, plain text", "vi", MaterialTexts.FactsVi(province)),
        new("thong-tin-111.html", "Tiếng Việt, HTML để dán vào trang web", "Vietnamese, HTML for web pages", "text/html", "vi", Encoding.UTF8.GetBytes(MaterialTexts.FactsHtml(province))),
        Plain("hotline-111-en.txt", "Tiếng Anh, văn bản", "English, plain text", "en", MaterialTexts.FactsEn()),
    ]);

    private static MaterialDraft Article(string vi, string en) => new("bai-bao-ngan", MaterialKinds.PressText, "Bài báo ngắn: Mọi gia đình cần nhớ số 111", "Short article: every family should remember 111",
        [Plain("bai-bao-111.txt", "Tiếng Việt", "Vietnamese", "vi", ScriptTexts.ArticleVi(vi)), Plain("article-111-en.txt", "Tiếng Anh", "English", "en", ScriptTexts.ArticleEn(en))]);

    private static MaterialDraft Radio(string vi, string en) => new("phat-thanh-30-giay", MaterialKinds.Radio, "Lời phát thanh 30 giây", "Radio script, 30 seconds",
        [Plain("phat-thanh-30-giay.txt", "Tiếng Việt, 30 giây", "Vietnamese, 30 seconds", "vi", ScriptTexts.RadioVi(vi)), Plain("radio-30-seconds-en.txt", "Tiếng Anh, 30 giây", "English, 30 seconds", "en", ScriptTexts.RadioEn(en))]);

    private static MaterialDraft Loudspeaker(string vi, string en) => new("loa-truyen-thanh", MaterialKinds.Loudspeaker, "Lời đọc trên loa truyền thanh", "Script for loudspeakers",
    [
        Plain("loa-truyen-thanh.txt", "Tiếng Việt, khoảng một phút", "Vietnamese, about a minute", "vi", MaterialTexts.Loudspeaker(vi)),
        Plain("loudspeaker-en.txt", "Tiếng Anh, khoảng một phút", "English, about a minute", "en", ScriptTexts.LoudspeakerEn(en)),
    ]);

    private static string EnglishName(Unit owner) => owner.UnitType is "Tỉnh" ? $"{owner.Name} province" : owner.Name;

    private static FileDraft Plain(string name, string title, string titleEn, string language, string text) => new(name, title, titleEn, "text/plain", language, Encoding.UTF8.GetBytes(text));
}
