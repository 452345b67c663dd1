using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Architecture.Access;

/// <summary>A route with one of its methods, and its address at the commune of the walk.</summary>
/// <param name="Method">GET and so on.</param>
/// <param name="Route">As the product names it, without a slash in front.</param>
/// <param name="Address">With the objects of objects.txt.</param>
/// <param name="Permission">That the action names, if any.</param>
internal sealed record WalkedRoute(string Method, string Route, string Address, Permission? Permission)
{
    public string Key => $"{Method} {Route}";
}

/// <summary>Every route of the product but the static files, with an address of the walk's world: pages, forms, files, feeds, API, health, metrics, and what is answered before
/// routing. A parameter for which nothing is known here fails.</summary>
internal static class Addresses
{
    // Answered by middleware, so that no endpoint names them.
    private static readonly WalkedRoute[] Unrouted = [new("GET", "q/{token}", "/q/0000000000", null), new("GET", "111", "/111", null)];

    // By route and parameter, by the segment before the parameter, or by its name alone: a kind of objects.txt, or a quoted value.
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["slug"] = "slug", ["code"] = "commune", ["communeCode"] = "commune", ["hamlet"] = "'thon-3", ["hamletCode"] = "'thon-3", ["household"] = "'H0005", ["receipt"] = "receipt",
        ["number"] = "package", ["secret"] = "'none", ["design"] = "'bien-lac-111", ["version"] = "'1", ["file"] = "'loa-truyen-thanh.txt", ["language"] = "'vi", ["page"] = "'1",
        ["kind"] = "'progress", ["guide"] = "'commune", ["sessions/id"] = "'0", ["passkeys/id"] = "'0", ["name"] = "'exports", ["source"] = "'jobs", ["membership"] = "membership", ["share"] = "share", ["entryId"] = "entry", ["status"] = "'404",
        ["s/code"] = "sheet", ["error/code"] = "'404", ["register/token"] = "upload", ["calendar/token"] = "calendar", ["mute/token"] = "mute", ["jobs/id"] = "printJob",
        ["letters/id"] = "letter", ["rounds/id"] = "round", ["flags/id"] = "flag", ["reports/id"] = "reportRound", ["sheets/id"] = "report", ["forms/id"] = "form",
        ["exports/id"] = "export", ["materials/id"] = "material", ["activities/id"] = "activity", ["log/id"] = "use", ["organisations/id"] = "organisation", ["people/id"] = "person",
        ["dispatches/id"] = "dispatch", ["campaigns/{slug}/dispatches/{id:long}/file id"] = "scanned", ["deadlines/id"] = "deadline", ["tokens/id"] = "apiToken", ["feeds/id"] = "feed", ["jobs/dead/id"] = "dead", ["failures/id"] = "failure",
        ["inbox/id"] = "message", ["reminders/id"] = "reminder", ["requests/id"] = "request", ["book/id"] = "move", ["denominators/id"] = "denominator",
        ["admin/jobs/dead/{source}/{id:long}/retry id"] = "dead", ["admin/jobs/dead/{source}/{id:long}/drop id"] = "dead",
        ["reports/sheets/{id:long}/accept id"] = "submitted", ["reports/sheets/{id:long}/return id"] = "submitted", ["reports/sheets/{id:long}/report.docx id"] = "submitted",
        ["campaigns/{slug}/leaflets/designs/{design}/{version:int}/box design"] = "artwork",
        ["campaigns/{slug}/leaflets/designs/{design}/{version:int}/art/{page:int}.png design"] = "artwork",
    };

    // What an address needs beside its path before it says who may.
    private static readonly Dictionary<string, string> Queries = new()
    {
        ["api/v1/coverage"] = "?campaign=binh-phuoc-2020&unit=25318",
        ["api/v1/coverage/pack"] = "?campaign=binh-phuoc-2020&unit=25318",
        ["api/v1/exports/{kind}"] = "?campaign=binh-phuoc-2020&unit=25318",
        ["api/v1/exports/map.geojson"] = "?campaign=binh-phuoc-2020&unit=25318",
    };

    /// <exception cref="InvalidOperationException">A route has a parameter that nothing here fills.</exception>
    public static IReadOnlyList<WalkedRoute> All(AppFactory app, World world)
    {
        var all = new List<WalkedRoute>(Unrouted);
        foreach (var route in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(one => one.Metadata.GetMetadata<StaticAssetDescriptor>() is null))
        {
            var name = (route.RoutePattern.RawText ?? "").TrimStart('/');
            foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                all.Add(new WalkedRoute(method, name, Fill(name, route.RoutePattern, world) + Queries.GetValueOrDefault(name), PermissionOf(route)));
            }
        }

        // What only looks comes before what changes.
        return [.. all.DistinctBy(one => one.Key).OrderBy(one => one.Method is "GET" or "HEAD" ? 0 : 1).ThenBy(one => one.Route, StringComparer.Ordinal)];
    }

    private static Permission? PermissionOf(RouteEndpoint route) =>
        route.Metadata.GetOrderedMetadata<RequiresAttribute>().LastOrDefault()?.Permission ?? route.Metadata.GetOrderedMetadata<ApiAuthorizeAttribute>().LastOrDefault()?.Permission;

    private static string Fill(string route, RoutePattern pattern, World world)
    {
        var before = "";
        var address = "";
        foreach (var segment in pattern.PathSegments)
        {
            var text = string.Concat(segment.Parts.Select(part => part switch
            {
                RoutePatternLiteralPart literal => literal.Content,
                RoutePatternSeparatorPart separator => separator.Content,
                RoutePatternParameterPart parameter => Value(route, before, parameter.Name, world),
                _ => throw new InvalidOperationException($"A part of {route} is of no known kind."),
            }));
            if (segment.IsSimple && segment.Parts[0] is RoutePatternLiteralPart)
            {
                before = text;
            }

            address += "/" + text;
        }

        return address.Length == 0 ? "/" : address;
    }

    private static string Value(string route, string before, string parameter, World world)
    {
        var kind = Known.GetValueOrDefault($"{route} {parameter}") ?? Known.GetValueOrDefault($"{before}/{parameter}") ?? Known.GetValueOrDefault(parameter)
            ?? throw new InvalidOperationException($"No object is known for '{parameter}' of {route}: add it to Addresses.Known and objects.txt.");
        return kind[0] == '\'' ? kind[1..] : world.Own(kind);
    }
}
