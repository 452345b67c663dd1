using System.Reflection;
using System.Text.Json;
using Campaign111.Features.Coverage;
using Campaign111.Features.Stock;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Coverage;

public class OpenApiTests
{
    [Fact]
    public async Task The_document_names_exactly_the_routes_of_the_API_and_the_fields_of_its_types()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = app.CreateClient();
        using var response = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        var documented = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => (route.Metadata.GetMetadata<ControllerActionDescriptor>()?.ControllerTypeInfo.Assembly ?? typeof(CoverageApiController).Assembly) == typeof(CoverageApiController).Assembly
                && route.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} /{route.RoutePattern.RawText!.TrimStart('/')}"));
        documented.Order().ShouldBe(routes.Order());

        var schemas = document.GetProperty("components").GetProperty("schemas");
        FieldsOf(schemas.GetProperty("Entry")).ShouldBe(FieldsOf(typeof(IncomingEntry)));
        FieldsOf(schemas.GetProperty("Figure")).ShouldBe(FieldsOf(typeof(FigureAnswer)));
        FieldsOf(schemas.GetProperty("FiguresAnswer")).ShouldBe(FieldsOf(typeof(FiguresAnswer)));
        FieldsOf(schemas.GetProperty("EntriesAnswer")).ShouldBe(FieldsOf(typeof(EntriesAnswer)));
        FieldsOf(schemas.GetProperty("ReceiptAnswer")).ShouldBe(FieldsOf(typeof(ReceiptAnswer)));
        FieldsOf(schemas.GetProperty("SentReceipt")).ShouldBe(FieldsOf(typeof(SentReceipt)));
        FieldsOf(schemas.GetProperty("ReceiptVerdicts")).ShouldBe(FieldsOf(typeof(ReceiptVerdicts)));
        FieldsOf(schemas.GetProperty("PackAnswer")).ShouldBe(FieldsOf(typeof(PackAnswer)));
    }

    private static IEnumerable<string> FieldsOf(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).Order();

    private static IEnumerable<string> FieldsOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order();
}
