using System.Text;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;

namespace Campaign111.Features.Materials;

/// <summary>Makes the materials of a campaign from its approved leaflet and the hotline's facts.</summary>
public sealed class MaterialMaker(LeafletPrinter printer, UnitDirectory units)
{
    private const int PrintDpi = 300;

    /// <summary>All materials, with their bytes.</summary>
    /// <exception cref="LeafletRefusedException">The leaflet is not approved, or its public address may not be printed.</exception>
    public async Task<IReadOnlyList<MaterialDraft>> MakeAsync(Campaign campaign, CancellationToken cancel)
    {
        var owner = await units.FindAsync(campaign.UnitId) ?? throw new InvalidOperationException("The campaign's unit is gone.");
        // The page shows the newest first: the leaflet comes last.
        return [Loudspeaker(owner.FullName), Facts(owner.FullName), await LeafletAsync(campaign, owner, cancel)];
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
        return new MaterialDraft("to-roi", "Tờ rơi 111, khổ A5", "Leaflet 111, A5",
        [
            new("to-roi-111-mau.pdf", "Bản màu để in, PDF", "Colour, for printing, PDF", "application/pdf", await PdfAsync(mono: false)),
            new("to-roi-111-den-trang.pdf", "Bản đen trắng để photocopy, PDF", "Black and white, for photocopiers, PDF", "application/pdf", await PdfAsync(mono: true)),
            new("to-roi-111-mat-truoc.png", "Mặt trước, ảnh PNG 300 dpi", "Front, PNG at 300 dpi", "image/png", await front),
            new("to-roi-111-mat-sau.png", "Mặt sau, ảnh PNG 300 dpi", "Back, PNG at 300 dpi", "image/png", await back),
            Plain("to-roi-111-loi.txt", "Lời trên tờ rơi", "The leaflet's text", text),
        ]);
    }

    private static MaterialDraft Facts(string province) => new("thong-tin-111", "Thông tin về Tổng đài 111 để đăng tải", "Facts about hotline 111, ready to publish",
    [
        Plain("thong-tin-111.txt", "Tiếng Việt, văn bản", "Vietnamese, plain text", MaterialTexts.FactsVi(province)),
        new("thong-tin-111.html", "Tiếng Việt, HTML để dán vào trang web", "Vietnamese, HTML for web pages", "text/html", Encoding.UTF8.GetBytes(MaterialTexts.FactsHtml(province))),
        Plain("hotline-111-en.txt", "Tiếng Anh, văn bản", "English, plain text", MaterialTexts.FactsEn()),
    ]);

    private static MaterialDraft Loudspeaker(string province) => new("loa-truyen-thanh", "Lời đọc trên loa truyền thanh", "Script for loudspeakers",
        [Plain("loa-truyen-thanh.txt", "Tiếng Việt, khoảng một phút", "Vietnamese, about a minute", MaterialTexts.Loudspeaker(province))]);

    private static FileDraft Plain(string name, string title, string titleEn, string text) => new(name, title, titleEn, "text/plain", Encoding.UTF8.GetBytes(text));
}
