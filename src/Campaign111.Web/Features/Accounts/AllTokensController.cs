using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts;

/// <summary>Everybody's tokens of the API, for administrators: seen and taken back, never made.</summary>
[Requires(Permission.Administer)]
[Route("/admin/tokens")]
public sealed class AllTokensController(CurrentUser user, TokenQueries queries, ApiTokenService tokens, TimeProvider time) : Controller
{
    private const int PageSize = 50;
    private const string Base = "/admin/tokens";

    [HttpGet("")]
    public async Task<IActionResult> List(string? text, int page = 1, CancellationToken cancel = default)
    {
        page = Math.Clamp(page, 1, 100_000);
        var (rows, total) = await queries.OpenAsync(text ?? "", page, PageSize, cancel);
        return View("AllTokens", new AllTokensModel(
            new TokenTable(rows, time.GetUtcNow(), Base),
            text ?? "",
            new PagerModel(page, (total + PageSize - 1) / PageSize, total, number => $"{Base}?text={Uri.EscapeDataString(text ?? "")}&page={number}")));
    }

    [HttpPost("{id:long}/revoke")]
    public async Task<IActionResult> Revoke(long id, CancellationToken cancel)
    {
        if (await queries.OwnerOfAsync(id, cancel) is not { } owner || !await tokens.RevokeAsync(user.Actor, owner, id, cancel))
        {
            throw new NotFoundException("No such token.");
        }

        this.Say(FlashKind.Done, Text.Of("Đã thu hồi mã truy cập.", "The token is revoked."));
        return LocalRedirect(Base);
    }
}
