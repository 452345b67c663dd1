using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage;

/// <summary>The coverage API of design.md, Contract: figures and field pack. Entries come in by <see cref="CoverageEntriesEndpoint"/>.</summary>
[ApiController]
[Route("/api/v1/coverage")]
public sealed class CoverageApiController(
    CoverageOverview overview, CoveragePack pack, CoverageDesk desk, CurrentUser user) : ControllerBase
{
    /// <summary>A unit's figure and those of its children. Without a unit: the campaign's own.</summary>
    [HttpGet("")]
    [ApiScope(ApiScopes.FiguresRead)]
    [ApiAuthorize(Permission.Read)]
    public async Task<IActionResult> Figures(string? campaign, string? unit, CancellationToken cancel)
    {
        var (found, place) = await desk.UnitAsync(campaign, unit);
        await user.DemandAsync(Permission.Read, place.Path);
        return Json(await overview.AnswerAsync(found, place, cancel), CoverageJson.Default.FiguresAnswer);
    }

    /// <summary>What a phone needs offline for a commune or hamlet; 304 when nothing changed.</summary>
    [HttpGet("pack")]
    [ApiScope(ApiScopes.CoverageRead)]
    [ApiAuthorize(Permission.LogCoverage)]
    public async Task<IActionResult> Pack(string? campaign, string? unit)
    {
        var (found, place) = await desk.UnitAsync(campaign, unit);
        await user.DemandAsync(Permission.LogCoverage, place.Path);
        var answer = await pack.OfAsync(found, place);
        if (answer is null)
        {
            return Refuse(StatusCodes.Status400BadRequest, Text.Of("Gói dữ liệu chỉ có cho xã hoặc thôn.", "A pack is for a commune or a hamlet."));
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, CoverageJson.Default.PackAnswer);
        var tag = $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..32]}\"";
        Response.Headers.ETag = tag;
        Response.Headers.CacheControl = "private, no-cache";
        return Request.Headers.IfNoneMatch.Any(known => known is not null && known.Contains(tag, StringComparison.Ordinal))
            ? StatusCode(StatusCodes.Status304NotModified)
            : File(bytes, "application/json; charset=utf-8");
    }

    private FileContentResult Json<T>(T value, JsonTypeInfo<T> type) => File(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8");

    private ObjectResult Refuse(int status, string detail) => Problem(statusCode: status, detail: detail);
}
