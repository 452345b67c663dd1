using Campaign111.Features.Campaigns;
using Campaign111.Features.Leaflets.Check;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Leaflets.Versions;

/// <summary>A version in the list.</summary>
/// <param name="Version">As stored; Id 0 for one that came with the program and waits.</param>
/// <param name="Title">Of the design, in the page's language.</param>
/// <param name="State">Where it stands.</param>
public sealed record VersionLine(DesignVersion Version, string Title, VersionState State);

/// <summary>The page of designs and their versions.</summary>
/// <param name="Campaign">Whose.</param>
/// <param name="Lines">One page of versions.</param>
/// <param name="Waiting">Versions that came with the program and nobody decided about; on the first page only.</param>
/// <param name="MayApprove">May upload, edit and decide.</param>
/// <param name="Page">From 1.</param>
/// <param name="HasMore">Whether there is another page.</param>
public sealed record VersionsModel(Campaign Campaign, IReadOnlyList<VersionLine> Lines, IReadOnlyList<VersionLine> Waiting, bool MayApprove, int Page, bool HasMore)
{
    /// <summary>Why the upload just sent was refused, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>Its findings.</summary>
    public IReadOnlyList<DesignProblem> Findings { get; init; } = [];
}

/// <summary>The page of one version.</summary>
public sealed class VersionModel
{
    public required Campaign Campaign { get; init; }

    public required LeafletDesign Design { get; init; }

    public required DesignVersion Version { get; init; }

    public required VersionState State { get; init; }

    /// <summary>The newest approved version, or null.</summary>
    public required int? Newest { get; init; }

    /// <summary>What is approved when this one is recalled: the newest other approved version, or null.</summary>
    public required int? Other { get; init; }

    public required bool MayApprove { get; init; }

    /// <summary>Why there is no preview, or null.</summary>
    public required string? NoPreview { get; init; }

    /// <summary>How the pages of the preview lie on their sheets.</summary>
    public required Print.SheetForm Form { get; init; }

    public string Title => Text.Of(Design.Title, Design.TitleEn);
}

/// <summary>The form with the texts that an office may reword.</summary>
/// <param name="Campaign">Whose.</param>
/// <param name="Design">The version that is reworded.</param>
/// <param name="IsOpen">An open draft is changed itself; anything else gets a new version.</param>
/// <param name="Texts">What stands in the fields, by language and key.</param>
public sealed record WordingModel(Campaign Campaign, LeafletDesign Design, bool IsOpen, IReadOnlyDictionary<(string Language, string Key), string> Texts)
{
    public string? Problem { get; init; }

    /// <summary>Name of a field.</summary>
    public static string Field(string language, string key) => $"t.{language}.{key}";
}

/// <summary>Words for states and findings.</summary>
public static class VersionWords
{
    public static string State(VersionState state) => state switch
    {
        VersionState.Draft => Text.Of("bản nháp", "draft"),
        VersionState.Submitted => Text.Of("chờ duyệt", "waits for approval"),
        VersionState.Current => Text.Of("đang dùng", "in use"),
        VersionState.Superseded => Text.Of("đã thay bằng phiên bản mới", "replaced by a newer one"),
        VersionState.Recalled => Text.Of("đã thu hồi", "recalled"),
        _ => Text.Of("đã bỏ", "dropped"),
    };

    public static string Icon(VersionState state) => state switch
    {
        VersionState.Current => "check-circle",
        VersionState.Recalled => "warning",
        VersionState.Submitted => "clock",
        _ => "leaflet",
    };

    public static string Kind(string? kind) => kind switch
    {
        "upload" => Text.Of("tải lên (ZIP)", "uploaded (ZIP)"),
        "edit" => Text.Of("sửa lời", "reworded"),
        "artwork" => Text.Of("mẫu chính thức tải lên", "official artwork"),
        _ => Text.Of("đi kèm phần mềm", "came with the program"),
    };
}
