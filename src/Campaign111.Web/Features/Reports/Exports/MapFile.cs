using System.Text.Encodings.Web;
using System.Text.Json;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reports.Exports.Tables;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Exports;

/// <summary>The units below a unit with their outlines and figures, as GeoJSON (RFC 7946): WGS 84, longitude first, outer rings counter-clockwise. A unit
/// without an outline is there with a null geometry, so that the figures are complete.</summary>
public sealed class MapFile(ProgressRows rows, UnitShapes shapes, ExportTables tables) : IExportFile
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ExportKind Kind => ExportKinds.Map;

    public string ContentType => "application/geo+json";

    public async Task WriteAsync(ExportOrder order, Stream output, CancellationToken cancel)
    {
        var (_, below) = await rows.OfAsync(order);
        var outlines = (await shapes.ChildrenAsync(order.Unit, order.Campaign.TreeDate)).ToDictionary(shape => shape.Unit.Id);
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        await WriteSourceAsync(json, order);
        json.WriteStartArray("features");
        foreach (var line in below)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteString("id", line.Unit.Code);
            WriteGeometry(json, outlines.GetValueOrDefault(line.Unit.Id));
            WriteProperties(json, line);
            json.WriteEndObject();
            await json.FlushAsync(cancel);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Foreign members (RFC 7946, 6.1): readers that don't know them pass over them.
    private async Task WriteSourceAsync(Utf8JsonWriter json, ExportOrder order)
    {
        json.WriteString("campaign", order.Campaign.Slug);
        json.WriteString("unit", order.Unit.Code);
        json.WriteString("asOf", VietnamTime.Local(order.BegunAt));
        if (order.Day is { } day)
        {
            json.WriteString("reportedBy", Day(day));
        }

        json.WriteBoolean("illustrative", order.Campaign.IsIllustrative);
        json.WriteStartArray("notes");
        foreach (var note in await tables.NotesAsync(order))
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter json, ProgressLine line)
    {
        json.WriteStartObject("properties");
        json.WriteString("code", line.Unit.Code);
        json.WriteString("name", line.Unit.FullName);
        json.WriteString("level", line.Unit.Level.Code());
        Number(json, "target", line.Figure.Target);
        json.WriteNumber("reached", line.Figure.Reached);
        json.WriteNumber("settled", line.Figure.Settled);
        Number(json, "percent", Rounded(line.Figure.Percent));
        Number(json, "expected", Rounded(line.Judgement.ExpectedPercent));
        json.WriteString("status", CoverageTexts.Code(line.Judgement.Status));
        json.WriteBoolean("silent", line.Judgement.Silent);
        json.WriteString("lastDay", line.Deadline is { } deadline ? Day(deadline.LastDay) : null);
        json.WriteString("lastEntryOn", line.LastEntryOn is { } last ? Day(last) : null);
        json.WriteEndObject();
    }

    private static void WriteGeometry(Utf8JsonWriter json, UnitShape? shape)
    {
        if (shape is null)
        {
            json.WriteNull("geometry");
            return;
        }

        var polygons = shape.Polygons;
        json.WriteStartObject("geometry");
        json.WriteString("type", polygons.Count == 1 ? "Polygon" : "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in polygons)
        {
            if (polygons.Count > 1)
            {
                json.WriteStartArray();
            }

            for (var ring = 0; ring < polygon.Count; ring++)
            {
                WriteRing(json, polygon[ring], outer: ring == 0);
            }

            if (polygons.Count > 1)
            {
                json.WriteEndArray();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // RFC 7946, 3.1.6, the right-hand rule: outer rings counter-clockwise, holes clockwise.
    private static void WriteRing(Utf8JsonWriter json, IReadOnlyList<GeoPoint> ring, bool outer)
    {
        var turned = TwiceArea(ring) > 0 != outer;
        json.WriteStartArray();
        for (var at = 0; at < ring.Count; at++)
        {
            var point = ring[turned ? ring.Count - 1 - at : at];
            json.WriteStartArray();
            json.WriteNumberValue(point.Longitude);
            json.WriteNumberValue(point.Latitude);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Twice the area that a closed ring encloses, above zero when it runs counter-clockwise.</summary>
    public static double TwiceArea(IReadOnlyList<GeoPoint> ring)
    {
        var sum = 0.0;
        for (var at = 1; at < ring.Count; at++)
        {
            sum += (ring[at - 1].Longitude * ring[at].Latitude) - (ring[at].Longitude * ring[at - 1].Latitude);
        }

        return sum;
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static decimal? Rounded(decimal? percent) => percent is { } value ? decimal.Round(value, 2, MidpointRounding.ToZero) : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
