using System.Security.Claims;

namespace Campaign111.Features.Shared;

/// <summary>One entry of the navigation.</summary>
/// <param name="Vi">Vietnamese name, short: the bottom bar has room for about ten letters a line.</param>
/// <param name="En">English name.</param>
/// <param name="Href">Local address; the entry is current when the request's path starts with it.</param>
/// <param name="Icon">A name of <see cref="Icons"/>.</param>
/// <param name="Order">Ascending.</param>
/// <param name="OnPhoneBar">Wants a place on the phone's bottom bar, which takes the first four.</param>
public sealed record NavigationEntry(string Vi, string En, string Href, string Icon, int Order, bool OnPhoneBar);

/// <summary>A feature's part of the navigation. Register any number of them.</summary>
public interface INavigationSource
{
    /// <summary>The entries that this person may open; none when nothing applies.</summary>
    Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user);
}

/// <summary>A feature's part of the layout beside the navigation (who is signed in, unread messages, the demo's day).</summary>
public interface ILayoutSource
{
    /// <summary>Fills what this feature knows; runs once per page, in the order of registration.</summary>
    Task FillAsync(LayoutModel layout, ClaimsPrincipal user);
}
