using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>The inspector's own pages: made for a phone; without a network the page keeps what was not sent.</summary>
[Requires(Permission.Read)]
public sealed class WalkController(CurrentUser user, RoundPages pages, SpotCheckQueries queries, CheckAnswers answers) : Controller
{
    [HttpGet(VerificationLinks.Mine)]
    public async Task<IActionResult> Mine() => View(await pages.MineAsync());

    [HttpGet("/checks/rounds/{id:long}")]
    public async Task<IActionResult> Walk(long id) => View(await pages.WalkAsync(await OwnAsync(id)));

    /// <summary>One household by form, or what a phone kept, by script (Accept: application/json).</summary>
    [HttpPost("/checks/rounds/{id:long}/answers")]
    public async Task<IActionResult> Answers(long id, List<AnswerForm> answer)
    {
        var check = await OwnAsync(id);
        var asked = Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        try
        {
            var verdict = await answers.StoreAsync(check, [.. answer.Select(one => one.ToAnswer())], user.Actor);
            if (asked)
            {
                return Json(new { stored = answer.Select(one => one.Key), done = verdict is not null });
            }

            this.Say(FlashKind.Done, verdict is null ? Text.Of("Đã ghi.", "Stored.") : Text.Of("Đã ghi hộ cuối cùng: có kết quả.", "The last household is stored: there is a result."));
            return LocalRedirect(verdict is null ? VerificationLinks.Walk(id) : VerificationLinks.Mine);
        }
        catch (CheckRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return asked ? Json(new { problem = refused.Message }) : View(nameof(Walk), await pages.WalkAsync(check, refused.Message));
        }
    }

    private async Task<SpotCheck> OwnAsync(long id) =>
        await queries.FindAsync(id) is { } check && check.InspectorId == user.AccountId ? check : throw new NotFoundException($"No round {id} of this inspector.");
}

/// <summary>One answer as a form sends it: answer[0].Visit and so on.</summary>
public sealed class AnswerForm
{
    public long Visit { get; set; }

    /// <summary>A UUID; the form without script has one made by the page.</summary>
    public Guid Key { get; set; }

    public string? Outcome { get; set; }

    public DateTimeOffset? At { get; set; }

    public CheckAnswer ToAnswer() => new(Visit, Key, Outcome ?? "", At);
}
