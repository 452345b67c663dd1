using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Reminders.Owed;

/// <summary>Something a unit (or an organisation there) owes by a day and has not done; the daily sweep reminds of it and climbs when nobody answers.</summary>
/// <param name="Key">Names it for ever, also when its day moves: "recheck-17", "report-3-44". At most 40 characters.</param>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Unit">Who owes it, or where the organisation stands.</param>
/// <param name="OrganisationId">The organisation that owes it; null: the unit itself.</param>
/// <param name="LastDay">Last day, inclusive.</param>
/// <param name="TitleVi">What is to be done, Vietnamese, without the unit's name, at most 300 characters: "nộp báo cáo kỳ 1".</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="Href">Where it is done, from the site's root.</param>
/// <param name="Document">Number of the dispatch that it rests on, or null.</param>
/// <param name="Wording">As the document words it, or null.</param>
public sealed record Owed(
    string Key, long CampaignId, Unit Unit, long? OrganisationId, DateOnly LastDay, string TitleVi, string TitleEn, string Href, string? Document, string? Wording);

/// <summary>Gives what is owed to the daily sweep. A feature that has obligations registers one.</summary>
public interface IOwedSource
{
    /// <summary>How many days ahead an obligation is given.</summary>
    const int DaysAhead = 30;

    /// <summary>Open ones, whose last day is at most 30 days ahead of today or past.</summary>
    Task<IReadOnlyList<Owed>> OpenAsync(DateOnly today, CancellationToken cancel);
}
