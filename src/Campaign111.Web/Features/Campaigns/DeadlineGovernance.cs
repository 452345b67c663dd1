using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Campaigns;

/// <summary>What becomes of a deadline that a unit sets.</summary>
/// <param name="State">In force at once, or proposed until the superior decides; null when it cannot be set: see <paramref name="Problem"/>.</param>
/// <param name="LaterThan">The superior's last day when this one is later than it, else null.</param>
/// <param name="ApproverPath">Path of the unit that decides on a proposed one, else null.</param>
/// <param name="Problem">Why it cannot be set, and what to do.</param>
public sealed record GovernanceDecision(DeadlineState? State, DateOnly? LaterThan = null, string? ApproverPath = null, Notice? Problem = null);

/// <summary>Where a deadline stands.</summary>
public enum DeadlineState
{
    InForce,

    /// <summary>Later than the superior's: waits for its word and binds nobody yet.</summary>
    Proposed,
    Superseded,
    Refused,
}

/// <summary>Who may set which last day (design.md, Coverage rules): below the province an earlier date is free and a later one needs the superior;
/// the province may set one later than the nation's, with a reason. A date is shown beside the superior's, never corrected.</summary>
public static class DeadlineGovernance
{
    /// <summary>Longest reason, in characters.</summary>
    public const int MaxReason = 500;

    /// <summary>Judges a new last day.</summary>
    /// <param name="plan">The deadlines in force.</param>
    /// <param name="unit">The unit that sets it, for itself or for units below.</param>
    /// <param name="bindsPath">Path of the unit that it binds; the setter's own or one below.</param>
    /// <param name="lastDay">Inclusive.</param>
    /// <param name="reason">Why it is later than the superior's; needed only then.</param>
    public static GovernanceDecision Judge(CampaignPlan plan, Unit unit, string bindsPath, DateOnly lastDay, string? reason)
    {
        if (lastDay < plan.Campaign.StartsOn && unit.Level != UnitLevel.Nation)
        {
            return new GovernanceDecision(null, Problem: new Notice(
                $"Ngày cuối {Formats.DocumentDate(lastDay)} ở trước ngày bắt đầu chiến dịch {Formats.DocumentDate(plan.Campaign.StartsOn)}: xin chọn ngày sau đó.",
                $"The last day {Formats.DocumentDate(lastDay)} lies before the campaign's first, {Formats.DocumentDate(plan.Campaign.StartsOn)}: please choose a later one."));
        }

        var superior = unit.Level == UnitLevel.Nation ? null : SuperiorOf(plan, unit.Path, bindsPath);
        if (superior is null || lastDay <= superior.LastDay)
        {
            return new GovernanceDecision(DeadlineState.InForce);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new GovernanceDecision(null, superior.LastDay, Problem: new Notice(
                $"Ngày cuối {Formats.DocumentDate(lastDay)} muộn hơn {Formats.DocumentDate(superior.LastDay)} của cấp trên: xin nêu lý do.",
                $"The last day {Formats.DocumentDate(lastDay)} is later than the superior's {Formats.DocumentDate(superior.LastDay)}: please state the reason."));
        }

        return unit.Level == UnitLevel.Province
            ? new GovernanceDecision(DeadlineState.InForce, superior.LastDay)
            : new GovernanceDecision(DeadlineState.Proposed, superior.LastDay, ApproverPath(plan, unit.Path, bindsPath, lastDay));
    }

    /// <summary>The deadline that binds a unit from above, whatever the unit set itself. Null for none.</summary>
    public static DeadlineInForce? SuperiorOf(CampaignPlan plan, string unitPath, string bindsPath) =>
        plan.DeadlineOf(bindsPath, UnitPath.Parent(unitPath));

    /// <summary>The unit that decides on a later date: the topmost one, from the province down, whose own date would be passed. So no district
    /// can grant what the province did not.</summary>
    public static string ApproverPath(CampaignPlan plan, string unitPath, string bindsPath, DateOnly lastDay)
    {
        var province = plan.Campaign.UnitPath;
        var above = UnitPath.Parent(unitPath);
        foreach (var path in UnitPath.Down(above).Where(path => path.Length >= province.Length))
        {
            if (plan.DeadlineOf(bindsPath, path) is { } deadline && deadline.SetByPath == path && deadline.LastDay < lastDay)
            {
                return path;
            }
        }

        // Only the nation's date is passed: the province answers for its communes to the nation.
        return province.Length <= above.Length ? province : above;
    }
}
