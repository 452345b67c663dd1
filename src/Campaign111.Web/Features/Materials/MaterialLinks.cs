namespace Campaign111.Features.Materials;

/// <summary>Addresses of the feature.</summary>
public static class MaterialLinks
{
    public const string Page = "/materials";

    public const string Feed = "/materials/feed.xml";

    public const string Publish = "/materials/publish";

    public static string File(long material, int version, string name) => $"/materials/{material}/{version}/{name}";

    public static string Recall(long material, int version) => $"/materials/{material}/{version}/recall";
}
