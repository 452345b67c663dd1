using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Campaigns;

/// <summary>Milestones rise by day and percent, inside the campaign.</summary>
public static class MilestoneRules
{
    private const int Most = 50;

    /// <summary>What is wrong, or null. On the last day 100 % is expected in any case, so a milestone there may say nothing else.</summary>
    public static Notice? Check(IReadOnlyList<Milestone> milestones, CampaignPlan plan)
    {
        if (milestones.Count > Most)
        {
            return new Notice("Tối đa 50 mốc.", "At most 50 milestones.");
        }

        if (milestones.FirstOrDefault(milestone => milestone.Percent is < 0 or > 100) is { } off)
        {
            return new Notice($"Mốc ngày {Formats.DocumentDate(off.Day)}: tỉ lệ phải từ 0 đến 100.", $"Milestone of {Formats.DocumentDate(off.Day)}: the percentage lies between 0 and 100.");
        }

        var last = plan.DeadlineOf(plan.Campaign.UnitPath)?.LastDay;
        if (milestones.FirstOrDefault(milestone => milestone.Day < plan.Campaign.StartsOn || milestone.Day > last) is { } outside)
        {
            return new Notice(
                $"Mốc ngày {Formats.DocumentDate(outside.Day)} nằm ngoài chiến dịch: từ {Formats.DocumentDate(plan.Campaign.StartsOn)}{(last is { } l ? $" đến {Formats.DocumentDate(l)}" : "")}.",
                $"The milestone of {Formats.DocumentDate(outside.Day)} lies outside the campaign, from {Formats.DocumentDate(plan.Campaign.StartsOn)}{(last is { } e ? $" to {Formats.DocumentDate(e)}" : "")}.");
        }

        if (milestones.FirstOrDefault(milestone => milestone.Day == last && milestone.Percent != 100) is not null)
        {
            return new Notice("Vào ngày cuối cùng mốc phải là 100 %.", "On the last day the milestone is 100 %.");
        }

        var byDay = milestones.OrderBy(milestone => milestone.Day).ToList();
        var falls = byDay.Zip(byDay.Skip(1)).Any(pair => pair.First.Day == pair.Second.Day || pair.First.Percent >= pair.Second.Percent);
        return falls ? new Notice("Các mốc phải tăng dần theo ngày, mỗi ngày một mốc.", "Milestones must rise from day to day, one a day.") : null;
    }
}
