using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Campaigns;

/// <summary>The form of a new campaign.</summary>
public sealed class NewModel
{
    [Label("Tên chiến dịch", "Name")]
    public string? Name { get; set; }

    [Label("Tên tiếng Anh", "English name")]
    public string? NameEn { get; set; }

    [Label("Địa chỉ ngắn", "Short address")]
    public string? Slug { get; set; }

    [Label("Đơn vị chủ trì", "Unit in charge")]
    public long UnitId { get; set; }

    [Label("Danh sách đơn vị lấy theo ngày", "Units as of")]
    public DateOnly? TreeDate { get; set; }

    [Label("Ngày bắt đầu", "First day")]
    public DateOnly? StartsOn { get; set; }

    [Label("Đúng tiến độ khi chậm không quá", "On pace up to a gap of")]
    public decimal OnPaceGap { get; set; } = 5;

    [Label("Chậm nhiều khi chậm quá", "Far behind beyond a gap of")]
    public decimal BehindGap { get; set; } = 20;

    [Label("Im lặng sau", "Silent after")]
    public int SilentDays { get; set; } = 7;

    /// <summary>Units for which this person may run campaigns.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<(string Value, string Text)> Units { get; set; } = [];
}
