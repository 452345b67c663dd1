using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Campaigns;

/// <summary>The short form that makes a campaign of a dispatch: what stands on the paper, in its order.</summary>
public sealed class FoundingModel
{
    /// <summary>Code of the province.</summary>
    public string Province { get; set; } = "";

    /// <summary>Key of the tree of units.</summary>
    public string Tree { get; set; } = "";

    [Label("Cơ quan ban hành", "Issuer")]
    public string? Issuer { get; set; }

    [Label("Số, ký hiệu", "Number")]
    public string? Number { get; set; }

    [Label("Ngày ban hành", "Day of issue")]
    public DateOnly? IssuedOn { get; set; }

    [Label("Trích yếu", "Subject")]
    public string? Subject { get; set; }

    [Label("Thời hạn, đúng như văn bản viết", "Deadline, as the document words it")]
    public string? Wording { get; set; }

    [Label("Ngày cuối cùng (tính cả ngày đó)", "Last day (inclusive)")]
    public DateOnly? LastDay { get; set; }

    [Label("Tên chiến dịch", "Name")]
    public string? Name { get; set; }

    [Label("Địa chỉ ngắn", "Short address")]
    public string? Slug { get; set; }

    [BindNever, ValidateNever]
    public Unit Unit { get; set; } = new();

    [BindNever, ValidateNever]
    public ProposalModel Proposal { get; set; } = new(null, null);
}
