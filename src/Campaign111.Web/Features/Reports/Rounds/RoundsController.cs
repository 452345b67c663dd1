using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office.Docx;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Rounds for those who ask for reports, and for those who follow them.</summary>
[Route("/campaigns/{slug}/reports")]
[Requires(Permission.Read)]
public sealed class RoundsController(
    CurrentUser user, CampaignAccess campaigns, ReportAccess access, RoundPages pages, RoundBook book, RoundExports exports, RoundQueries queries, NewRounds fresh) : Controller
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [HttpGet("")]
    public async Task<IActionResult> Rounds(string slug) => View(await pages.ListAsync(await campaigns.CampaignAsync(slug)));

    [HttpGet("new")]
    [Requires(Permission.ManageReports)]
    public async Task<IActionResult> New(string slug, long? dispatch)
    {
        var campaign = await campaigns.CampaignAsync(slug);
        return View(await fresh.FillAsync(new NewRoundModel { DispatchId = dispatch, Levels = ["district"], Act = "start" }, campaign, await AskersAsync(campaign)));
    }

    /// <summary>Proposes last days from the wording, shows who is bound, or opens the rounds: whichever button was pressed.</summary>
    [HttpPost("new")]
    [Requires(Permission.ManageReports)]
    public async Task<IActionResult> New(string slug, NewRoundModel form)
    {
        var campaign = await campaigns.CampaignAsync(slug);
        await fresh.FillAsync(form, campaign, await AskersAsync(campaign));
        if (form.Act != "open")
        {
            ModelState.Clear();
            return View(form);
        }

        try
        {
            if (form.Problem is null && ModelState.IsValid)
            {
                var opened = await fresh.OpenAsync(form, user.Actor);
                this.Say(FlashKind.Done, Text.Of($"Đã mở {opened.Count} đợt báo cáo. Các cơ quan thấy báo cáo phải nộp ngay bây giờ; lời nhắc đi theo thang nhắc việc.", $"{opened.Count} rounds are open. The offices see what they owe from now on; reminders follow the ladder."));
                return LocalRedirect(opened.Count == 1 ? ReportLinks.Round(slug, opened[0]) : ReportLinks.Rounds(slug));
            }

            form.Problem ??= Text.Of("Xem lại các ô có lỗi.", "Please check the fields with errors.");
        }
        catch (ReportRefusedException refused)
        {
            form.Problem = refused.Message;
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(form);
    }

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Round(string slug, long id, string? show) => View(await pages.RoundAsync(await campaigns.CampaignAsync(slug), id, show));

    [HttpPost("{id:long}/close")]
    public async Task<IActionResult> Close(string slug, long id, string? reason)
    {
        var campaign = await campaigns.CampaignAsync(slug);
        var round = await access.ManagedRoundAsync(campaign.Id, id);
        try
        {
            await book.CloseAsync(round, reason, user.Actor);
        }
        catch (ReportRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(nameof(Round), await pages.RoundAsync(campaign, id, null, refused.Message));
        }

        this.Say(FlashKind.Done, Text.Of("Đã đóng đợt báo cáo.", "The round is closed."));
        return LocalRedirect(ReportLinks.Round(slug, id));
    }

    [HttpGet("{id:long}/summary")]
    public async Task<IActionResult> Summary(string slug, long id) => View(await pages.SummaryAsync(await campaigns.CampaignAsync(slug), id));

    [HttpGet("{id:long}/summary.docx")]
    public async Task<IActionResult> SummaryDocx(string slug, long id) =>
        File(await exports.SummaryAsync(await pages.SummaryAsync(await campaigns.CampaignAsync(slug), id), user.Actor), OfficialLetterWriter.ContentType, $"tong-hop-bao-cao-{id}.docx");

    [HttpGet("{id:long}/reports.xlsx")]
    public async Task<IActionResult> RoundXlsx(string slug, long id)
    {
        var summary = await pages.SummaryAsync(await campaigns.CampaignAsync(slug), id);
        return File(await exports.SheetAsync(summary, await queries.InAsync(summary.Sheets), user.Actor), Xlsx, $"bao-cao-{id}.xlsx");
    }

    private async Task<IReadOnlyList<Hierarchy.Unit>> AskersAsync(Campaign campaign) =>
        await pages.AskersAsync(campaign) is { Count: > 0 } askers ? askers : throw new AccessDeniedException(Permission.ManageReports);
}
