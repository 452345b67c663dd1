using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Features.Shared;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Pdf;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Leaflets.Artwork;

/// <summary>Official artwork: uploaded as a page, the box placed on it. What follows (approval, print, recall) is that of any design.</summary>
[Requires(Permission.ApproveMaterials)]
[Route("campaigns/{slug}/leaflets")]
public sealed class ArtworkController(VersionsDesk desk, DesignVersions versions, DesignDrafts drafts, PdfPages pdf, IPdfRenderer renderer, CurrentUser user) : Controller
{
    /// <summary>Languages that official artwork comes in; the name as its speakers write it.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> Languages =
        [("vi", "Tiếng Việt"), ("en", "English"), ("km", "Khmer (ភាសាខ្មែរ)"), ("cjm", "Cham"), ("rad", "Êđê"), ("jra", "Jrai"), ("bdq", "Bahnar"), ("hmn", "Hmoob"), ("tyz", "Tày")];

    private const string Home = "/Features/Leaflets/Artwork/";
    private const long MostSent = ArtworkUpload.MostBytes + (1 << 20);
    private const int ScreenDpi = 96;
    private const int LongestTitle = 120;

    [HttpGet("artwork")]
    public async Task<IActionResult> Artwork(string slug, string? design) => View(Home + "Artwork.cshtml", await FormAsync(await desk.ApproverAsync(slug), new ArtworkForm { Design = design, Language = "vi", Size = "a4" }));

    [HttpPost("artwork")]
    [RequestSizeLimit(MostSent), RequestFormLimits(MultipartBodyLengthLimit = MostSent)]
    public async Task<IActionResult> Artwork(string slug, [FromForm] ArtworkForm form, IFormFile? file, CancellationToken cancel)
    {
        var campaign = await desk.ApproverAsync(slug);
        try
        {
            var content = await UploadedBytes.ReadAsync(file, ArtworkUpload.MostBytes, cancel);
            var size = PaperSizes.All.FirstOrDefault(paper => paper.Code == form.Size) ?? PaperSizes.All[1];
            var art = await ArtworkUpload.ReadAsync(content, new PictureFrame(size, form.Bleed), pdf, cancel);
            var (id, title, titleEn) = await NameAsync(campaign, form);
            var language = Languages.FirstOrDefault(known => known.Code == form.Language) is { Code: not null } chosen ? chosen : Languages[0];
            var made = await drafts.CreateAsync(campaign, ArtworkDesign.Make(art, id, title, titleEn, language), "artwork", null, user.Actor);
            if (made.Version is { } version)
            {
                this.Say(FlashKind.Done, Text.Of("Đã nhận mẫu. Đặt ô mã QR vào chỗ trống trên trang.", "The artwork is in. Place the box where the page has room."));
                return LocalRedirect(LeafletLinks.Version(slug, id, version, "box"));
            }

            throw new LeafletRefusedException(
                $"Không dùng được tệp này: {string.Join("; ", made.Report.Problems.Where(problem => !problem.IsWarning).Take(3).Select(problem => problem.Reason.Vi.TrimEnd('.')).Distinct())}.",
                $"The file cannot be used: {string.Join("; ", made.Report.Problems.Where(problem => !problem.IsWarning).Take(3).Select(problem => problem.Reason.En.TrimEnd('.')).Distinct())}.");
        }
        catch (LeafletRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(Home + "Artwork.cshtml", await FormAsync(campaign, form) with { Problem = refused.Message });
        }
    }

    [HttpGet("designs/{design}/{version:int}/box")]
    public async Task<IActionResult> Box(string slug, string design, int version)
    {
        var (campaign, row, found) = await FoundAsync(slug, design, version);
        return View(Home + "Box.cshtml", new BoxModel(campaign, found, BoxOf(found)) { Findings = row.Found });
    }

    /// <summary>A page of the artwork without our box, for placing it.</summary>
    [HttpGet("designs/{design}/{version:int}/art/{page:int}.png")]
    public async Task<IActionResult> Art(string slug, string design, int version, int page)
    {
        var (_, _, found) = await FoundAsync(slug, design, version);
        var sources = found.Sources[(false, DesignReader.Default)];
        var art = ArtworkDesign.WithoutOverlay(sources[Math.Clamp(page, 1, sources.Count) - 1].Svg);
        Response.Headers.CacheControl = "private, no-cache";
        return File(renderer.RenderPng(new SvgPage(SvgTemplate.Parse(art, placeholders: false)), ScreenDpi), "image/png");
    }

    [HttpPost("designs/{design}/{version:int}/box")]
    public async Task<IActionResult> Box(string slug, string design, int version, [FromForm] int page, [FromForm] string? x, [FromForm] string? y, [FromForm] string? width, [FromForm] string? height)
    {
        var (campaign, row, found) = await FoundAsync(slug, design, version);
        var box = new PlacedBox(page, Millimetres(x), Millimetres(y), Millimetres(width), Millimetres(height));
        try
        {
            if (!row.IsOpen)
            {
                throw new LeafletRefusedException("Phiên bản này đã gửi duyệt: tải tệp lên lại thành phiên bản mới để đổi chỗ ô.", "This version was submitted: upload the file again as a new version to move the box.");
            }

            if (new[] { box.X, box.Y, box.Width, box.Height }.Any(double.IsNaN))
            {
                throw new LeafletRefusedException("Ghi bốn số bằng mm, như 12,5.", "Give four figures in mm, such as 12.5.");
            }

            var home = versions.FolderOf(found) ?? throw new NotFoundException($"The files of {design}/{version} are gone.");
            var made = await drafts.ReviseAsync(campaign, row, ArtworkDesign.Place(DesignFiles.FromFolder(home), box), user.Actor);
            if (made.Version is null)
            {
                throw new LeafletRefusedException(made.Report.Problems[0].Reason.Vi, made.Report.Problems[0].Reason.En);
            }

            var blocking = made.Report.Problems.Count(problem => !problem.IsWarning);
            this.Say(blocking == 0 ? FlashKind.Done : FlashKind.Warning, blocking == 0
                ? Text.Of("Đã đặt ô. Xem trước ở dưới; vừa ý thì gửi duyệt.", "The box is placed. Look at the preview below, then submit.")
                : Text.Of($"Đã đặt ô, còn {blocking} lỗi phải sửa.", $"The box is placed; {blocking} problems must be mended."));
            return LocalRedirect(LeafletLinks.Version(slug, design, version, "box"));
        }
        catch (LeafletRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(Home + "Box.cshtml", new BoxModel(campaign, found, BoxOf(found)) { Problem = refused.Message, Findings = row.Found });
        }
    }

    // A comma or a point, whatever the page's language: a keyboard on a phone offers but one of them.
    private static double Millimetres(string? text) =>
        double.TryParse((text ?? "").Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 10_000 ? number : double.NaN;

    private static PlacedBox BoxOf(LeafletDesign design) => new(design.QrPage, design.Artwork!.BoxX, design.Artwork.BoxY, design.Artwork.BoxWidth, design.Artwork.BoxHeight);

    private async Task<(Campaign Campaign, DesignVersion Row, LeafletDesign Design)> FoundAsync(string slug, string design, int version)
    {
        await desk.ApproverAsync(slug);
        var (campaign, _, row, found) = await desk.VersionAsync(slug, design, version);
        return found.Artwork is not null ? (campaign, row, found) : throw new NotFoundException($"{design}/{version} is no artwork.");
    }

    private async Task<(string Id, string Title, string TitleEn)> NameAsync(Campaign campaign, ArtworkForm form)
    {
        var known = (await KnownAsync(campaign)).FirstOrDefault(art => art.Design == form.Design);
        if (known is not null)
        {
            return (known.Design, known.Title ?? known.Design, known.TitleEn ?? known.Design);
        }

        var title = (form.Title ?? "").Trim();
        if (title.Length is < 3 or > LongestTitle)
        {
            throw new LeafletRefusedException($"Ghi tên mẫu, 3 đến {LongestTitle} ký tự.", $"Give the artwork's name, 3 to {LongestTitle} characters.");
        }

        var folded = string.Concat(TextFold.Fold(title).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == ' ')).Replace(' ', '-').Trim('-');
        var id = $"chinh-thuc-{folded[..Math.Min(folded.Length, 45)]}".TrimEnd('-');
        return (await versions.OfAsync(campaign)).Any(version => version.Design == id)
            ? throw new LeafletRefusedException("Đã có mẫu tên này: chọn nó ở trên để tải lên phiên bản mới, hoặc đặt tên khác.", "There is artwork of this name: choose it above to upload a new version, or give another name.")
            : (id, title, string.IsNullOrWhiteSpace(form.TitleEn) ? title : form.TitleEn.Trim()[..Math.Min(form.TitleEn.Trim().Length, LongestTitle)]);
    }

    private async Task<IReadOnlyList<DesignVersion>> KnownAsync(Campaign campaign) =>
        [.. (await versions.OfAsync(campaign)).Where(version => version.Kind == "artwork").GroupBy(version => version.Design).Select(versions => versions.Last())];

    private async Task<ArtworkModel> FormAsync(Campaign campaign, ArtworkForm form) =>
        new(campaign, [.. (await KnownAsync(campaign)).Select(art => (art.Design, Text.Of(art.Title ?? art.Design, art.TitleEn ?? art.Design)))], form);
}
