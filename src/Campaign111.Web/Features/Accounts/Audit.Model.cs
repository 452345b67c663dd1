using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Accounts;

/// <summary>What to look for in the trail, as typed.</summary>
public sealed class AuditForm
{
    [Label("Tài khoản", "Account")]
    public string? Actor { get; set; }

    [Label("Việc làm", "Action")]
    public string? Action { get; set; }

    [Label("Loại đối tượng", "Kind of subject")]
    public string? SubjectType { get; set; }

    [Label("Mã đối tượng", "Id of subject")]
    public string? SubjectId { get; set; }

    [Label("Mã đơn vị", "Unit code")]
    public string? Unit { get; set; }

    [Label("Từ ngày", "From")]
    public DateOnly? From { get; set; }

    [Label("Đến ngày", "To")]
    public DateOnly? To { get; set; }
}

/// <summary>A page of the trail.</summary>
public sealed class AuditModel
{
    public required AuditForm Form { get; init; }

    public IReadOnlyList<AuditEvent> Events { get; init; } = [];

    public required IReadOnlyDictionary<long, Unit> Units { get; init; }

    /// <summary>Address of the older events, or null.</summary>
    public string? Older { get; init; }
}
