namespace Campaign111.Features.Shared;

/// <summary>One step of a unit's place in the tree, or of a breadcrumb. Without an address it is plain text.</summary>
public sealed record PlaceStep(string Name, string? Href = null);

/// <summary>What the frame of a page shows. Starts as signed out, outside the demo.</summary>
public sealed class LayoutModel
{
    /// <summary>The name of the signed-in person; null when signed out.</summary>
    public string? SignedInName { get; set; }

    /// <summary>Role and unit in one line: "Cán bộ xã · Xã Tân Tiến".</summary>
    public string? RoleLine { get; set; }

    /// <summary>The unit's place in the tree, from the top down; empty without a unit.</summary>
    public IReadOnlyList<PlaceStep> Place { get; set; } = [];

    /// <summary>The navigation, ordered.</summary>
    public IReadOnlyList<NavigationEntry> Navigation { get; set; } = [];

    /// <summary>Be Vietnam Pro for desks; who works on a phone in a commune, and whoever is signed out, reads the system's own font: no bytes.</summary>
    public bool UsesWebFont { get; set; }

    /// <summary>Unread messages in the inbox.</summary>
    public int UnreadCount { get; set; }

    /// <summary>Address of the inbox; the navigation entry that has it shows <see cref="UnreadCount"/>.</summary>
    public string InboxHref { get; set; } = "/inbox";

    /// <summary>The business day that the demo assumes; null outside the demo. Shown on every page.</summary>
    public DateOnly? DemoDay { get; set; }

    /// <summary>Where the demo's day is changed; null where the reader may not.</summary>
    public string? DemoHref { get; set; }

    /// <summary>The section of a guide that speaks of the current page; null where there is none.</summary>
    public string? HelpHref { get; set; }

    /// <summary>Address of the sign-in page.</summary>
    public string SignInHref { get; set; } = "/sign-in";

    /// <summary>Address that a signed-in person posts to in order to leave.</summary>
    public string SignOutHref { get; set; } = "/sign-out";

    /// <summary>The phone's bottom bar: at most four entries, so that each is wide enough for a thumb.</summary>
    public IEnumerable<NavigationEntry> PhoneBar => Navigation.Where(entry => entry.OnPhoneBar).Take(4);

    /// <summary>The entry whose address is the longest prefix of the path; null when none is.</summary>
    public NavigationEntry? Current(string path) => Navigation
        .Where(entry => Covers(entry.Href.Split('?')[0], path))
        .MaxBy(entry => entry.Href.Length);

    private static bool Covers(string href, string path) =>
        string.Equals(path, href, StringComparison.OrdinalIgnoreCase)
        || (href.Length > 1 && path.StartsWith(href.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase));
}
