namespace Campaign111.Features.Campaigns;

/// <summary>Steps along a path of unit ids ("/1/12/345/").</summary>
internal static class PathSteps
{
    /// <summary>The path of the unit above; "/" above the nation.</summary>
    public static string Parent(string path) => path[..(path.LastIndexOf('/', path.Length - 2) + 1)];

    /// <summary>From the nation down to the path itself: "/1/", "/1/12/", "/1/12/345/". None for "/".</summary>
    public static IReadOnlyList<string> Down(string path) =>
        [.. Enumerable.Range(1, path.Length - 1).Where(end => path[end] == '/').Select(end => path[..(end + 1)])];
}
