using System.Globalization;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts;

/// <summary>One's own tokens of the API.</summary>
[Authorize]
[Route("/account/tokens")]
public sealed class TokensController(CurrentUser user, ApiTokenService tokens, TimeProvider time) : Controller
{
    private const string Base = "/account/tokens";

    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken cancel) => View("Tokens", new TokensModel { Table = await TableAsync(cancel) });

    [HttpPost("")]
    public async Task<IActionResult> Create([FromForm] string? label, [FromForm] string? days, [FromForm] string[]? scopes, CancellationToken cancel)
    {
        var chosen = (scopes ?? []).Intersect(ApiScopes.All).ToList();
        var name = label?.Trim() ?? "";
        var life = int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : days is null ? ApiTokenService.DefaultDays : 0;
        Check(name, life, chosen);
        var made = ModelState.IsValid ? await tokens.CreateAsync(user.Actor, Mine, name, life, chosen, cancel) : null;
        return View("Tokens", new TokensModel
        {
            Table = await TableAsync(cancel),
            NewToken = made,
            Label = made is null ? name : "",
            Days = life > 0 ? life : ApiTokenService.DefaultDays,
            Scopes = made is null ? chosen : [ApiScopes.FiguresRead],
        });
    }

    [HttpPost("{id:long}/revoke")]
    public async Task<IActionResult> Revoke(long id, CancellationToken cancel)
    {
        if (!await tokens.RevokeAsync(user.Actor, Mine, id, cancel))
        {
            throw new NotFoundException("No such token.");
        }

        this.Say(FlashKind.Done, Text.Of("Đã thu hồi mã truy cập.", "The token is revoked."));
        return LocalRedirect(Base);
    }

    private long Mine => user.AccountId ?? throw new NotFoundException("The account is gone.");

    private void Check(string label, int days, List<string> scopes)
    {
        if (label.Length is 0 or > ApiTokenService.LongestLabel)
        {
            ModelState.AddModelError("Label", Text.Of("Ghi mã này dùng cho việc gì, tối đa 100 ký tự.", "Say what the token is for, in at most 100 characters."));
        }

        if (days is < 1 or > ApiTokenService.MostDays)
        {
            ModelState.AddModelError("Days", Text.Of($"Ghi số ngày từ 1 đến {ApiTokenService.MostDays}.", $"Give a number of days from 1 to {ApiTokenService.MostDays}."));
        }

        if (scopes.Count == 0)
        {
            ModelState.AddModelError("Scopes", Text.Of("Chọn ít nhất một việc mà mã này được làm.", "Choose at least one thing that the token may do."));
        }
    }

    private async Task<TokenTable> TableAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return new TokenTable([.. (await tokens.OfAccountAsync(Mine, cancel)).Where(token => token.IsOpen(now))], now, Base);
    }
}
