namespace Campaign111.Features.Guide;

/// <summary>Addresses of the feature, and of the pages of others that it leads to.</summary>
public static class GuideLinks
{
    public const string Start = "/start";

    public const string Province = "/start/province";

    public const string Help = "/help";

    public const string People = "/people";

    public static string InviteMany(string province, DateOnly on) => $"/people/invite-many?within={province}&on={on:yyyy-MM-dd}";

    /// <summary>Where a commune logs what it did.</summary>
    public static string Coverage(string slug, string communeCode) => $"/campaigns/{slug}/coverage/{communeCode}";

    public static string Dashboard(string slug, string code) => $"/campaigns/{slug}/units/{code}";
}
