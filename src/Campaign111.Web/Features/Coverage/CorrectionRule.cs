using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>Who may void or replace an entry, and until when: whoever manages the hamlet's coverage (the commune, and its superiors on behalf of it) always; a
/// collaborator only entries of their own, until seven days after the hamlet's last day. Each needs a reason, and the old entry stays on record.</summary>
internal sealed class CorrectionRule(ICampaignDirectory campaigns, BusinessClock clock)
{
    /// <summary>Days after the last day in which authors still mend what they logged.</summary>
    public const int DaysAfterLastDay = 7;

    /// <summary>Why the sender may not correct an entry; null when they may.</summary>
    public async Task<string?> RefusalAsync(CoverageSender sender, CoverageEntry entry, Place place)
    {
        if (sender.MayManage(place.Hamlet.Path))
        {
            return null;
        }

        if (entry.AccountId is null || entry.AccountId != sender.Actor.AccountId)
        {
            return Text.Of(
                $"Lượt ghi này do {entry.SentBy} ghi: nhờ người đó hoặc cán bộ xã sửa.", $"{entry.SentBy} logged this entry: ask them or the commune officer to correct it.");
        }

        var lastDay = (await campaigns.PlanAsync(entry.CampaignId)).DeadlineOf(place.Hamlet.Path)?.LastDay;
        return lastDay is { } day && await clock.TodayAsync() > day.AddDays(DaysAfterLastDay)
            ? Text.Of(
                $"Đã quá {DaysAfterLastDay} ngày sau hạn {Formats.Date(day)} để tự sửa: nhờ cán bộ xã.",
                $"The {DaysAfterLastDay} days after {Formats.Date(day)} in which you correct by yourself are over: ask the commune officer.")
            : null;
    }
}
