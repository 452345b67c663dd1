namespace Campaign111.Platform.Security;

/// <summary>Where this site is on the network, for absolute addresses that leave it: mail, feeds, calendars, codes on paper. Never with a slash at its end.</summary>
public static class SiteAddress
{
    private const string Unset = "http://localhost:5111";

    /// <summary>Campaign111:PublicBaseUrl; without it the address at which this page was asked for. For whoever asked, not for what others may cache.</summary>
    public static string SiteAddressFor(this IConfiguration configuration, HttpRequest request) =>
        Configured(configuration) ?? $"{request.Scheme}://{request.Host}{request.PathBase}";

    /// <summary>Campaign111:PublicBaseUrl; without it the default of a machine of one's own. Nothing that somebody asked with enters it.</summary>
    public static string StandingSiteAddress(this IConfiguration configuration) => Configured(configuration) ?? Unset;

    private static string? Configured(IConfiguration configuration) => configuration["Campaign111:PublicBaseUrl"] is { Length: > 0 } set ? set.TrimEnd('/') : null;
}
