using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>Where an administrator keeps the holidays, exchanged days and quiet hours of the installation.</summary>
[Requires(Permission.Administer)]
public sealed class WorkingDaysController(CurrentUser user, WorkingDayBook book, BusinessClock clock) : Controller
{
    private const string Page = "WorkingDays";
    private const int LongestName = 200;
    private const int LongestSource = 300;

    [HttpGet(CalendarLinks.WorkingDays)]
    public async Task<IActionResult> Show(int? year) => View(Page, await FillAsync(new WorkingDaysModel(), year));

    [HttpPost(CalendarLinks.WorkingDays)]
    public async Task<IActionResult> Set([FromForm] WorkingDaysModel form)
    {
        if (Read(form) is not { } day || !ModelState.IsValid)
        {
            return View(Page, await FillAsync(form, form.Day?.Year));
        }

        await book.SetAsync(day, user.Actor);
        this.Say(FlashKind.Done, Text.Of($"Đã ghi ngày {Formats.Date(day.Day)}: {WorkingDaysModel.Word(day.Kind)}.", $"{Formats.Date(day.Day)} is stored: {WorkingDaysModel.Word(day.Kind)}."));
        return LocalRedirect(CalendarLinks.WorkingDaysOf(day.Day.Year));
    }

    [HttpPost("/admin/quiet-hours")]
    public async Task<IActionResult> SetQuiet([FromForm] string? hours)
    {
        if (QuietHours.Parse(hours ?? "") is { } quiet)
        {
            await book.SetQuietAsync(quiet, user.Actor);
            this.Say(FlashKind.Done, Text.Of($"Không gửi tin từ {quiet.From:HH\\:mm} đến {quiet.To:HH\\:mm}.", $"Nobody is written to from {quiet.From:HH\\:mm} to {quiet.To:HH\\:mm}."));
        }
        else
        {
            this.Say(FlashKind.Failed, Text.Of("Xin ghi hai giờ, như 21:00-07:00.", "Please give two times, like 21:00-07:00."));
        }

        return LocalRedirect(CalendarLinks.WorkingDays + "#quiet");
    }

    private SpecialDay? Read(WorkingDaysModel form)
    {
        var name = form.Name?.Trim() ?? "";
        var kind = SpecialDayKinds.Find(form.Kind ?? "");
        Need(form.Day?.Year is >= 2000 and <= 2099, nameof(form.Day), "Xin ghi ngày, như 2/9/2026.", "Please give the day, like 2/9/2026.");
        Need(kind is not null, nameof(form.Kind), "Xin chọn loại ngày.", "Please choose what the day is.");
        Need(name.Length is > 0 and <= LongestName, nameof(form.Name), "Xin ghi tên (tối đa 200 ký tự).", "Please give a name (at most 200 characters).");
        Need(form.NameEn?.Length is null or <= LongestName, nameof(form.NameEn), "Tên tiếng Anh tối đa 200 ký tự.", "The English name takes at most 200 characters.");
        Need(form.Source?.Trim().Length is > 0 and <= LongestSource, nameof(form.Source), "Xin ghi căn cứ (tối đa 300 ký tự).", "Please give the source (at most 300 characters).");
        return ModelState.IsValid
            ? new SpecialDay(form.Day!.Value, kind!.Value, name, form.NameEn?.Trim() is { Length: > 0 } english ? english : name, form.Source!.Trim(), ByHand: true)
            : null;
    }

    private void Need(bool holds, string field, string vi, string en)
    {
        if (!holds && ModelState.GetValueOrDefault(field)?.Errors.Count is null or 0)
        {
            ModelState.AddModelError(field, Text.Of(vi, en));
        }
    }

    private async Task<WorkingDaysModel> FillAsync(WorkingDaysModel form, int? year)
    {
        form.Year = year is >= 2000 and <= 2099 ? year.Value : (await clock.TodayAsync()).Year;
        form.Days = await book.OfYearAsync(form.Year);
        var days = await book.LoadAsync();
        form.Quiet = days.Quiet;
        form.Worked = days.CountBetween(new DateOnly(form.Year - 1, 12, 31), new DateOnly(form.Year, 12, 31));
        return form;
    }
}
