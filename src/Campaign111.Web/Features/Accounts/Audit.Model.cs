using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;

namespace Campaign111.Features.Accounts;

/// <summary>What to look for in the trail, as typed.</summary>
public sealed class AuditForm
{
    public string? Actor { get; set; }

    public string? Action { get; set; }

    public string? SubjectType { get; set; }

    public string? SubjectId { get; set; }

    public string? Unit { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }
}

/// <summary>A page of the trail.</summary>
public sealed class AuditModel
{
    public required AuditForm Form { get; init; }

    public IReadOnlyList<AuditEvent> Events { get; init; } = [];

    public required IReadOnlyDictionary<long, Unit> Units { get; init; }

    /// <summary>True for administrators, who also see what happens at the gate.</summary>
    public bool WithSecurity { get; init; }

    /// <summary>Address of the older events, or null.</summary>
    public string? Older { get; init; }
}
