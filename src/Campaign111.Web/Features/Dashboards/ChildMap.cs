using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared.Charts;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards;

/// <summary>Units inside another on a map from our own boundaries; where they have no shapes (hamlets, most communes of 2020), as tiles.</summary>
public sealed class ChildMap(MapSheets sheets)
{
    /// <summary>Tiles beyond this number would say less than the table.</summary>
    private const int MostTiles = 60;

    /// <summary>Null where there is nothing to draw.</summary>
    /// <param name="campaign">Its tree picks the boundaries.</param>
    /// <param name="parent">The unit whose inside is shown.</param>
    /// <param name="rows">Its children, or all communes of a province.</param>
    /// <param name="href">Where an area leads; null for nowhere.</param>
    public async Task<StatusMapData?> OfAsync(Campaign campaign, Unit parent, IReadOnlyList<Standing> rows, Func<Standing, string?> href)
    {
        if (rows.Count == 0)
        {
            return null;
        }

        var level = rows[0].Unit.Level;
        var sheet = level == UnitLevel.Hamlet ? null : await sheets.OfAsync(campaign, parent, level);
        var schematic = sheet is null;
        if (sheet is null)
        {
            if (rows.Count > MostTiles)
            {
                return null;
            }

            sheet = TileSheet.Of([.. rows.Select(row => (row.Unit.Code, UnitNames.Of(row.Unit), Figure(row)))]);
        }

        var areas = rows.Where(row => sheet.Paths.ContainsKey(row.Unit.Code))
            .Select(row => new MapArea(row.Unit.Code, UnitNames.Of(row.Unit), href(row), row.Status, Figure(row), sheet.Paths[row.Unit.Code]));
        return new StatusMapData("map", Title(parent, schematic), sheet.Width, sheet.Height, [.. areas], await OutlinesAsync(campaign, parent, level))
        {
            Labels = sheet.Labels, Boxes = sheet.Boxes, Schematic = schematic,
        };
    }

    private static string Title(Unit parent, bool schematic) =>
        (schematic ? Text.Of("Sơ đồ trạng thái: ", "Status plan: ") : Text.Of("Bản đồ trạng thái: ", "Status map: ")) + UnitNames.Of(parent);

    private static string Figure(Standing row) => row.Figure.Percent is { } percent ? Formats.Percent(percent) : Text.Of("chưa có chỉ tiêu", "no target");

    /// <summary>Districts over the communes of a province that has any.</summary>
    private async Task<IReadOnlyList<string>> OutlinesAsync(Campaign campaign, Unit parent, UnitLevel level) =>
        level == UnitLevel.Commune && parent.Level == UnitLevel.Province && campaign.TreeDate < MapSheets.TwoTiersFrom
        && await sheets.OfAsync(campaign, parent, UnitLevel.District) is { Boxes.Count: 0 } districts
            ? [.. districts.Paths.Values]
            : [];
}
