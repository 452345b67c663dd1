namespace Campaign111.Features.Shared;

/// <summary>Gives the layout what it shows.</summary>
public interface ILayoutContext
{
    /// <summary>The frame of the current page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="bare">True asks no feature: an error page must also come out while the database is away.</param>
    Task<LayoutModel> CurrentAsync(HttpContext http, bool bare);
}

/// <summary>Collects the frame from what the features registered. Signed out and without any feature it is an empty frame.</summary>
public sealed class LayoutContext(IEnumerable<INavigationSource> navigation, IEnumerable<ILayoutSource> sources) : ILayoutContext
{
    /// <inheritdoc />
    public async Task<LayoutModel> CurrentAsync(HttpContext http, bool bare)
    {
        ArgumentNullException.ThrowIfNull(http);
        var layout = new LayoutModel();
        if (bare)
        {
            return layout;
        }

        layout.SignedInName = http.User.Identity is { IsAuthenticated: true } identity ? identity.Name : null;
        var entries = new List<NavigationEntry>();
        foreach (var source in navigation)
        {
            entries.AddRange(await source.EntriesAsync(http.User));
        }

        // Two features may name the same page; one entry leads there.
        layout.Navigation = [.. entries.OrderBy(entry => entry.Order).DistinctBy(entry => entry.Href)];
        foreach (var source in sources)
        {
            await source.FillAsync(layout, http.User);
        }

        return layout;
    }
}
