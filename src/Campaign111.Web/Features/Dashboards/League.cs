using Campaign111.Features.Coverage;

namespace Campaign111.Features.Dashboards;

/// <summary>How a unit moved in the table of its equals.</summary>
/// <param name="Rank">Place by percentage, 1 the highest; equals share one. Null without a target.</param>
/// <param name="RankBefore">The place then.</param>
/// <param name="Points">Percentage points gained since then; null where one of the two has no target.</param>
public sealed record Movement(int? Rank, int? RankBefore, decimal? Points)
{
    public static readonly Movement None = new(null, null, null);

    /// <summary>Places gained; negative when lost; null where one of the two has none.</summary>
    public int? Places => RankBefore - Rank;
}

/// <summary>The league table of a unit's children: places by percentage now and as they were reported earlier.</summary>
public static class League
{
    /// <summary>Movements by unit id.</summary>
    /// <param name="now">The children.</param>
    /// <param name="before">Their figures on the earlier day; what is missing there had no entry and keeps today's target.</param>
    public static IReadOnlyDictionary<long, Movement> Of(IReadOnlyList<Standing> now, IReadOnlyDictionary<long, CoverageFigure> before)
    {
        var percents = now.ToDictionary(row => row.Unit.Id, row => row.Figure.Percent);
        var earlier = now.ToDictionary(row => row.Unit.Id, row => before.TryGetValue(row.Unit.Id, out var figure) ? figure.Percent : row.Figure.Target > 0 ? 0 : null);
        var (ranks, ranksBefore) = (Ranks(percents), Ranks(earlier));
        return now.ToDictionary(
            row => row.Unit.Id,
            row => new Movement(Place(ranks, row.Unit.Id), Place(ranksBefore, row.Unit.Id), percents[row.Unit.Id] - earlier[row.Unit.Id]));
    }

    private static int? Place(Dictionary<long, int> ranks, long id) => ranks.TryGetValue(id, out var rank) ? rank : null;

    private static Dictionary<long, int> Ranks(Dictionary<long, decimal?> percents)
    {
        var ranks = new Dictionary<long, int>();
        var (place, last) = (0, (decimal?)null);
        foreach (var (row, i) in percents.Where(row => row.Value is not null).OrderByDescending(row => row.Value).Select((row, i) => (row, i)))
        {
            place = row.Value == last ? place : i + 1;
            last = row.Value;
            ranks[row.Key] = place;
        }

        return ranks;
    }
}
