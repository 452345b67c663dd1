namespace Campaign111.Features.Materials;

/// <summary>Addresses of the feature.</summary>
public static class MaterialLinks
{
    public const string Page = "/materials";

    public const string Feed = "/materials/feed.xml";

    public const string Publish = "/materials/publish";

    public const string Kit = "/materials/kit.zip";

    public const string Upload = "/materials/upload";

    public const string Log = "/materials/log";

    public const string Activities = "/materials/activities";

    public static string WithdrawActivity(long activity) => $"{Activities}/{activity}/withdraw";

    public static string Evidence(long activity, string name) => $"{Activities}/{activity}/files/{name}";

    public static string Withdraw(long use) => $"/materials/log/{use}/withdraw";

    public static string Preview(long material, int version, string name) => $"/materials/{material}/{version}/{name}/preview.png";

    public static string File(long material, int version, string name) => $"/materials/{material}/{version}/{name}";

    public static string Recall(long material, int version) => $"/materials/{material}/{version}/recall";
}
