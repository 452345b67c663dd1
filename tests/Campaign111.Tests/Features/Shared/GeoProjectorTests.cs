using System.Text.Json;
using Campaign111.Features.Shared.Charts;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Features.Shared;

public sealed class GeoProjectorTests
{
    private const string Square = """
        { "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "code": "25318", "name": "Xã Tân Tiến" },
          "geometry": { "type": "Polygon", "coordinates": [ [ [106, 60], [108, 60], [108, 61], [106, 61], [106, 60] ] ] } } ] }
        """;

    [Fact]
    public void A_degree_of_longitude_is_shortened_by_the_cosine_of_the_latitude()
    {
        // 2 degrees of longitude at 60.5 north are 2 * cos(60.5) = 0.98485 degrees wide: 100 units for them, 101.5 for one of latitude.
        var map = GeoProjector.Project(Parse(Square), 108);
        map.Width.ShouldBe(108);
        map.Height.ShouldBe(109.5);
        map.Shapes.Single().Path.ShouldBe("M4 105.5l100 0 0-101.5 -100 0Z");
    }

    [Fact]
    public void North_is_up_and_west_is_left()
    {
        var projector = GeoProjector.Around(Parse(Square), 108);
        projector.Place(106, 61).ShouldBe((4, 4));
        projector.Place(108, 61).X.ShouldBe(104, 0.001);
    }

    [Fact]
    public void Holes_and_islands_become_further_rings()
    {
        var map = GeoProjector.Project(Parse("""
            { "features": [ { "properties": { "code": "1", "name": "Đảo" }, "geometry": { "type": "MultiPolygon", "coordinates": [
              [ [[0,0],[10,0],[10,10],[0,10],[0,0]], [[4,4],[4,6],[6,6],[4,4]] ], [ [[12,0],[13,0],[13,1],[12,0]] ] ] } } ] }
            """), 200);
        map.Shapes.Single().Path.Count(letter => letter == 'M').ShouldBe(3);
        map.Shapes.Single().Path.Count(letter => letter == 'Z').ShouldBe(3);
    }

    [Fact]
    public void Differences_add_up_to_the_points_themselves()
    {
        // 1,000 points on a circle: the sum of rounded differences must end where the rounded point stands, not drift.
        var ring = Enumerable.Range(0, 1000).Select(i => (X: 106 + Math.Cos(i * Math.PI / 500), Y: 11 + Math.Sin(i * Math.PI / 500))).ToList();
        var coordinates = JsonSerializer.Serialize(ring.Append(ring[0]).Select(point => new[] { point.X, point.Y }));
        var collection = Parse($$"""{ "features": [ { "properties": { "code": "1", "name": "x" }, "geometry": { "type": "Polygon", "coordinates": [ {{coordinates}} ] } } ] }""");
        var projector = GeoProjector.Around(collection, 800);
        var end = Points.EndOf(projector.Draw(collection).Shapes.Single().Path);
        var (x, y) = projector.Place(ring[^1].X, ring[^1].Y);
        end.X.ShouldBe(x, 0.051);
        end.Y.ShouldBe(y, 0.051);
    }

    [Fact]
    public void A_file_without_areas_says_what_it_should_hold() =>
        Should.Throw<FormatException>(() => GeoProjector.Project(Parse("""{ "features": [] }"""), 100)).Message.ShouldContain("Polygon");

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
