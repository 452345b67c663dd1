using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Materials;

/// <summary>What a material is.</summary>
public static class MaterialKinds
{
    public const string Artwork = "artwork";
    public const string Radio = "radio";
    public const string Loudspeaker = "loudspeaker";
    public const string PressText = "press-text";
    public const string Banner = "banner";
    public const string Video = "video";

    public static IReadOnlyList<string> All { get; } = [Artwork, Banner, Radio, Loudspeaker, PressText, Video];

    /// <summary>In the current language.</summary>
    public static string Name(string kind) => kind switch
    {
        Artwork => Text.Of("Tờ rơi, áp phích", "Artwork"),
        Radio => Text.Of("Lời phát thanh", "Radio script"),
        Loudspeaker => Text.Of("Lời đọc trên loa", "Loudspeaker script"),
        PressText => Text.Of("Bài viết, thông tin báo chí", "Press text"),
        Banner => Text.Of("Ảnh mạng xã hội", "Banner"),
        Video => Text.Of("Phim ngắn", "Video"),
        _ => kind,
    };
}

/// <summary>For whom a material is.</summary>
public static class MaterialAudiences
{
    public const string All = "all";
    public const string Press = "press";
    public const string Offices = "offices";

    public static IReadOnlyList<string> Codes { get; } = [All, Press, Offices];

    /// <summary>In the current language.</summary>
    public static string Name(string audience) => audience switch
    {
        Press => Text.Of("Chỉ cơ quan báo chí", "Press offices only"),
        Offices => Text.Of("Chỉ cơ quan, địa phương", "Offices and communes only"),
        _ => Text.Of("Mọi người", "Everybody"),
    };

    /// <summary>Audiences of which a role is part: who approves materials sees all of them.</summary>
    public static IReadOnlyList<string> Of(Role role) =>
        RoleGrants.Allows(role, Permission.ApproveMaterials) ? Codes : role == Role.PressOffice ? [All, Press] : [All, Offices];
}

/// <summary>Languages of files: any code may stand there, these have names.</summary>
public static class MaterialLanguages
{
    public static IReadOnlyList<string> Known { get; } = ["vi", "en", "km", "cjm", "jra", "ede", "mnong", "stieng"];

    /// <summary>In the current language; the code itself for a language without a name here.</summary>
    public static string Name(string code) => code switch
    {
        "" => Text.Of("không có chữ", "without words"),
        "vi" => Text.Of("Tiếng Việt", "Vietnamese"),
        "en" => Text.Of("Tiếng Anh", "English"),
        "km" => Text.Of("Tiếng Khmer", "Khmer"),
        "cjm" => Text.Of("Tiếng Chăm", "Cham"),
        "jra" => Text.Of("Tiếng Gia Rai", "Jarai"),
        "ede" => Text.Of("Tiếng Ê Đê", "Rade"),
        "mnong" => Text.Of("Tiếng M'Nông", "Mnong"),
        "stieng" => Text.Of("Tiếng Xtiêng", "Stieng"),
        _ => code,
    };
}
