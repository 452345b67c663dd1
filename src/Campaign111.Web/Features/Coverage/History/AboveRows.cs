using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.History;

/// <summary>The rows of districts, provinces and the nation, summed anew from those of the communes.</summary>
internal static class AboveRows
{
    private const string HoldCommunes = "UPDATE coverage_total SET revision = revision + 1 WHERE campaign_id = @campaign AND level = 'commune'";

    private const string Communes = "SELECT path FROM coverage_total WHERE campaign_id = @campaign AND level = 'commune'";

    private const string NoPending = "DELETE FROM coverage_pending WHERE campaign_id = @campaign";

    private const string NoTotals = "DELETE FROM coverage_total WHERE campaign_id = @campaign AND level = 'above'";

    private const string NoDays = "DELETE FROM coverage_day WHERE campaign_id = @campaign AND level = 'above'";

    private const string NoClosings = "DELETE FROM coverage_closing WHERE campaign_id = @campaign AND level = 'above'";

    private const string NoLate = "DELETE FROM coverage_late WHERE campaign_id = @campaign AND level = 'above'";

    /// <summary>Holds all communes meanwhile: what they change is either contained or pending afterwards.</summary>
    public static async Task RebuildAsync(DbSession session, long campaign)
    {
        foreach (var sql in new[] { CoverageRollup.Hold, HoldCommunes, NoPending, NoTotals, NoDays, NoClosings, NoLate })
        {
            await session.ExecuteAsync(sql, new { campaign });
        }

        await (await SumAsync(session, campaign)).SaveNewAsync(session);
    }

    /// <summary>What the rows above hold when they are right. Reads by the units directly above communes: a nation's year would not fit.</summary>
    public static async Task<FigureChanges> SumAsync(DbSession session, long campaign)
    {
        var sum = new FigureChanges(campaign);
        var communes = await session.QueryAsync<string>(Communes, new { campaign });
        foreach (var parent in communes.Select(UnitPath.Parent).Distinct(StringComparer.Ordinal))
        {
            var rows = UnitPath.Down(parent).Select(FigureRow.At).ToArray();
            // Where a unit has both districts and communes, those of the districts come with the districts.
            await StoredFigures.AddAsync(session, campaign, UnitLevel.Commune.Code(), parent, sum, commune => UnitPath.Parent(commune.Path) == parent ? rows : []);
        }

        return sum;
    }
}
