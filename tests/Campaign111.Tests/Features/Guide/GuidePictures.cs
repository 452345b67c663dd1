namespace Campaign111.Tests.Features.Guide;

/// <summary>The screenshots of the guides: whose page each one shows. Taken by <c>GuidePagesTests</c> of the browser tests, checked by
/// <c>GuideTests</c>.</summary>
/// <param name="Name">File name in wwwroot/help without language and ending.</param>
/// <param name="Account">Sample account that looks.</param>
/// <param name="Address">The page.</param>
/// <param name="OnPhone">Taken on a phone.</param>
public sealed record GuidePicture(string Name, string Account, string Address, bool OnPhone = false)
{
    private const string Campaign = "/campaigns/binh-phuoc-2020";

    public static readonly IReadOnlyList<GuidePicture> All =
    [
        new("province-1", "tinh.binhphuoc", $"{Campaign}/units/70"),
        new("province-2", "tinh.binhphuoc", $"{Campaign}/reminders"),
        new("district-1", "huyen.dongphu", $"{Campaign}/units/695"),
        new("district-2", "huyen.dongphu", $"{Campaign}/stock"),
        new("commune-1", "xa.25318", $"{Campaign}/coverage/25318", OnPhone: true),
        new("commune-2", "xa.25318", $"{Campaign}/coverage/25318/thon-1", OnPhone: true),
        new("collaborator-1", "xa.25318", "/field", OnPhone: true),
        new("collaborator-2", "xa.25318", $"{Campaign}/coverage/25318/thon-2", OnPhone: true),
        new("press-1", "baochi.binhphuoc", "/materials"),
        new("press-2", "baochi.binhphuoc", "/materials/log"),
        new("inspector-1", "kiemtra.25321", "/checks"),
        new("inspector-2", "kiemtra.25321", $"{Campaign}/checks"),
        new("observer-1", "so.gddt", Campaign),
        new("observer-2", "so.gddt", $"{Campaign}/units/70"),
        new("administrator-1", "quantri", "/people"),
        new("administrator-2", "quantri", "/admin/jobs"),
    ];

    public string File(string language) => $"{Name}.{language}.webp";
}
