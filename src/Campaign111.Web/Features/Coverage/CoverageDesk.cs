using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>Finds what an address of the feature names.</summary>
public sealed class CoverageDesk(ICampaignDirectory campaigns, UnitDirectory units, PlaceBook places, BusinessClock clock)
{
    /// <summary>A campaign and a unit in its tree, also a hamlet made since; without a code the campaign's own unit.</summary>
    /// <exception cref="NotFoundException">There is no such campaign or unit.</exception>
    public async Task<(Campaign Campaign, Unit Unit)> UnitAsync(string? slug, string? code)
    {
        var campaign = await campaigns.FindAsync(slug ?? "") ?? throw new NotFoundException(Refusals.UnknownCampaign(slug));
        if (string.IsNullOrEmpty(code))
        {
            return (campaign, await units.FindAsync(campaign.UnitId) ?? throw new NotFoundException(Refusals.UnknownPlace(code)));
        }

        var unit = await units.FindPlaceAsync(code, campaign.TreeDate) ?? (await places.FindAsync(campaign, code))?.Hamlet;
        return unit is not null && (unit.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal) || campaign.UnitPath.StartsWith(unit.Path, StringComparison.Ordinal))
            ? (campaign, unit)
            : throw new NotFoundException(Refusals.UnknownPlace(code));
    }

    /// <summary>A commune in a campaign.</summary>
    /// <exception cref="NotFoundException">There is none, or the code is another level's.</exception>
    public async Task<(Campaign Campaign, Unit Commune)> CommuneAsync(string slug, string code)
    {
        var (campaign, unit) = await UnitAsync(slug, code);
        return unit.Level == UnitLevel.Commune ? (campaign, unit) : throw new NotFoundException(Refusals.UnknownPlace(code));
    }

    /// <summary>A hamlet in a campaign, with its commune.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<(Campaign Campaign, Place Place)> HamletAsync(string slug, string communeCode, string hamletCode)
    {
        var (campaign, unit) = await UnitAsync(slug, $"{communeCode}/{hamletCode}");
        return unit.Level == UnitLevel.Hamlet ? (campaign, await places.OfHamletAsync(unit.Id)) : throw new NotFoundException(Refusals.UnknownPlace(hamletCode));
    }

    /// <summary>Hamlets of a commune as a campaign sees them, with those that were made since its tree date.</summary>
    public async Task<IReadOnlyList<Unit>> HamletsAsync(Campaign campaign, Unit commune)
    {
        var then = await units.ChildrenAsync(commune.Id, campaign.TreeDate);
        var now = await units.ChildrenAsync(commune.Id, await clock.TodayAsync());
        return [.. then.Concat(now.Where(hamlet => then.All(known => known.Id != hamlet.Id))).Where(unit => unit.Level == UnitLevel.Hamlet)
            .OrderBy(unit => unit.Name, NaturalOrder.Instance)];
    }

    /// <summary>The day typed in a form as a captured time: now when it is today, else noon. Null when it lies outside the campaign so far.</summary>
    public async Task<DateTimeOffset?> CapturedAsync(Campaign campaign, DateOnly day)
    {
        var now = await clock.NowAsync();
        var today = VietnamTime.Day(now);
        return day > today || day < campaign.StartsOn ? null : day == today ? now : VietnamTime.At(day, new TimeOnly(12, 0));
    }

    /// <summary>Why a day is refused by a form.</summary>
    public async Task<string> DayProblemAsync(Campaign campaign) => Text.Of(
        $"Chọn một ngày từ {Formats.Date(campaign.StartsOn)} đến {Formats.Date(await clock.TodayAsync())}.",
        $"Choose a day from {Formats.Date(campaign.StartsOn)} to {Formats.Date(await clock.TodayAsync())}.");

    /// <summary>"2" before "10": hamlets bear numbers.</summary>
    private sealed class NaturalOrder : IComparer<string>
    {
        public static readonly NaturalOrder Instance = new();

        public int Compare(string? x, string? y) =>
            int.TryParse(x, out var a) && int.TryParse(y, out var b) ? a.CompareTo(b)
            : string.CompareOrdinal(Platform.Data.TextFold.SortKey(x), Platform.Data.TextFold.SortKey(y));
    }
}
