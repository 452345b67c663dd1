using System.Security.Claims;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Guide;

/// <summary>The "?" on every page of a signed-in person. A plain link: it works without scripts.</summary>
public sealed class HelpLink(CurrentUser user, IHttpContextAccessor http) : ILayoutSource
{
    public async Task FillAsync(LayoutModel layout, ClaimsPrincipal principal)
    {
        var path = http.HttpContext?.Request.Path.Value ?? "/";
        if (user.IsSignedIn && !path.StartsWith(GuideLinks.Help, StringComparison.OrdinalIgnoreCase) && (await user.MembershipsAsync()) is [var first, ..])
        {
            layout.HelpHref = HelpTopics.AddressFor(path, first.Role, Text.Language);
        }
    }
}
