namespace Campaign111.Features.Shared;

/// <summary>Where the keyboard stands when a refused form comes back: on the summary of what is wrong, or on the first wrong field. One place a page.</summary>
internal static class FirstFocus
{
    private const string Taken = "first-focus";

    /// <summary>True for the first that asks.</summary>
    public static bool Take(HttpContext context) => context.Items.TryAdd(Taken, true);
}
