using System.Globalization;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office.Docx;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>One report: its own office writes it, its superior decides on it. Who may do what is judged for each report (<see cref="ReportAccess"/>), since offices without
/// another right (the press) report too.</summary>
[Authorize]
public sealed class SheetsController(CurrentUser user, ReportAccess access, SheetPages pages, SheetDesk desk, RoundQueries queries, RoundExports exports) : Controller
{
    [HttpGet(ReportLinks.Mine)]
    [Requires(Permission.FillReports)]
    public async Task<IActionResult> Mine() => View(await pages.MineAsync());

    [HttpGet("/reports/sheets/{id:long}")]
    public async Task<IActionResult> Sheet(long id, int? version) => View(await pages.ShowAsync(await access.SheetAsync(id), version));

    [HttpGet("/reports/sheets/{id:long}/edit")]
    public async Task<IActionResult> Edit(long id)
    {
        var hand = await access.OwnSheetAsync(id);
        return hand.Sheet.IsWritable && hand.Round.IsOpen ? View(await pages.EditAsync(hand)) : LocalRedirect(ReportLinks.Sheet(id));
    }

    /// <summary>Saves the draft: by button, or by script (Accept: application/json).</summary>
    [HttpPost("/reports/sheets/{id:long}/draft")]
    public async Task<IActionResult> Draft(long id, int revision)
    {
        var hand = await access.OwnSheetAsync(id);
        var form = await pages.FormAsync(hand.Round);
        var typed = Taken(form);
        var asked = Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        try
        {
            var saved = await desk.SaveAsync(hand.Sheet, typed, revision, user.Actor);
            if (asked)
            {
                return Json(new { revision = saved });
            }

            this.Say(FlashKind.Done, Text.Of("Đã lưu bản nháp. Chỉ cơ quan của bạn đọc được.", "The draft is saved. Only your office can read it."));
            return LocalRedirect(ReportLinks.Edit(id));
        }
        catch (ReportRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return asked ? Json(new { problem = refused.Message }) : await AgainAsync(hand, typed, [], refused.Message);
        }
    }

    /// <summary>Saves and submits. What is wrong is named field by field, and what was typed stays.</summary>
    [HttpPost("/reports/sheets/{id:long}/submit")]
    public async Task<IActionResult> Submit(long id, int revision)
    {
        var hand = await access.OwnSheetAsync(id);
        var form = await pages.FormAsync(hand.Round);
        var typed = Taken(form);
        try
        {
            var saved = await desk.SaveAsync(hand.Sheet, typed, revision, user.Actor);
            var (answers, problems) = DraftReader.Read(form, typed);
            if (problems.Count > 0)
            {
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return await AgainAsync(hand, typed, problems, null);
            }

            var figures = await pages.FiguresAsync(form, await pages.CampaignAsync(hand.Round), hand.Sheet);
            var below = await pages.BelowAsync(hand, form);
            await desk.SubmitAsync(hand.Sheet, new Submission(answers, figures, below?.Basis), saved, user.Actor);
            this.Say(FlashKind.Done, Text.Of($"Đã nộp báo cáo đến {hand.To}. Số liệu đã chốt.", $"The report is submitted to {hand.To}. Its figures are frozen."));
            return LocalRedirect(ReportLinks.Sheet(id));
        }
        catch (ReportRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await AgainAsync(hand, typed, [], refused.Message);
        }
    }

    /// <summary>Takes the sums of the reports below into the draft; texts stay for people to write.</summary>
    [HttpPost("/reports/sheets/{id:long}/adopt")]
    public async Task<IActionResult> Adopt(long id, int revision)
    {
        var hand = await access.OwnSheetAsync(id);
        var form = await pages.FormAsync(hand.Round);
        var draft = (await queries.DraftAsync(id)).ToDictionary();
        foreach (var field in (await pages.BelowAsync(hand, form))?.Fields ?? [])
        {
            if (!field.Field.IsFilled && field.AsAnswer() is { } sum)
            {
                foreach (var old in draft.Keys.Where(name => name == field.Field.Code || name.StartsWith(field.Field.Code + ".", StringComparison.Ordinal)).ToList())
                {
                    draft.Remove(old);
                }

                foreach (var (name, value) in DraftReader.Write(field.Field, sum))
                {
                    draft[name] = value;
                }
            }
        }

        return await ActAsync(hand, () => desk.SaveAsync(hand.Sheet, draft, revision, user.Actor), Text.Of("Đã lấy số cộng của cấp dưới vào bản nháp. Xem lại, bổ sung phần của cơ quan mình rồi nộp.", "The sums of the reports below are in the draft. Check them, add your own part, then submit."), ReportLinks.Edit(id));
    }

    [HttpPost("/reports/sheets/{id:long}/return")]
    public async Task<IActionResult> Return(long id, string? reason)
    {
        var hand = await access.DecidedSheetAsync(id);
        return await ActAsync(hand, () => desk.ReturnAsync(hand.Sheet, reason, user.Actor), Text.Of("Đã trả lại kèm nhận xét.", "It is returned with your remark."), ReportLinks.Sheet(id));
    }

    [HttpPost("/reports/sheets/{id:long}/accept")]
    public async Task<IActionResult> Accept(long id)
    {
        var hand = await access.DecidedSheetAsync(id);
        return await ActAsync(hand, () => desk.AcceptAsync(hand.Sheet, user.Actor), Text.Of("Đã nhận báo cáo.", "The report is accepted."), ReportLinks.Sheet(id));
    }

    /// <summary>One report on the layout of Decree 30/2020/NĐ-CP.</summary>
    [HttpGet("/reports/sheets/{id:long}/report.docx")]
    public async Task<IActionResult> Docx(long id, int? version)
    {
        var hand = await access.SheetAsync(id);
        var page = await pages.ShowAsync(hand, version);
        return page.Version is { } shown
            ? File(await exports.ReportAsync(hand, page.Form, page.Campaign, shown, user.Actor), OfficialLetterWriter.ContentType, $"bao-cao-{id}.docx")
            : throw new NotFoundException($"Report {id} is not submitted.");
    }

    private IReadOnlyDictionary<string, string> Taken(ReportForm form) =>
        DraftReader.Take(form, name => Request.HasFormContentType ? Request.Form[name].FirstOrDefault() : null, CultureInfo.CurrentCulture);

    private async Task<IActionResult> AgainAsync(ReportInHand hand, IReadOnlyDictionary<string, string> typed, IReadOnlyList<DraftProblem> problems, string? problem)
    {
        var now = await access.OwnSheetAsync(hand.Sheet.Id);
        return now.Sheet.IsWritable && now.Round.IsOpen
            ? View(nameof(Edit), await pages.EditAsync(now, typed, problems: problems, problem: problem))
            : View(nameof(Sheet), await pages.ShowAsync(now, null, problem));
    }

    private async Task<IActionResult> ActAsync(ReportInHand hand, Func<Task> act, string done, string next)
    {
        try
        {
            await act();
        }
        catch (ReportRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(nameof(Sheet), await pages.ShowAsync(await access.SheetAsync(hand.Sheet.Id), null, refused.Message));
        }

        this.Say(FlashKind.Done, done);
        return LocalRedirect(next);
    }
}
