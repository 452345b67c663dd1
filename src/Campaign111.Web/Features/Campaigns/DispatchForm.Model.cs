using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Campaigns;

/// <summary>The form in which a dispatch is entered or amended.</summary>
public sealed class DispatchFormModel
{
    [Label("Cấp ban hành", "Issued for")]
    public long UnitId { get; set; }

    [Label("Văn bản cấp trên", "Superior's dispatch")]
    public long? ParentId { get; set; }

    public long? AmendsId { get; set; }

    [Label("Số, ký hiệu", "Number")]
    public string? Number { get; set; }

    [Label("Ngày ban hành", "Day of issue")]
    public DateOnly? IssuedOn { get; set; }

    [Label("Số đến", "Received number")]
    public string? ReceivedNumber { get; set; }

    [Label("Ngày đến", "Received on")]
    public DateOnly? ReceivedOn { get; set; }

    [Label("Cơ quan ban hành", "Issuer")]
    public string? Issuer { get; set; }

    [Label("Người ký", "Signatory")]
    public string? Signatory { get; set; }

    [Label("Trích yếu", "Subject")]
    public string? Subject { get; set; }

    [Label("Nơi nhận", "Recipients")]
    public string? Recipients { get; set; }

    [Label("Chỉ ràng buộc các đơn vị", "Binds only the units")]
    public string? Bound { get; set; }

    [Label("Thời hạn, đúng như văn bản viết", "Deadline, as the document words it")]
    public string? Wording { get; set; }

    [Label("Ngày cuối cùng (tính cả ngày đó)", "Last day (inclusive)")]
    public DateOnly? LastDay { get; set; }

    [Label("Lý do muộn hơn cấp trên", "Reason for being later than the superior")]
    public string? Reason { get; set; }

    [Label("Bản quét (PDF, JPEG, PNG, tối đa 20 MB)", "Scan (PDF, JPEG, PNG, at most 20 MB)")]
    public IFormFile? Scan { get; set; }

    [BindNever, ValidateNever]
    public Campaign Campaign { get; set; } = new();

    /// <summary>Number of the dispatch that this one amends, or null.</summary>
    [BindNever, ValidateNever]
    public string? Amends { get; set; }

    [BindNever, ValidateNever]
    public IReadOnlyList<(string Value, string Text)> Units { get; set; } = [];

    [BindNever, ValidateNever]
    public IReadOnlyList<(string Value, string Text)> Parents { get; set; } = [];

    [BindNever, ValidateNever]
    public ProposalModel Proposal { get; set; } = new(null, null);
}

/// <summary>What was understood of a wording, as shown below it.</summary>
/// <param name="Reading">Null before anything was typed.</param>
/// <param name="FieldId">Id and name of the field of the last day, to be filled in place; null leaves it alone.</param>
public sealed record ProposalModel(DeadlineReading? Reading, string? FieldId);
