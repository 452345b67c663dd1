using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Guide;

/// <summary>The guides by role, to be read and to be printed on two pages each. Open to everybody: who was just invited reads them first.</summary>
[AllowAnonymous]
public sealed class HelpController(CurrentUser user) : Controller
{
    [HttpGet(GuideLinks.Help)]
    public async Task<IActionResult> List() => View("Help", new HelpModel
    {
        Guides = [.. GuideTexts.Keys.Select(key => (key, GuideTexts.Of(key, Text.Language).Title))],
        Own = user.IsSignedIn && (await user.MembershipsAsync()) is [var first, ..] ? HelpTopics.GuideOf(first.Role) : null,
    });

    [HttpGet(GuideLinks.Help + "/{guide}")]
    public IActionResult Show(string guide) => GuideTexts.Keys.Contains(guide)
        ? View("Guide", GuideTexts.Of(guide, Text.Language))
        : throw new NotFoundException($"There is no guide {guide}.");
}
