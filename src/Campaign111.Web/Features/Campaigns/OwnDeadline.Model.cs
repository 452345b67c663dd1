using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Campaign111.Features.Campaigns;

/// <summary>The form in which a district or commune sets its own last day.</summary>
public sealed class OwnDeadlineModel
{
    [Label("Thời hạn, đúng như văn bản viết", "Deadline, as worded")]
    public string? Wording { get; set; }

    [Label("Ngày cuối cùng (tính cả ngày đó)", "Last day (inclusive)")]
    public DateOnly? LastDay { get; set; }

    [Label("Lý do, nếu muộn hơn cấp trên", "Reason, if later than the superior")]
    public string? Reason { get; set; }

    [BindNever, ValidateNever]
    public Campaign Campaign { get; set; } = new();

    [BindNever, ValidateNever]
    public Unit Unit { get; set; } = new();

    /// <summary>The superior's deadline now.</summary>
    [BindNever, ValidateNever]
    public DeadlineInForce? Superior { get; set; }

    /// <summary>What binds the unit now.</summary>
    [BindNever, ValidateNever]
    public DeadlineInForce? Current { get; set; }

    [BindNever, ValidateNever]
    public ProposalModel Proposal { get; set; } = new(null, null);
}
