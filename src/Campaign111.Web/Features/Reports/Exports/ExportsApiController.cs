using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security.Limits;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reports.Exports;

/// <summary>The tables of the exports as JSON, a page at a time by key, and the map as GeoJSON. Documented in wwwroot/openapi/v1.json.</summary>
[ApiController]
[Route("/api/v1/exports")]
[ApiAuthorize(Permission.Read)]
[ApiScope(ApiScopes.ExportsRead)]
[Limited(LimitClass.Exports)]
public sealed class ExportsApiController(ExportDesk desk, CoverageDesk coverage, ExportTables tables, CurrentUser user, IEnumerable<IExportFile> files) : ControllerBase
{
    /// <summary>Rows of a page when none are asked for.</summary>
    public const int UsualRows = 500;

    /// <summary>Rows of a page at most.</summary>
    public const int MostRows = 5000;

    private static string Known => string.Join(", ", ExportKinds.All.Where(one => one.IsTable).Select(one => one.Code));

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A page of a table. The next one is asked for with after = next, and sequence as answered, so that the listing doesn't grow meanwhile.</summary>
    [HttpGet("{kind}")]
    public async Task<IActionResult> Rows(
        string kind, string? campaign, string? unit, string? tier, DateOnly? day, string? after, long? sequence, CancellationToken cancel, int take = UsualRows)
    {
        if (ExportKinds.Find(kind) is not { IsTable: true } known)
        {
            return Problem(statusCode: StatusCodes.Status404NotFound, detail: Text.Of($"Không có bảng “{kind}”. Có: {Known}.", $"There is no table “{kind}”. There are: {Known}."));
        }

        try
        {
            var order = await OrderAsync(campaign, unit, new ExportWish(known.Code, null, tier, day));
            order = order with { Bound = order.Bound is { } bound && sequence < bound ? sequence : order.Bound };
            var page = await tables.Of(known).PageAsync(order, after, Math.Clamp(take, 1, MostRows), cancel);
            return Tagged(await BodyAsync(order, page), "application/json; charset=utf-8");
        }
        catch (Exception refused) when (refused is ExportRefusedException or FormatException or OverflowException)
        {
            return Problem(statusCode: StatusCodes.Status400BadRequest, detail: refused is ExportRefusedException ? refused.Message : Text.Of("after phải là next của lần trả lời trước.", "after must be the next of an earlier answer."));
        }
    }

    /// <summary>The units below a unit with outlines and figures (RFC 7946).</summary>
    [HttpGet("map.geojson")]
    public async Task<IActionResult> Map(string? campaign, string? unit, DateOnly? day, CancellationToken cancel)
    {
        try
        {
            var order = await OrderAsync(campaign, unit, new ExportWish(ExportKinds.Map.Code, null, null, day));
            var map = files.First(file => file.Kind == ExportKinds.Map);
            using var body = new MemoryStream();
            await map.WriteAsync(order, body, cancel);
            return Tagged(body.ToArray(), map.ContentType);
        }
        catch (ExportRefusedException refused)
        {
            return Problem(statusCode: StatusCodes.Status400BadRequest, detail: refused.Message);
        }
    }

    private async Task<ExportOrder> OrderAsync(string? slug, string? code, ExportWish wish)
    {
        var (campaign, unit) = await coverage.UnitAsync(slug, code);
        if (!unit.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal))
        {
            throw new NotFoundException($"No unit {code} in campaign {slug}.");
        }

        await user.DemandAsync(Permission.Read, unit.Path);
        return await desk.OrderAsync(campaign, unit, wish);
    }

    private async Task<byte[]> BodyAsync(ExportOrder order, ExportPage page)
    {
        var columns = tables.Of(order.Kind).Columns;
        using var body = new MemoryStream();
        await using var json = new Utf8JsonWriter(body, Options);
        json.WriteStartObject();
        json.WriteString("kind", order.Kind.Code);
        json.WriteString("campaign", order.Campaign.Slug);
        json.WriteString("unit", order.Unit.Code);
        json.WriteString("asOf", (order.Day ?? order.On).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteBoolean("illustrative", order.Campaign.IsIllustrative);
        json.WriteString("source", order.Kind.Needs == Permission.Read ? await tables.SourcesAsync(order.Unit) : null);
        WriteSequence(json, order.Bound);
        json.WriteStartArray("rows");
        foreach (var row in page.Rows)
        {
            json.WriteStartObject();
            for (var at = 0; at < columns.Count; at++)
            {
                json.WritePropertyName(columns[at].Code);
                WriteCell(json, Sheet.Normal(row[at]));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", page.Next);
        json.WriteEndObject();
        await json.FlushAsync();
        return body.ToArray();
    }

    private static void WriteSequence(Utf8JsonWriter json, long? sequence)
    {
        if (sequence is { } bound)
        {
            json.WriteNumber("sequence", bound);
        }
        else
        {
            json.WriteNull("sequence");
        }
    }

    // Shares are fractions, days ISO 8601, instants with Vietnam's offset.
    private static void WriteCell(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case null: json.WriteNullValue(); break;
            case decimal number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case DateOnly day: json.WriteStringValue(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)); break;
            case DateTime time: json.WriteStringValue(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), TimeSpan.FromHours(7))); break;
            default: json.WriteStringValue((string)cell); break;
        }
    }

    private IActionResult Tagged(byte[] body, string contentType)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"";
        Response.Headers.ETag = tag;
        Response.Headers.CacheControl = "private, no-cache";
        return Request.Headers.IfNoneMatch.Any(known => known is not null && known.Contains(tag, StringComparison.Ordinal))
            ? StatusCode(StatusCodes.Status304NotModified)
            : File(body, contentType);
    }
}
