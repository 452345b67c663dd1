using System.Security.Claims;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Shared;

/// <summary>Puts the demo's assumed day into the frame of every page (design.md, Two clocks).</summary>
public sealed class DemoNotice(BusinessClock clock) : ILayoutSource
{
    /// <inheritdoc />
    public async Task FillAsync(LayoutModel layout, ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(layout);
        layout.DemoDay = await clock.PinnedAsync();
    }
}
