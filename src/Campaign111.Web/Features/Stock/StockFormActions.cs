using System.Runtime.CompilerServices;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Stock;

/// <summary>What the feature's forms do alike.</summary>
internal static class StockFormActions
{
    /// <summary>Stores what a form says, or shows it again with the reason at its field.</summary>
    public static async Task<IActionResult> StoreAsync(this Controller controller, StockForm form, Func<Task<IActionResult>> store, [CallerMemberName] string view = "")
    {
        if (controller.ModelState.IsValid)
        {
            try
            {
                return await store();
            }
            catch (StockRefusedException refused)
            {
                controller.ModelState.AddModelError(refused.Field, refused.Message);
            }
        }

        controller.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return controller.View(view, form);
    }

    /// <summary>A day that has come.</summary>
    /// <exception cref="StockRefusedException">None is given, or it lies ahead.</exception>
    public static async Task<DateOnly> DayAsync(this Controller controller, BusinessClock clock, DateOnly? day, string field)
    {
        var today = await clock.TodayAsync(controller.HttpContext.RequestAborted);
        return day is { } on && on <= today && on > today.AddYears(-5)
            ? on
            : throw new StockRefusedException($"Ghi một ngày không sau hôm nay ({Formats.Date(today)}).", $"Enter a day not after today ({Formats.Date(today)}).") { Field = field };
    }
}
