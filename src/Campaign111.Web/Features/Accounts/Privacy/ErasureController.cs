using Campaign111.Features.Shared;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Privacy;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.Privacy;

/// <summary>Administrators erase people: who waits for it, and for one person what it will change, before it happens.</summary>
[Requires(Permission.Administer)]
[Route("/people")]
public sealed class ErasureController(AccountFile file, AccountErasure erasure, PersonalErasure personal, Database database) : Controller
{
    private const int Most = 500;

    [HttpGet("erasures")]
    public async Task<IActionResult> List(CancellationToken cancel)
    {
        var seen = new List<AccountPerson>();
        foreach (var person in await file.WaitingAsync(Most, cancel))
        {
            if (await erasure.MayEraseAsync(person.Id, cancel))
            {
                seen.Add(person);
            }
        }

        return View("Erasures", seen);
    }

    [HttpGet("{id:long}/erasure")]
    public async Task<IActionResult> Show(long id, CancellationToken cancel) => await PageAsync(await VisibleAsync(id, cancel), null, "", cancel);

    [HttpPost("{id:long}/erasure")]
    public async Task<IActionResult> Erase(long id, [FromForm] string? spellings, [FromForm] string? reason, CancellationToken cancel)
    {
        var person = await VisibleAsync(id, cancel);
        try
        {
            await erasure.EraseAsync(person, Lines(spellings), reason ?? "", cancel);
        }
        catch (AccountRefusal refusal)
        {
            ModelState.AddModelError(refusal.Field, refusal.Message);
            return await PageAsync(person, spellings, reason ?? "", cancel);
        }

        this.Say(FlashKind.Done, Text.Of(
            $"Đã xoá dữ liệu cá nhân: nay là “{PersonalSubject.SubstituteFor(id)}”.", $"The personal data are erased: it is “{PersonalSubject.SubstituteFor(id)}” from now on."));
        return LocalRedirect("/people/erasures");
    }

    // Not found, rather than forbidden: ids are easily counted up.
    private async Task<AccountPerson> VisibleAsync(long id, CancellationToken cancel) =>
        await file.FindAsync(id, cancel) is { ErasedAt: null } person && await erasure.MayEraseAsync(id, cancel) ? person : throw new NotFoundException("No such person here.");

    private async Task<ViewResult> PageAsync(AccountPerson person, string? spellings, string reason, CancellationToken cancel)
    {
        var typed = spellings ?? string.Join('\n', new[] { person.DisplayName, person.UserName }.Where(name => name.Length >= PersonalSubject.Fewest));
        var subject = await file.SubjectAsync(person, Lines(typed).Where(word => word.Length >= PersonalSubject.Fewest), cancel);
        return View("Erasure", new ErasureModel
        {
            Person = person,
            Rows = await database.ReadAsync(session => personal.PreviewAsync(session, subject), cancel),
            Kept = [.. personal.Kept],
            Spellings = typed,
            Reason = reason,
        });
    }

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
