using System.Net;
using System.Text.Json;
using Campaign111.Features.Reports.Exports;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Office;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Reports.Exports;

/// <summary>Tables as JSON, page by page, and the map as GeoJSON.</summary>
public sealed class ExportApiTests
{
    private const string Entries = $"/api/v1/exports/entries?campaign={ExportWorld.Slug}&unit=25318";

    [Fact]
    public async Task Pages_by_key_give_the_rows_of_the_file_in_their_order()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        using var answer = await browser.ExportAsync("25318", "entries", "csv");
        var csv = TablePartsTests.ReadCsv(await answer.BytesAsync(), 4);
        browser.Client.DefaultRequestHeaders.Add(ApiAuthorizeAttribute.HeaderName, "1");

        var seen = new List<string>();
        long? sequence = null;
        for (string? after = ""; after is not null;)
        {
            using var page = await browser.GetAsync($"{Entries}&take=7{(after.Length > 0 ? $"&after={Uri.EscapeDataString(after)}&sequence={sequence}" : "")}");
            var body = JsonDocument.Parse(await page.BytesAsync()).RootElement;
            body.GetProperty("illustrative").GetBoolean().ShouldBeTrue();
            sequence ??= body.GetProperty("sequence").GetInt64();
            var rows = body.GetProperty("rows").EnumerateArray().ToList();
            rows.Count.ShouldBeLessThanOrEqualTo(7);
            seen.AddRange(rows.Select(row => row.GetProperty("sequence").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture)));
            after = body.GetProperty("next").GetString();
        }

        seen.ShouldBe(csv.Select(row => row[0]));
        seen.Count.ShouldBeGreaterThan(7);
    }

    [Fact]
    public async Task What_did_not_change_is_not_sent_again_and_nonsense_is_refused()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        using var bare = await browser.GetAsync(Entries);
        browser.Client.DefaultRequestHeaders.Add(ApiAuthorizeAttribute.HeaderName, "1");
        using var first = await browser.GetAsync(Entries);
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(Entries, UriKind.Relative));
        again.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.Tag);

        using var unchanged = await browser.Client.SendAsync(again);
        using var odd = await browser.GetAsync($"{Entries}&after=xyz");
        using var unknown = await browser.GetAsync($"/api/v1/exports/secrets?campaign={ExportWorld.Slug}&unit=25318");
        using var sibling = await browser.GetAsync($"/api/v1/exports/entries?campaign={ExportWorld.Slug}&unit=25315");
        using var above = await browser.GetAsync($"/api/v1/exports/map.geojson?campaign={ExportWorld.Slug}&unit=70");
        using var audit = await browser.GetAsync($"/api/v1/exports/audit?campaign={ExportWorld.Slug}&unit=25318");
        using var nobody = app.Browse();
        using var signedOut = await nobody.GetAsync(Entries);

        bare.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        odd.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        sibling.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        above.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        audit.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        signedOut.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var refusal in new[] { odd, unknown, sibling, signedOut })
        {
            refusal.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task Every_table_answers_with_exactly_its_columns_and_the_document_names_them()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var document = await browser.GetAsync("/openapi/v1.json");
        var schemas = JsonDocument.Parse(await document.BytesAsync()).RootElement.GetProperty("components").GetProperty("schemas");
        browser.Client.DefaultRequestHeaders.Add(ApiAuthorizeAttribute.HeaderName, "1");
        await using var scope = app.Services.CreateAsyncScope();

        foreach (var table in scope.ServiceProvider.GetServices<IExportTable>())
        {
            var unit = table.Kind.OnlyCommunes ? "25318" : "70";
            using var answer = await browser.GetAsync($"/api/v1/exports/{table.Kind.Code}?campaign={ExportWorld.Slug}&unit={unit}&take=3");
            var body = JsonDocument.Parse(await answer.BytesAsync()).RootElement;
            var columns = table.Columns.Select(column => column.Code).ToList();
            Names(schemas.GetProperty("Export" + char.ToUpperInvariant(table.Kind.Code[0]) + table.Kind.Code[1..]).GetProperty("properties")).ShouldBe(columns, table.Kind.Code);
            Names(schemas.GetProperty("ExportAnswer").GetProperty("properties")).ShouldBe(Names(body));
            foreach (var row in body.GetProperty("rows").EnumerateArray())
            {
                Names(row).ShouldBe(columns);
            }
        }
    }

    [Fact]
    public async Task The_map_is_valid_GeoJSON_with_the_figures_of_every_unit()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var answer = await browser.ExportAsync("70", "map", "geojson");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/geo+json");

        var map = JsonDocument.Parse(await answer.BytesAsync()).RootElement;

        GeoJson.Problems(map).ShouldBeEmpty();
        map.GetProperty("illustrative").GetBoolean().ShouldBeTrue();
        var features = map.GetProperty("features").EnumerateArray().ToList();
        features.Count.ShouldBe(11);
        features.Count(feature => feature.GetProperty("geometry").ValueKind == JsonValueKind.Object).ShouldBe(11);
        features.Sum(feature => feature.GetProperty("properties").GetProperty("reached").GetInt64())
            .ShouldBe(await app.ScalarAsync("SELECT SUM(reached) FROM coverage_total WHERE level = 'commune' AND campaign_id = (SELECT id FROM campaign WHERE slug = 'binh-phuoc-2020')"));
    }

    [Theory]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[106,11],[106,12],[107,12],[106,11]]]}}]}""", "clockwise")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[106,11],[107,12],[106,12]]]}}]}""", "closed")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[11,106],[12,106],[12,107],[11,106]]]}}]}""", "Vietnam")]
    [InlineData("""{"type":"FeatureCollection","crs":{},"features":[]}""", "crs")]
    public void Broken_maps_are_found_out(string map, string expected) =>
        GeoJson.Problems(JsonDocument.Parse(map).RootElement).ShouldContain(problem => problem.Contains(expected, StringComparison.Ordinal));

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(field => field.Name);
}
