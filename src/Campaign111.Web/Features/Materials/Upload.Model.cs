using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Materials;

/// <summary>The form of a new material, or of a new version of one.</summary>
public sealed class UploadModel
{
    [Label("Chiến dịch", "Campaign")]
    public string? Campaign { get; set; }

    /// <summary>Id of the material that gets a new version; null for a new one.</summary>
    public long? Material { get; set; }

    [Label("Loại", "Kind")]
    public string? Kind { get; set; }

    [Label("Tên", "Title")]
    public string? Title { get; set; }

    [Label("Tên tiếng Anh", "English title")]
    public string? TitleEn { get; set; }

    [Label("Dành cho", "For")]
    public string? Audience { get; set; }

    [Label("Ngôn ngữ", "Language")]
    public string? Language { get; set; }

    [Label("Tệp", "Files")]
    public List<IFormFile> Files { get; set; } = [];

    [Label("Địa chỉ phim (nếu là phim)", "Address of the video, if it is one")]
    public string? Video { get; set; }

    [Label("Điều kiện sử dụng", "Licence")]
    public string? Licence { get; set; } = MaterialTexts.Licence;

    [Label("Điều kiện sử dụng, tiếng Anh", "Licence in English")]
    public string? LicenceEn { get; set; } = MaterialTexts.LicenceEn;

    [Label("Chỉ được dùng từ ngày", "Not to be used before")]
    public DateOnly? EmbargoOn { get; set; }

    [Label("Có gì mới", "What is new")]
    public string? Note { get; set; }

    /// <summary>Campaigns whose materials this person publishes.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<(string Value, string Text)> Campaigns { get; set; } = [];

    /// <summary>The material that gets a new version, or null.</summary>
    [BindNever, ValidateNever]
    public Material? Known { get; set; }
}
