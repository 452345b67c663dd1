using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared.Charts;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards;

/// <summary>The children of a unit on a map, from our own boundaries.</summary>
public static class ChildMap
{
    private const double Width = 560;

    /// <summary>Null when no child has a shape.</summary>
    public static StatusMapData? Of(Campaign campaign, Unit parent, IReadOnlyList<Standing> children, IReadOnlyList<UnitShape> shapes)
    {
        if (shapes.Count == 0)
        {
            return null;
        }

        var drawn = GeoProjector.Project(UnitShapes.Collection(shapes), Width);
        var paths = drawn.Shapes.ToDictionary(shape => shape.Code, shape => shape.Path, StringComparer.Ordinal);
        var areas = children.Where(child => paths.ContainsKey(child.Unit.Code)).Select(child => new MapArea(
            child.Unit.Code, UnitNames.Of(child.Unit), DashboardLinks.Of(campaign, child.Unit), child.Status,
            child.Figure.Percent is { } percent ? Formats.Percent(percent) : Text.Of("chưa có chỉ tiêu", "no target"), paths[child.Unit.Code]));
        return new StatusMapData(
            "map", Text.Of("Bản đồ trạng thái: ", "Status map: ") + UnitNames.Of(parent), drawn.Width, drawn.Height, [.. areas], []);
    }
}
