using System.Globalization;
using Campaign111.Platform.Data;

namespace Campaign111.Bench;

/// <summary>The nation as it was in 2020 in size: 63 provinces, 713 districts, 10,614 communes, an officer with an address at each, and national
/// campaigns whose figures are invented.</summary>
internal static class SweepGround
{
    public const int Communes = 10_614;
    public const int Campaigns = 3;

    private const int Provinces = 63;
    private const int Districts = 713;
    private static readonly DateOnly From = new(2020, 6, 1);
    private static readonly DateTimeOffset At = new(2020, 7, 28, 0, 0, 0, TimeSpan.Zero);

    /// <summary>First day of the campaigns.</summary>
    public static readonly DateOnly Start = new(2020, 7, 28);

    /// <summary>Their last day: a Tuesday.</summary>
    public static readonly DateOnly LastDay = new(2020, 9, 29);

    /// <summary>Fills an empty, migrated database.</summary>
    /// <param name="session">The open transaction.</param>
    /// <param name="lagging">Communes of each campaign that have not started; the others are on pace.</param>
    public static async Task FillAsync(DbSession session, int lagging)
    {
        var units = Units();
        await session.InsertManyAsync(
            "unit", ["id", "parent_id", "level", "code", "unit_type", "name", "name_en", "path", "valid_from", "sort_key", "search_text"], [.. units.Select(Row)]);
        var communes = units.Where(unit => unit.Level == "commune").ToList();
        await session.InsertManyAsync(
            "account",
            ["id", "user_name", "user_name_key", "display_name", "search_text", "email", "email_confirmed", "language", "password_hash", "security_stamp", "concurrency_stamp", "failed_count", "created_at"],
            [.. communes.Select(unit => new object?[] { unit.Id, $"xa.{unit.Code}", $"XA.{unit.Code}", $"Cán bộ {unit.Name}", $"xa {unit.Code}", $"xa.{unit.Code}@example.com", 1, "vi", "x", "x", "x", 0, At })]);
        await session.InsertManyAsync(
            "membership", ["account_id", "unit_id", "unit_path", "role", "created_at"], [.. communes.Select(unit => new object?[] { unit.Id, unit.Id, unit.Path, "commune-officer", At })]);
        for (var campaign = 1; campaign <= Campaigns; campaign++)
        {
            await CampaignAsync(session, campaign, communes, lagging);
        }
    }

    private static async Task CampaignAsync(DbSession session, int id, IReadOnlyList<Place> communes, int lagging)
    {
        await session.InsertManyAsync(
            "campaign",
            ["id", "slug", "name", "name_en", "unit_id", "unit_path", "tree_date", "starts_on", "on_pace_gap", "behind_gap", "silent_days", "is_illustrative", "created_at"],
            [[id, $"c{id}", $"Chiến dịch {id}", $"Campaign {id}", 1L, "/1/", Start, Start, 500, 2000, 7, 1, At]]);
        await session.InsertManyAsync(
            "deadline", ["campaign_id", "unit_id", "unit_path", "set_by_unit_id", "set_by_path", "wording", "last_day", "state", "set_at"],
            [[id, 1L, "/1/", 1L, "/1/", "đến hết ngày 29/9/2020", LastDay, "in-force", At]]);
        await session.InsertManyAsync("coverage_campaign", ["campaign_id", "root_path", "tree_date", "prepared_at"], [[id, "/1/", Start, At]]);
        await session.InsertManyAsync(
            "coverage_total", ["campaign_id", "level", "path", "unit_id", "target", "reached", "settled", "leaflets", "entries", "held", "last_entry", "revision"],
            [.. communes.Select((unit, i) => Figures(id, unit, idle: i % communes.Count >= communes.Count - lagging))]);
    }

    private static object?[] Figures(int campaign, Place unit, bool idle) => idle
        ? [campaign, "commune", unit.Path, unit.Id, 1800L, 0L, 0L, 0L, 0L, 0L, null, 0L]
        : [campaign, "commune", unit.Path, unit.Id, 1800L, 1200L, 1250L, 1200L, 300L, 0L, new DateTimeOffset(2020, 8, 31, 3, 0, 0, TimeSpan.Zero), 300L];

    private sealed record Place(long Id, long? Parent, string Level, string Code, string Name, string Path);

    private static List<Place> Units()
    {
        var units = new List<Place> { new(1, null, "nation", "VN", "Việt Nam", "/1/") };
        var provinces = Add(units, [units[0]], Provinces, "province", "Tỉnh", 2);
        var districts = Add(units, provinces, Districts, "district", "Huyện", 3);
        Add(units, districts, Communes, "commune", "Xã", 5);
        return units;
    }

    private static List<Place> Add(List<Place> units, IReadOnlyList<Place> parents, int count, string level, string type, int digits)
    {
        var first = units.Count;
        for (var i = 0; i < count; i++)
        {
            var (id, parent) = (units.Count + 1L, parents[i % parents.Count]);
            units.Add(new Place(id, parent.Id, level, i.ToString($"D{digits}", CultureInfo.InvariantCulture), $"{type} {i}", $"{parent.Path}{id}/"));
        }

        return units[first..];
    }

    private static object?[] Row(Place unit) =>
        [unit.Id, unit.Parent, unit.Level, $"{unit.Level[0]}{unit.Code}", "", unit.Name, unit.Name, unit.Path, From, $"{unit.Level}{unit.Code}", unit.Name];
}
