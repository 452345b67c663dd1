using Campaign111.Features.Campaigns;
using Campaign111.Features.Leaflets.Landing;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Pdf;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Leaflets.Languages;

/// <summary>Languages of a design: sheets out, sheets in, reviews.</summary>
[Requires(Permission.PrintLeaflets)]
[Route("campaigns/{slug}/leaflets/languages")]
public sealed class LanguagesController(VersionsDesk desk, DesignVersions versions, DesignLanguages languages, LandingTexts landing, FontLibrary fonts, CurrentUser user) : Controller
{
    private const int MostBytes = 1 << 20;

    [HttpGet("")]
    public async Task<IActionResult> Languages(string slug, string? design, int page = 1) => Shown(await PageAsync(slug, design, page));

    /// <summary>The sheet of a language, or an empty one for a language that is not there yet.</summary>
    [HttpGet("{design}/{language}.csv")]
    public async Task<IActionResult> Sheet(string slug, string design, string language, CancellationToken cancel)
    {
        var (campaign, _, _) = await desk.PlaceAsync(slug);
        if (!DesignLanguages.IsCode(language))
        {
            throw new NotFoundException($"'{language}' is no language code.");
        }

        var found = await DesignAsync(campaign, design);
        var sheet = await languages.SheetAsync(campaign, found, language);
        return File(await sheet.ToCsvAsync(cancel), "text/csv; charset=utf-8", $"{found.Id}-{found.Version}.{language}.csv");
    }

    [HttpPost(""), Requires(Permission.ApproveMaterials)]
    [RequestSizeLimit(2 * MostBytes), RequestFormLimits(MultipartBodyLengthLimit = 2 * MostBytes)]
    public async Task<IActionResult> Upload(string slug, [FromForm] string? design, [FromForm] string? code, [FromForm] string? name, [FromForm] string? font, IFormFile? file, CancellationToken cancel)
    {
        var campaign = await desk.ApproverAsync(slug);
        var found = await DesignAsync(campaign, design);
        var into = new TranslationInto((code ?? "").Trim(), (name ?? "").Trim(), string.IsNullOrEmpty(font) ? null : font);
        try
        {
            using var sheet = new MemoryStream(await UploadedBytes.ReadAsync(file, MostBytes, cancel));
            var brought = await languages.ImportAsync(campaign, found, into, sheet, Path.GetFileName(file!.FileName), user.Actor);
            this.Say(FlashKind.Done, Text.Of(
                $"Đã nhận bản dịch {brought.Name}, lần {brought.Revision}. Chưa rà soát: mọi bản in mang dấu thử cho tới khi một người khác duyệt.",
                $"The translation into {brought.Name}, revision {brought.Revision}, is in. Not reviewed: every print bears the proof mark until another person approves it."));
            return LocalRedirect(LeafletLinks.Languages(slug, found.Id));
        }
        catch (LeafletRefusedException refused)
        {
            return await RefusedAsync(slug, found.Id, refused.Message, into);
        }
        catch (TableFileException refused)
        {
            return await RefusedAsync(slug, found.Id, Text.Of(refused.Text.Vi, refused.Text.En), into);
        }
        catch (PdfException refused)
        {
            return await RefusedAsync(slug, found.Id, refused.Message, into);
        }
    }

    [HttpPost("{design}/{language}/approve"), Requires(Permission.ApproveMaterials)]
    public async Task<IActionResult> Approve(string slug, string design, string language, [FromForm] int revision, [FromForm] string? reviewer)
    {
        var campaign = await desk.ApproverAsync(slug);
        var found = await DesignAsync(campaign, design);
        try
        {
            await languages.ApproveAsync(campaign, found, language, revision, reviewer ?? "", user.Actor);
            this.Say(FlashKind.Done, Text.Of("Đã duyệt bản dịch: bản in không còn dấu “chưa rà soát”.", "The translation is approved: prints bear the mark no more."));
        }
        catch (LeafletRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return LocalRedirect(LeafletLinks.Languages(slug, found.Id));
    }

    private async Task<LeafletDesign> DesignAsync(Campaign campaign, string? design)
    {
        try
        {
            return await versions.GetAsync(campaign, design ?? LeafletDesigns.Default);
        }
        catch (LeafletRefusedException refused)
        {
            throw new NotFoundException(refused.Message);
        }
    }

    private async Task<LanguagesModel> PageAsync(string slug, string? design, int page)
    {
        var (campaign, _, may) = await desk.PlaceAsync(slug);
        var found = await DesignAsync(campaign, design);
        var brought = await languages.OfAsync(campaign, found);
        var whole = await languages.ResolveAsync(campaign, found);
        var history = await languages.HistoryAsync(campaign, found.Id, page);
        return new LanguagesModel
        {
            Campaign = campaign,
            Design = found,
            Designs = [.. (await versions.AllAsync(campaign)).Where(each => each.Artwork is null)],
            Lines = [.. whole.Texts.Values.OrderBy(language => language.Review != TextReview.Original).ThenBy(language => language.Code, StringComparer.Ordinal)
                .Select(language => new LanguageLine(language, brought.FirstOrDefault(each => each.Language == language.Code), landing.Find(language.Code) is not null))],
            History = [.. history.Take(DesignLanguages.HistoryPage)],
            Page = Math.Max(1, page),
            HasMore = history.Count > DesignLanguages.HistoryPage,
            MayApprove = may,
            Me = user.Actor.Name,
            Fonts = [.. fonts.Files.Select(font => font.Family).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private async Task<IActionResult> RefusedAsync(string slug, string design, string problem, TranslationInto sent)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Shown(await PageAsync(slug, design, 1) with { Problem = problem, Sent = sent });
    }

    private ViewResult Shown(LanguagesModel model) => View("/Features/Leaflets/Languages/Languages.cshtml", model);
}
