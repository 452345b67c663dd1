using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Dashboards;

/// <summary>Texts in the tables of dashboards: whose they are, and what erasure does to them.</summary>
public sealed class DashboardsPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("dashboard_public") { Names = ["changed_by"] },
    ];
}
