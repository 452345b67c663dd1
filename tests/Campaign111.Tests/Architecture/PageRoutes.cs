using System.Globalization;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Architecture;

/// <summary>Every address of the product that answers GET, filled with values of the demo: a new page is walked without being named here.</summary>
internal static class PageRoutes
{
    // By name of the parameter. The demo's campaign, its commune 25318 with a register hamlet, and what no page needs to find.
    private static readonly Dictionary<string, string> Samples = new(StringComparer.OrdinalIgnoreCase)
    {
        ["slug"] = "binh-phuoc-2020",
        ["campaign"] = "binh-phuoc-2020",
        ["code"] = "25318",
        ["unit"] = "25318",
        ["unitCode"] = "25318",
        ["communeCode"] = "25318",
        ["commune"] = "25318",
        ["hamlet"] = "thon-3",
        ["hamletCode"] = "thon-3",
        ["secret"] = "none",
        ["token"] = "0000000000",
        ["status"] = "404",
        ["household"] = "H0001",
        ["receipt"] = "R-000000",
        ["design"] = "bien-lac-111",
        ["version"] = "1",
        ["file"] = "loa-truyen-thanh.txt",
        ["language"] = "vi",
        ["guide"] = "commune",
        ["page"] = "1",
        ["kind"] = "progress",
    };

    // An id means what stands before it in the address: the first row of that table.
    private static readonly Dictionary<string, string> Tables = new(StringComparer.OrdinalIgnoreCase)
    {
        ["organisations"] = "SELECT MIN(id) FROM organisation",
        ["people"] = "SELECT MIN(id) FROM account",
        ["dispatches"] = "SELECT MIN(id) FROM dispatch",
        ["tasks"] = "SELECT MIN(id) FROM task",
        ["deadlines"] = "SELECT MIN(id) FROM deadline",
        ["entries"] = "SELECT MIN(e.id) FROM coverage_entry e JOIN unit h ON h.id = e.hamlet_id JOIN unit c ON c.id = h.parent_id WHERE h.code = 'thon-3' AND c.code = '25318'",
        ["inbox"] = "SELECT COALESCE(MIN(id), 0) FROM outbox",
        ["materials"] = "SELECT COALESCE(MIN(id), 0) FROM material",
        ["letters"] = "SELECT COALESCE(MIN(id), 0) FROM letter",
        ["activities"] = "SELECT COALESCE(MIN(id), 0) FROM activity",
        ["flags"] = "SELECT COALESCE(MIN(id), 0) FROM flag",
        ["rounds"] = "SELECT COALESCE(MIN(id), 0) FROM spot_check",
        ["reports"] = "SELECT COALESCE(MIN(id), 0) FROM report_round",
        ["sheets"] = "SELECT COALESCE(MIN(id), 0) FROM report_bound",
        ["forms"] = "SELECT COALESCE(MIN(id), 0) FROM report_form",
        ["tokens"] = "SELECT COALESCE(MIN(id), 0) FROM api_token",
        ["runs"] = "SELECT COALESCE(MIN(id), 0) FROM leaflet_run",
    };

    private const string EntryOfTheHamlet = """
        SELECT e.entry_key FROM coverage_entry e JOIN unit u ON u.id = e.hamlet_id JOIN unit c ON c.id = u.parent_id
        WHERE c.code = '25318' AND u.code = 'thon-3' AND e.state = 'valid' ORDER BY e.id
        """;

    /// <summary>Addresses by route, and the routes for whose parameters there is no sample value.</summary>
    public static async Task<(IReadOnlyList<string> Addresses, IReadOnlyList<string> Unfilled)> OfAsync(AppFactory app)
    {
        var database = app.Services.GetRequiredService<Database>();
        var addresses = new SortedSet<string>(StringComparer.Ordinal);
        var unfilled = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var route in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(AnswersGet))
        {
            var address = await FillAsync(route.RoutePattern, database);
            (address is null ? unfilled : addresses).Add(address ?? route.RoutePattern.RawText ?? "");
        }

        return ([.. addresses], [.. unfilled]);
    }

    /// <summary>Every route that answers GET, and an address; those without sample values are left out (a test names them).</summary>
    public static async Task<IReadOnlyList<(string Route, string Address)>> PagesAsync(AppFactory app)
    {
        var database = app.Services.GetRequiredService<Database>();
        var all = new SortedSet<(string Route, string Address)>();
        foreach (var route in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(AnswersGet))
        {
            if (await FillAsync(route.RoutePattern, database) is { } address)
            {
                all.Add((route.RoutePattern.RawText ?? "", address + Query(route.RoutePattern.RawText)));
            }
        }

        return [.. all];
    }

    // What the API needs beside its path.
    private static string Query(string? route) => route is "api/v1/coverage" or "api/v1/coverage/pack" ? "?campaign=binh-phuoc-2020&unit=25318" : "";

    private static bool IsAction(RouteEndpoint route) => route.Metadata.GetMetadata<ControllerActionDescriptor>() is not null;

    private static bool AnswersGet(RouteEndpoint route) =>
        IsAction(route) && (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true);

    private static async Task<string?> FillAsync(RoutePattern pattern, Database database)
    {
        var filled = new List<string>();
        foreach (var segment in pattern.PathSegments)
        {
            var text = "";
            foreach (var part in segment.Parts)
            {
                var value = part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    RoutePatternParameterPart parameter => await ValueAsync(parameter, filled, database),
                    _ => null,
                };
                if (value is null)
                {
                    return null;
                }

                text += value;
            }

            filled.Add(text);
        }

        return "/" + string.Join('/', filled);
    }

    private static async Task<string?> ValueAsync(RoutePatternParameterPart parameter, List<string> before, Database database)
    {
        if (Samples.TryGetValue(parameter.Name, out var sample))
        {
            return sample;
        }

        if (parameter.Default is { } standard)
        {
            return Convert.ToString(standard, CultureInfo.InvariantCulture);
        }

        if (before.LastOrDefault() == "entries")
        {
            return (await database.ReadAsync(session => session.FirstAsync<Guid>(EntryOfTheHamlet))).ToString();
        }

        if (before.LastOrDefault() == "p")
        {
            return await database.ReadAsync(session => session.ScalarAsync<string>("SELECT MIN(number) FROM stock_shipment WHERE state = 'sent'"));
        }

        if (before.LastOrDefault() is "jobs" or "exports")
        {
            // The demo printed and exported nothing in the background: a job that is not there is as good for walking.
            return Guid.Empty.ToString();
        }

        return before.LastOrDefault() is { } home && Tables.TryGetValue(home, out var first)
            ? (await database.ReadAsync(session => session.ScalarAsync<long>(first))).ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
